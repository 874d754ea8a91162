export const GAN_MLP_2D: Readonly<Record<string, string>> = {
  'Vanilla GAN (2-D)': '바닐라 GAN(2-D)',
  'A GAN of points in the plane: what it covers, what it leaves out, and what D sees, at a glance.':
    '평면 위 점의 GAN입니다. 무엇을 담고 무엇을 빠뜨리는지, D가 무엇을 보는지 한눈에 보입니다.',
  'Widths of the discriminator’s hidden layers.': '판별자의 은닉층 너비입니다.',
  'as the generator': '생성자와 같음',
  'Leaky ReLU of slope 0.2; or maxout, with which each unit is the largest of five, as PacGAN has it.':
    '기울기 0.2의 Leaky ReLU, 또는 PacGAN처럼 유닛마다 다섯 중 가장 큰 값을 쓰는 맥스아웃입니다.',
  'After each hidden layer of the generator.': '생성자의 각 은닉층 뒤에 둡니다.',
  'Step size of D, as a factor of the learning rate.': 'D의 스텝 크기로, 학습률에 대한 배수입니다.',
  'Meant to collapse': '붕괴하도록 만든 설정',
  'Momentum and a higher rate set G and D chasing one another: the points run together and wander.':
    '관성과 더 높은 학습률 때문에 G와 D가 서로 쫓습니다. 점들이 한데 몰려 떠돌아다닙니다.',
  'Unrolled GAN': '펼친 GAN(Unrolled GAN)',
  'The settings of the paper’s ring of Gaussians: five unrolled steps, 256 latents, two layers of 128, D a tenth as fast as G.':
    '논문의 가우스 고리 설정입니다. 펼친 스텝 다섯, 잠재 변수 256개, 너비 128인 층 둘, D의 속도는 G의 10분의 1.',
  'The networks and settings of the paper with packs of two points: 400 epochs of 100,000 points there.':
    '점 둘을 묶는 논문의 네트워크와 설정입니다. 논문에서는 점 100,000개로 400에포크를 학습합니다.',
  'The vanilla GAN where it can be seen through: its examples are points of the plane, so one picture shows the real points, the generated ones, and the probability of being real that the discriminator gives every place. Which modes are covered, and which are left out, can be counted.':
    '속을 들여다볼 수 있는 바닐라 GAN입니다. 예제가 평면의 점이라, 그림 하나에 실제 점, 생성된 점, 그리고 판별자가 각 위치를 진짜로 보는 확률이 나옵니다. 어떤 모드를 담고 어떤 모드를 빠뜨렸는지 셀 수 있습니다.',
  'The discriminator’s accuracy is near 0.6 around step 1,000 and falls towards 0.5, its loss rises to 1.386: it can only guess. Gradient norms rise while modes are found, and sink when nothing is left to gain.':
    '판별자의 정확도는 스텝 1,000 무렵 0.6 부근이었다가 0.5로 내려가고 손실은 1.386으로 오릅니다. 찍을 수밖에 없다는 뜻입니다. 기울기 노름은 모드를 찾는 동안 커지고 더 얻을 것이 없으면 줄어듭니다.',
  'On the ring of eight, points spread along the ring by step 1,000 and draw together into the modes: all eight are hit at 2,000, and from 3,000 on nine points in ten lie within three standard deviations of one. Now and then the points slip off some modes and find back. On the grid of 25, two or three modes stay empty: collapse, in numbers.':
    '고리 8에서는 스텝 1,000까지 점이 고리를 따라 퍼지고 모드로 모여듭니다. 2,000에는 여덟 모드를 모두 담고, 3,000부터는 점 열 개 중 아홉이 모드의 표준편차 세 배 안에 있습니다. 가끔 몇 모드에서 벗어났다가 돌아옵니다. 격자 25에서는 모드 두세 개가 빕니다. 숫자로 보는 붕괴입니다.',
  'Data have unit standard deviation within the networks, z is normal and has two numbers, and D has Leaky ReLU: choices of the workbench, for which the paper has no counterpart.':
    '네트워크 안에서 데이터의 표준편차는 1이고, z는 2차원 정규 분포, D는 Leaky ReLU를 씁니다. 논문에 없는 워크벤치의 선택입니다.',
  'Unrolled updates are those of Adam from its present state, with gradients through all of them; D itself goes on from where it was. Packs are drawn as neighbours of a batch, which is in random order. With packs the plane has no ground: D says nothing of a single point.':
    '펼친 갱신은 현재 상태에서 시작하는 Adam의 갱신이고 기울기는 그 모두를 거칩니다. D 자체는 원래 자리에서 이어 갑니다. 묶음은 순서가 무작위인 배치의 이웃으로 만듭니다. 묶음을 쓰면 D가 점 하나에 대해 말하지 않으므로 평면에 바탕색이 없습니다.',
};
