export const WGAN_2D: Readonly<Record<string, string>> = {
  'Wasserstein GAN (2-D)': '바서슈타인 GAN(2-D)',
  'A critic whose gradient shows, all over the plane, where generated points should move.':
    '비평자의 기울기가 평면 어디에서든 생성된 점이 갈 방향을 보여 줍니다.',
  'Step size of both networks.': '두 네트워크의 스텝 크기입니다.',
  'The Wasserstein GAN where it can be seen through: its examples are points of the plane, and the critic is a landscape over it. Generated points move uphill; the penalty keeps the slope near one, so that there is a slope everywhere, also far from all points.':
    '속을 들여다볼 수 있는 바서슈타인 GAN입니다. 예제가 평면의 점이고 비평자는 그 위의 지형입니다. 생성된 점은 오르막으로 움직입니다. 페널티가 기울기를 1 가까이로 유지하므로 모든 점에서 먼 곳에도 기울기가 있습니다.',
  'On the ring of eight, the Wasserstein estimate falls steadily, from 1.0 at step 200 to 0.2 at 1,000 and 0.05 at 4,000, and with it the Lipschitz estimate, from 2.7 to 1.1. A loss that shows progress is what this model is for.':
    '고리 8에서 바서슈타인 추정값이 스텝 200의 1.0에서 1,000의 0.2, 4,000의 0.05로 꾸준히 줄고, 립시츠 추정값도 2.7에서 1.1로 함께 줄어듭니다. 진행을 보여 주는 손실이 이 모델의 목적입니다.',
  'All eight modes have points around them by step 500. They draw together more slowly than the vanilla GAN’s: at step 4,000 about half lie within three standard deviations of a mode.':
    '스텝 500에는 여덟 모드 모두 주위에 점이 있습니다. 바닐라 GAN보다 천천히 모여들어, 4,000에는 절반쯤이 모드의 표준편차 세 배 안에 있습니다.',
  'Less than 45 ms a step on two processor cores: seven minutes at most for the default 10,000 steps.':
    '프로세서 코어 둘에서 스텝당 45 ms 미만, 기본값 10,000스텝에 길어야 7분입니다.',
  'The penalty weight is 0.1 instead of 10, and the learning rate 5e-4: the data have unit standard deviation, and distances are short. One step of the generator follows three of the critic; the paper takes five.':
    '데이터의 표준편차가 1이라 거리가 짧으므로 페널티 가중치는 10 대신 0.1, 학습률은 5e-4입니다. 비평자 스텝 세 번마다 생성자 스텝 한 번입니다. 논문은 다섯 번입니다.',
  'With packs (PacGAN) the critic’s gradient, which the penalty holds near one, is by all points of a pack together. There are no unrolled updates: the critic is trained to near its optimum before each step of the generator, which is what unrolling imitates.':
    '묶음(PacGAN)을 쓰면 페널티가 1 가까이로 유지하는 비평자의 기울기는 묶음의 모든 점에 대한 것입니다. 펼친 갱신은 없습니다. 생성자의 스텝마다 그 전에 비평자를 거의 최적까지 학습하며, 펼치기는 그것을 흉내 내는 것입니다.',
};
