export const GAN_CONV: Readonly<Record<string, string>> = {
  'Convolutional GAN': '합성곱 GAN',
  'A GAN of convolutions with dropout and batch normalisation: sharper digits than an MLP, for more work.':
    '드롭아웃과 배치 정규화를 쓰는 합성곱 GAN입니다. 계산이 더 들지만 MLP보다 숫자가 선명합니다.',
  'Share of values dropped after each convolution of D and before the first of G.':
    'D의 각 합성곱 뒤와 G의 첫 합성곱 앞에서 버리는 값의 비율입니다.',
  'Keras convolutional GAN': 'Keras 합성곱 GAN',
  '2,000 iterations, a row of five every 100.': '2,000번 반복하고, 100번마다 다섯 개짜리 행을 기록합니다.',
  'The vanilla GAN with convolutional networks. The generator starts from a small map of features, doubles its sides twice by repeating pixels, and smooths with normalised convolutions; the discriminator halves the sides with strided convolutions, and drops four values in ten to stay beatable. Neighbouring pixels are decided together, which an MLP cannot do.':
    '합성곱 네트워크를 쓰는 바닐라 GAN입니다. 생성자는 작은 특징 맵에서 시작해 픽셀을 반복하여 변을 두 배로 두 번 늘리고 정규화한 합성곱으로 다듬습니다. 판별자는 스트라이드 합성곱으로 변을 절반씩 줄이고, 지나치게 앞서지 않도록 값 열 개 중 네 개를 버립니다. MLP와 달리 이웃한 픽셀을 함께 정합니다.',
  'The discriminator wins within some 25 steps, with the generator’s loss near 10; by step 75 that is down to 2.5, and from there both move about slowly. The joint batch halves the discriminator’s loss: 0.693 is guessing.':
    '판별자가 25스텝쯤 만에 앞서고 생성자 손실은 10 부근이 됩니다. 스텝 75에는 2.5로 내려오고 그 뒤로 둘 다 천천히 움직입니다. 합친 배치라 판별자의 손실은 절반입니다. 0.693이면 찍는 것입니다.',
  'Grey patches at step 20, white strokes on black from step 40, the same few shapes at step 100. Digits need many hundreds of steps.':
    '스텝 20에는 회색 얼룩, 40부터는 검은 바탕의 흰 획, 100에는 같은 모양 몇 가지가 나옵니다. 숫자가 되려면 수백 스텝이 필요합니다.',
  'About 1.2 s a step on two processor cores, nearly all of it convolution: some 40 minutes for the default 2,000 steps. The DCGAN is ten times as fast.':
    '프로세서 코어 둘에서 스텝당 약 1.2 s이며 거의 모두 합성곱입니다. 기본값 2,000스텝에 약 40분입니다. DCGAN은 열 배 빠릅니다.',
  'Beside the DCGAN paper: D has plain ReLU and dropout instead of Leaky ReLU and normalisation, G repeats pixels instead of striding, Leaky ReLU has Keras’ slope of 0.3, and Adam keeps β₁ at 0.9. All this is the Keras example’s.':
    'DCGAN 논문과 달리 D는 Leaky ReLU와 정규화 대신 ReLU와 드롭아웃을 쓰고, G는 스트라이드 대신 픽셀을 반복하며, Leaky ReLU의 기울기는 Keras의 0.3, Adam의 β₁은 0.9입니다. 모두 Keras 예제를 따른 것입니다.',
  'Layers before a normalisation have no bias, which it would subtract again; the example’s have one, to no effect.':
    '정규화 앞의 층에는 어차피 다시 빠지는 편향을 두지 않습니다. 예제에는 있지만 효과가 없습니다.',
  'The example makes the images for D’s step with predict, that is, with moving averages and without dropout; here they are made as in training, with the batch’s own statistics and dropout, as those of G’s step are in both.':
    '예제는 D의 스텝에 쓸 이미지를 predict로, 곧 이동 평균을 쓰고 드롭아웃 없이 만듭니다. 여기에서는 두 경우 모두 G의 스텝처럼 배치 자체의 통계와 드롭아웃으로 만듭니다.',
};
