export const LSGAN: Readonly<Record<string, string>> = {
  'Least squares GAN (MLP)': '최소 제곱 GAN(MLP)',
  'A GAN whose discriminator fits numbers instead of probabilities: its gradient does not vanish when it is sure.':
    '판별자가 확률 대신 수를 맞추는 GAN입니다. 판별자가 확신해도 기울기가 사라지지 않습니다.',
  'Pearson χ² coding': '피어슨 χ² 부호화',
  'a = −1, b = 1, c = 0 (eq. 8), with which the best D makes G minimise a Pearson χ² divergence.':
    'a = −1, b = 1, c = 0(식 8). 최적의 D에서 G가 피어슨 χ² 발산을 최소화합니다.',
  'A GAN whose discriminator is a regression: it fits one number to real images and another to generated ones, by least squares, and the generator wants its images to be given the number of real ones. A sigmoid is flat where the discriminator is sure; a squared error still has a gradient there, larger the further off an image is.':
    '판별자가 회귀인 GAN입니다. 최소 제곱으로 실제 이미지에는 한 수를, 생성된 이미지에는 다른 수를 맞추며, 생성자는 자기 이미지가 실제 이미지의 수를 받기를 바랍니다. 시그모이드는 판별자가 확신하는 곳에서 평평하지만, 제곱 오차에는 기울기가 남고 이미지가 멀수록 더 큽니다.',
  'The discriminator wins at first: around step 500 its loss is 0.02, with D(x) near 0.97 and D(G(z)) near 0.02, and the generator’s loss is 0.53. Then the generator catches up: by step 20,000 the losses are near 0.17 and 0.27, with D(x) at 0.67 and D(G(z)) at 0.33. A D that can only guess gives 0.5 to all, and both losses are 0.25 and 0.125.':
    '처음에는 판별자가 앞섭니다. 스텝 500 무렵 손실은 0.02, D(x)는 0.97, D(G(z))는 0.02 부근이고 생성자 손실은 0.53입니다. 그 뒤 생성자가 따라잡아 스텝 20,000에는 손실이 0.17과 0.27 부근, D(x)는 0.67, D(G(z))는 0.33입니다. D가 찍을 수밖에 없으면 모두에 0.5를 주고 두 손실은 0.25와 0.125입니다.',
  'By step 20,000 most samples are digits that can be read, with the broken strokes and the grain of a GAN of perceptrons.':
    '스텝 20,000에는 샘플이 대부분 읽을 수 있는 숫자이며, 퍼셉트론 GAN답게 끊긴 획과 거친 입자가 있습니다.',
  'About 2.5 ms a step on two processor cores: two minutes for the default 50,000 steps.':
    '프로세서 코어 둘에서 스텝당 약 2.5 ms, 기본값 50,000스텝에 2분입니다.',
  'The paper’s networks are convolutional and made for larger images; these are perceptrons of one hidden layer, with ReLU in the generator and Leaky ReLU in the discriminator.':
    '논문의 네트워크는 더 큰 이미지를 위한 합성곱입니다. 여기에서는 은닉층이 하나인 퍼셉트론이며 생성자에는 ReLU, 판별자에는 Leaky ReLU를 씁니다.',
  'z has 100 numbers and is normal; the learning rate is 0.001, with β₁ = 0.5 as in the paper.':
    'z는 100차원 정규 분포입니다. 학습률은 0.001이고 β₁ = 0.5는 논문과 같습니다.',
  'The paper trains with a = 0, b = 1, c = 1; the coding −1, 1, 0 of its analysis is a preset.':
    '논문은 a = 0, b = 1, c = 1로 학습합니다. 분석에 나오는 부호화 −1, 1, 0은 프리셋으로 있습니다.',
};
