import type { Texts } from '../texts';

export const models: Texts['models'] = {
  toTry: '직접 해 보는 그림',
  gone: (id) => `모델 ${id} 없음`,
  goneHelp: '다른 버전의 워크벤치 주소일 수 있습니다.',
  all: '모든 모델',
  newRunWith: '이 모델로 새 실행',
  equations: '수식',
  expect: '예상되는 결과',
  curves: '곡선',
  cost: '비용',
  valuesAreOf: '측정 조건',
  goesWrong: '잘되지 않을 때',
  departures: '논문의 방법과 다른 점',
  reading: '읽을거리',
  whatItDoes: '설명',
  presets: '프리셋',
  meaning: '의미',
  measured: (dataset, seed, over, command) =>
    `데이터셋 ${dataset}, 시드 ${String(seed)}, ${over}. 측정 명령: ${command}`,
  page: {
    about: (family, data, needsLabels, count, unit) =>
      `${family} · ${data === 'images' ? '이미지' : '점'}${needsLabels ? '(레이블 필요)' : ''} · 기본값 ${String(count)} ${unit === 'steps' ? '스텝' : '에폭'}`,
    where: '여기서',
    meaning: (symbol, meaning) => `${symbol}: ${meaning}`,
    figures: '그림',
    whatToDo: '해결 방법',
    hyperparameters: '하이퍼파라미터',
    metrics: '지표',
    settingHeads: ['설정', '이름', '기본값', '범위', '하는 일'],
    metricHeads: ['지표', '이름', '뜻'],
  },
  families: { GAN: 'GAN', VAE: 'VAE', Autoencoder: '오토인코더', Classifier: '분류기' },
  yesOrNo: '예 또는 아니요',
  anyText: '글',
  sizesRange: (most, range) => `최대 ${String(most)}개, 각각 ${range}`,
  measuredOn: {
    validation:
      '검증용으로 남긴 학습 항목으로 잽니다. 에포크마다 매번 같은 무작위 일부로, 끝에는 전체로 잽니다.',
    test: '끝에 테스트 분할 전체로 잽니다. 검증용으로 남긴 것이 없으면 에포크마다 무작위 일부로도 잽니다.',
  },
  restOn: '이 개념을 쓰는 모델:',
};
