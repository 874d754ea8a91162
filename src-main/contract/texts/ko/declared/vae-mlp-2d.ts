export const VAE_MLP_2D: Readonly<Record<string, string>> = {
  'VAE (2-D)': 'VAE(2-D)',
  'A VAE of points in the plane: it covers every mode, and draws bridges between them.':
    '평면 위 점의 VAE입니다. 모든 모드를 담고 그 사이에 다리를 놓습니다.',
  'How far points may lie from what is decoded, in standard deviations of the data: the smaller, the finer.':
    '디코딩한 것에서 점이 떨어질 수 있는 정도로, 데이터의 표준편차 단위입니다. 작을수록 세밀합니다.',
  'A VAE of points in the plane. Where a GAN may leave modes out, a VAE has to give every point some probability: it covers them all. And it draws bridges between them, because the decoder is continuous and the prior has no gaps.':
    '평면 위 점의 VAE입니다. GAN은 모드를 빠뜨릴 수 있지만 VAE는 모든 점에 어느 정도 확률을 주어야 하므로 모두 담습니다. 그리고 디코더가 연속이고 사전 분포에 틈이 없으므로 모드 사이에 다리를 놓습니다.',
  'On the ring of eight, validation is near 2.4 nats after one epoch and near zero after twenty; it may go below, because a density, unlike a probability, can exceed one. The KL divergence falls from 5.5 nats to under 4.':
    '고리 8에서 검증 손실은 1에포크 뒤 2.4 nat, 20에포크 뒤 0 부근입니다. 밀도는 확률과 달리 1을 넘을 수 있으므로 0보다 작아질 수도 있습니다. KL 발산은 5.5 nat에서 4 아래로 줄어듭니다.',
  'Points all over the disc at step 1,000, with a peak at each mode; by 4,000 half of them lie within three standard deviations of a mode, and most others on the sides of an octagon between them.':
    '스텝 1,000에는 점이 원판 전체에 있고 모드마다 많습니다. 4,000에는 절반이 모드의 표준편차 세 배 안에 있고 나머지는 대부분 모드 사이, 팔각형의 변 위에 있습니다.',
  'The generated points are one cloud, and the KL divergence is near zero.':
    '생성된 점이 한 덩어리 구름이고 KL 발산이 0에 가깝습니다.',
  'Posterior collapse: the decoder’s standard deviation is so large that distinguishing points does not pay.':
    '사후 분포 붕괴: 디코더의 표준편차가 너무 커서 점을 구별할 이득이 없습니다.',
  'Lower the decoder’s standard deviation or β.': '디코더의 표준편차나 β를 낮추세요.',
  'Many points lie between the modes.': '모드 사이에 점이 많습니다.',
  'A normal prior is pulled apart into modes, and what lies between in z lies between in the plane.':
    '하나의 정규 사전 분포를 모드들로 잡아당기므로, z에서 사이에 있는 것은 평면에서도 사이에 있습니다.',
  'Train longer, with a smaller standard deviation of the decoder; the bridges get thinner, but stay.':
    '디코더의 표준편차를 줄이고 더 오래 학습하세요. 다리가 가늘어지지만 남습니다.',
  'The loss jumps, or the run diverges, with a very small standard deviation of the decoder.':
    '디코더의 표준편차가 아주 작으면 손실이 튀거나 실행이 발산합니다.',
  'The squared error is divided by its square, and the gradients grow with it.':
    '제곱 오차를 그 제곱으로 나누므로 기울기도 그만큼 커집니다.',
  'Raise it, or lower the learning rate with it.': '표준편차를 높이거나, 그에 맞추어 학습률을 낮추세요.',
  'The decoder is Gaussian with one fixed standard deviation, measured in standard deviations of the data. Generated points are its mean, without its noise.':
    '디코더는 데이터의 표준편차 단위로 잰 하나의 고정된 표준편차를 갖는 가우스입니다. 생성된 점은 노이즈 없는 평균입니다.',
};
