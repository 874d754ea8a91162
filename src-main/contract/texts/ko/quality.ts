import type { Texts } from '../texts';

export const quality: Texts['quality'] = {
  panels: { default: '먼저 볼 지표', likelihood: '우도', more: '더 보기' },
  range: (low, high) => `${low}–${high}`,
  labels: {
    clipped_density: '절단 밀도',
    clipped_coverage: '절단 커버리지',
    kernel_distance: '커널 거리',
    classes_covered: '생성된 클래스',
    recognised: '인식률',
    modes_covered: '생성된 모드',
    high_quality: '고품질 비율',
    wasserstein: '바서슈타인 거리',
  },
  heads: {
    clipped_density: '밀도',
    clipped_coverage: '커버리지',
    kernel_distance: '커널 거리',
    classes_covered: '생성된 클래스',
    recognised: '인식률',
    modes_covered: '모드',
    high_quality: '고품질 비율',
    wasserstein: '바서슈타인',
  },
  closestTitle: '학습 이미지에 가장 가까운 샘플',
  closestHelp: (count) =>
    `학습 이미지에 가장 가까운 샘플 ${count}개를 그 학습 이미지 위에 놓았습니다. 숫자는 특징 공간의 거리이고, 괄호 안은 학습 이미지와 가장 가까운 다른 학습 이미지 사이 거리에 대한 비율입니다.`,
  closestFloor: (shown, floor) =>
    `${shown} 학습에 쓰지 않은 이미지 중 학습 이미지에 가장 가까운 것들은 평균 ${floor} 떨어져 있습니다(기준선).`,
  measured: (samples, step, seed) =>
    `스텝 ${step}의 샘플 ${samples}개(시드 ${String(seed)})를 같은 수의 테스트 분할 항목과 비교했습니다.`,
  lastHidden: '분류기의 마지막 은닉층',
  accuracy: '정확도',
  bottleneck: '오토인코더의 병목층',
  squaredError: '평균 제곱 오차',
  encoder: (what, values, scored, score, count, hash) =>
    `특징: 이 데이터셋으로 학습한 ${what}, 값 ${values}개, ${scored} ${score}(테스트, n = ${count}), 가중치 ${hash}.`,
  otherEncoders: '서로 다른 인코더의 특징으로 측정해 비교할 수 없는 값입니다.',
  otherCounts: '샘플 수가 서로 다릅니다. 비교하려면 같은 수로 모두 평가하세요.',
  onFeatures: (hash) => `(인코더 ${hash}의 특징)`,
  leftOut: (count) => `인코더나 샘플 수가 달라 비교할 수 없는 ${String(count)}개는 그리지 않았습니다.`,
  stepsFacts: (samples, on) =>
    `샘플 ${samples}개를 같은 수의 테스트 분할 항목과 비교했습니다${on}. 막대는 95 % 구간입니다.`,
};
