export const GAN_MLP: Readonly<Record<string, string>> = {
  'Vanilla GAN (MLP)': '바닐라 GAN(MLP)',
  'Two small perceptrons: one generates images from noise, the other learns to distinguish them from real ones.':
    '작은 퍼셉트론 둘: 하나는 노이즈에서 이미지를 생성하고, 다른 하나는 그것을 실제 이미지와 구별하도록 학습합니다.',
  'Biases start at this value.': '편향의 초깃값입니다.',
  'G learns from latents of its own, as in the paper, not from those that D has just seen. Simultaneous updates then take a pass for each network.':
    '논문처럼 G가 D에 방금 보여 준 것이 아닌 새 잠재 벡터로 학습합니다. 동시 갱신에서는 네트워크마다 한 번씩 계산합니다.',
  '100,000 iterations, a sheet of 8×8 every 500.': '100,000번 반복하고, 500번마다 8×8 시트를 기록합니다.',
  'blog post, in Korean; TensorFlow 1': '한국어 블로그 글, TensorFlow 1',
  'Keras GAN with joint batches': '합친 배치를 쓰는 Keras GAN',
  'Real images labelled 0.9 and generated ones labelled 0 in one batch for D; fresh latents for G.':
    'D는 0.9로 레이블을 단 실제 이미지와 0으로 단 생성 이미지를 한 배치로 보고, G는 새 잠재 벡터를 씁니다.',
  'One forward pass feeds both losses; both gradients are taken before either update.':
    '한 번의 순전파로 두 손실을 구하고, 두 기울기를 모두 구한 뒤 갱신합니다.',
  'Two networks of one hidden layer compete. The generator turns random numbers into an image; the discriminator is shown real and generated images and learns to distinguish them; and the generator learns from what would have fooled it. It is the smallest GAN that makes digits, and fast enough to be watched.':
    '은닉층이 하나인 네트워크 둘이 겨룹니다. 생성자는 난수를 이미지로 바꾸고, 판별자는 실제 이미지와 생성된 이미지를 보고 구별하는 법을 배우며, 생성자는 판별자를 속일 수 있었을 방향으로 배웁니다. 숫자를 만드는 가장 작은 GAN이며, 지켜볼 수 있을 만큼 빠릅니다.',
  'The discriminator wins at first: around step 1,000 the generator’s loss is near 9 and the discriminator’s near 0.01. Then the generator catches up, slowly: by step 20,000 they are near 1.7 and 0.9, with D(x) near 0.7 and D(G(z)) near 0.3. Neither goes to zero; 1.386 and 0.5 would mean that D can only guess.':
    '처음에는 판별자가 앞섭니다. 스텝 1,000 무렵 생성자 손실은 9, 판별자 손실은 0.01 부근입니다. 그 뒤 생성자가 천천히 따라잡아 스텝 20,000에는 1.7과 0.9 부근, D(x)는 0.7, D(G(z))는 0.3 부근이 됩니다. 어느 쪽도 0이 되지 않으며, 1.386과 0.5이면 D가 찍을 수밖에 없다는 뜻입니다.',
  'Speckled strokes by step 2,000, digits that can be read from some 6,000 on, better ones at 20,000. Grain and broken strokes stay: the output layer decides each pixel on its own. At the end of the default 100,000 steps all ten classes of the synthetic digits are covered; of MNIST’s only 6 to 8 (three seeds, 2,000 samples each), though all ten were from step 30,000 to 40,000.':
    '스텝 2,000에는 얼룩진 획, 6,000쯤부터는 읽을 수 있는 숫자, 20,000에는 더 나은 숫자가 나옵니다. 출력층이 픽셀을 따로따로 정하므로 거친 입자와 끊긴 획은 남습니다. 기본값 100,000스텝이 끝나면 합성 숫자의 클래스 열 개를 모두 생성합니다. MNIST에서는 스텝 30,000–40,000에 열 개를 모두 생성하다가 끝에는 6–8개만 생성합니다(시드 셋, 샘플 2,000개씩).',
  'About 3 ms a step on two processor cores: five minutes for the default 100,000 steps.':
    '프로세서 코어 둘에서 스텝당 약 3 ms, 기본값 100,000스텝에 5분입니다.',
  'The paper minimises log(1 − D(G(z))) in its algorithm and recommends the non-saturating loss in its text; the workbench, as most examples, takes the latter.':
    '논문의 알고리즘은 log(1 − D(G(z)))를 최소화하고 본문은 비포화 손실을 권합니다. 워크벤치는 대부분의 예제처럼 후자를 씁니다.',
  'The generator learns from the very latents that the discriminator has just seen, as in the TensorFlow example; the paper draws fresh ones, which is a setting. z is uniform from −1 to 1, the optimiser is Adam, and the biases start at 0.1.':
    'TensorFlow 예제처럼 생성자는 판별자에 방금 보여 준 바로 그 잠재 벡터로 학습합니다. 논문은 새로 뽑으며, 이는 설정으로 고를 수 있습니다. z는 −1–1의 균등 분포이고 옵티마이저는 Adam, 편향의 초깃값은 0.1입니다.',
  'A Keras example shows D both kinds of images as one batch with the real label 0.9, and draws fresh latents for G; another takes both gradients before either update: each is a preset.':
    '한 Keras 예제는 두 종류의 이미지를 실제 레이블 0.9로 한 배치에 담아 D에 보여 주고 G에는 새 잠재 벡터를 뽑습니다. 다른 예제는 두 기울기를 모두 구한 뒤 갱신합니다. 둘 다 프리셋으로 있습니다.',
};
