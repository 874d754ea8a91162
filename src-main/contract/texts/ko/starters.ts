import type { Texts } from '../texts';

export const starters: Texts['starters'] = {
  ganOnDigits: '숫자 GAN',
  vaeOnDigits: '숫자 VAE',
  ring: 'GAN이 점 여덟 개를 찾아가는 과정 보기',
  ringHelp:
    '생성자가 찍는 점이 데이터의 점 여덟 개로 모여드는 동안 판별자가 평면을 어떻게 평가하는지 볼 수 있습니다.',
  ringName: '점 여덟 개 GAN',
  vae: '손글씨 숫자를 배우는 VAE',
  vaeHelp: '숫자 이미지 9 000장을 각각 두 수로 복원하고 새 숫자를 그리도록 학습합니다.',
  duel: '대결: GAN과 VAE',
  duelHelp: '두 모델이 같은 숫자를 동시에 배웁니다. 첫 스텝부터 샘플과 곡선을 나란히 보여 줍니다.',
  ganVae: 'GAN과 VAE',
  ganVaeHelp: '선명하지만 클래스를 빠뜨릴 수 있는 샘플과, 흐릿하지만 모두 담는 샘플을 비교합니다.',
  autoencoderVae: '오토인코더와 VAE',
  autoencoderVaeHelp: '더 나은 복원과, 샘플을 뽑을 수 있는 잠재 공간을 비교합니다.',
  autoencoderName: '숫자 오토인코더',
  conditional: '조건부 GAN과 무조건 GAN',
  conditionalHelp: '같은 합성곱 네트워크에 숫자의 클래스를 주었을 때와 주지 않았을 때를 비교합니다.',
  conditionalName: '숫자 조건부 GAN',
  dcganName: '숫자 DCGAN',
  constraint: 'WGAN: 클리핑과 페널티',
  constraintHelp: '비평자를 립시츠 조건으로 제한하는 두 방법을 점 데이터에서 눈으로 비교합니다.',
  clippedName: 'WGAN, 가중치 클리핑',
  penaltyName: 'WGAN, 기울기 페널티',
  vaeLoss: 'VAE: ELBO와 평균',
  vaeLossHelp:
    'ELBO처럼 픽셀에 대해 합한 손실과, KL의 비중이 약 390배 커지는 Keras 예제의 평균 손실을 비교합니다.',
  elboName: 'ELBO를 쓰는 VAE',
  meansName: '평균을 쓰는 VAE',
  nothingToCompare: '아직 비교할 것이 없습니다',
  nothingToCompareHelp:
    '같은 모델이든 다른 모델이든 실행을 두 개 이상 시작하면 곡선과 샘플을 여기에 나란히 놓을 수 있습니다.',
  pickTwo: '실행을 두 개 이상 고르세요',
  pickTwoHelp: '두 개가 되면 샘플과 곡선이 나란히 나타납니다.',
  orLaunchPair: '또는 나란히 학습하는 한 쌍을 시작하세요',
};
