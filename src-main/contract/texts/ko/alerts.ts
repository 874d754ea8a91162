import type { Texts } from '../texts';

export const alerts: Texts['alerts'] = {
  titles: {
    collapse: '모드 붕괴',
    'discriminator-wins': '판별자가 압도함',
    'posterior-collapse': '사후 분포 붕괴',
    memorisation: '샘플이 학습 항목의 복사본일 수 있음',
    'divergence-ahead': '곧 발산할 수 있음',
  },
  labels: {
    collapse: '모드 붕괴',
    'discriminator-wins': '판별자 압도',
    'posterior-collapse': '사후 분포 붕괴',
    memorisation: '복사 가능성',
    'divergence-ahead': '발산 가능성',
  },
  remedies: {
    collapse: '학습률을 낮추거나 목적 함수가 다른 모델을 고르세요.',
    'discriminator-wins': '학습률을 낮추거나 목적 함수가 다른 모델을 고르세요.',
    'posterior-collapse': 'β를 낮추거나 손실에서 평균 대신 합을 쓰세요.',
    memorisation:
      '샘플을 가장 가까운 학습 항목과 나란히 보세요. 더 적은 스텝으로 학습하거나 데이터를 늘리세요.',
    'divergence-ahead': '학습률을 절반으로 낮추세요.',
  },
};
