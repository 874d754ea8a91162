export const LSGAN_2D: Readonly<Record<string, string>> = {
  'Least squares GAN (2-D)': '최소 제곱 GAN(2-D)',
  'A GAN of points whose discriminator fits numbers: a landscape that keeps its slope far from the data.':
    '판별자가 수를 맞추는 점의 GAN입니다. 데이터에서 멀어도 기울기가 남는 지형입니다.',
  'The least squares GAN where it can be seen through: its examples are points of the plane, and the number that the discriminator gives every place is a landscape under them. It is not cut at 0 and 1, so far from the data it still slopes towards them.':
    '속을 들여다볼 수 있는 최소 제곱 GAN입니다. 예제가 평면의 점이라, 판별자가 각 위치에 주는 수가 그 아래의 지형이 됩니다. 0과 1에서 잘리지 않으므로 데이터에서 멀어도 데이터 쪽으로 기울어 있습니다.',
  'The discriminator’s accuracy is near 0.78 around step 200 and falls to 0.52 by 2,000; its loss rises to 0.25, and the generator’s falls to 0.13: D can only guess. Gradient norms rise while modes are found, and sink when nothing is left to gain.':
    '판별자의 정확도는 스텝 200 무렵 0.78 부근이었다가 2,000까지 0.52로 내려갑니다. 손실은 0.25로 오르고 생성자의 손실은 0.13으로 줄어 D가 찍을 수밖에 없게 됩니다. 기울기 노름은 모드를 찾는 동안 커지고 더 얻을 것이 없으면 줄어듭니다.',
  'On the ring of eight, at step 4,000, all eight modes have points on them, and a few lie on the way between.':
    '고리 8에서 스텝 4,000에는 여덟 모드 모두에 점이 있고 몇 개는 그 사이에 있습니다.',
  'About 3 ms a step on two processor cores: half a minute for the default 10,000 steps.':
    '프로세서 코어 둘에서 스텝당 약 3 ms, 기본값 10,000스텝에 30초입니다.',
  'Data have unit standard deviation within the networks, z is normal and has two numbers, and D has Leaky ReLU: choices of the workbench. The paper trains on a mixture of Gaussians too, with other networks.':
    '네트워크 안에서 데이터의 표준편차는 1이고, z는 2차원 정규 분포, D는 Leaky ReLU를 씁니다. 워크벤치의 선택입니다. 논문도 가우스 혼합으로 학습하지만 네트워크가 다릅니다.',
  'Packs and unrolled updates are as in the vanilla GAN of points; with unrolled ones G maximises D’s least-squares loss.':
    '묶음과 펼친 갱신은 점의 바닐라 GAN과 같습니다. 펼친 갱신에서는 G가 D의 최소 제곱 손실을 최대화합니다.',
};
