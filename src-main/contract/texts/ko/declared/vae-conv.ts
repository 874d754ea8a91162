export const VAE_CONV: Readonly<Record<string, string>> = {
  'VAE (convolutional)': 'VAE(합성곱)',
  'A VAE of convolutions: reconstructs with fewer weights than an MLP, and is the DCGAN’s counterpart.':
    '합성곱 VAE입니다. MLP보다 적은 가중치로 복원하며 DCGAN과 짝을 이룹니다.',
  'Widths of the dense layers between the convolutions and the latents.':
    '합성곱과 잠재 변수 사이의 완전 연결층 너비입니다.',
  '30 epochs in batches of 128 with two latents, nothing held out.':
    '잠재 변수 둘, 배치 128로 30에포크, 검증용으로 남기는 것 없음.',
  'Keras code example, generative/vae': 'Keras 코드 예제, generative/vae',
  'A variational autoencoder whose networks see neighbouring pixels together: two strided convolutions halve the sides twice, sixteen hidden units lead to the latents, and transposed convolutions double the sides again. With a tenth of the weights of the MLP it reconstructs about as well. Its decoder has the same shape as the generator of a DCGAN, so the two can be compared: one learns from an opponent, the other from reconstruction errors.':
    '네트워크가 이웃한 픽셀을 함께 보는 변분 오토인코더입니다. 스트라이드 합성곱 둘이 변을 두 번 절반으로 줄이고, 은닉 유닛 열여섯 개가 잠재 변수로 이어지며, 전치 합성곱이 변을 다시 두 배로 늘립니다. MLP의 10분의 1인 가중치로 그만큼 잘 복원합니다. 디코더의 형태가 DCGAN의 생성자와 같아 둘을 비교할 수 있습니다. 하나는 상대에게서, 하나는 복원 오차에서 배웁니다.',
  'The loss falls from 543 nats to some 200 within 100 steps, with hardly any KL divergence; from about step 200 the latents are used, and it goes on falling: validation is near 198 after four epochs of 10,000 digits and near 177 after ten, with a KL divergence of 5.4 nats. Full MNIST has seven times as many steps an epoch.':
    '손실이 KL 발산이 거의 없이 100스텝 안에 543 nat에서 200쯤으로 줄어듭니다. 스텝 200쯤부터 잠재 변수를 쓰며 계속 줄어듭니다. 숫자 10,000개로 4에포크 뒤 검증 손실은 198, 10에포크 뒤 177 부근이고 KL 발산은 5.4 nat입니다. 전체 MNIST는 에포크당 스텝이 일곱 배입니다.',
  'Strokes after one epoch; after ten of 10,000 digits, zeros and nines are clear and the other classes blurred loops. Leave it its 30 epochs, or train on all of MNIST.':
    '1에포크 뒤에는 획이 나오고, 숫자 10,000개로 10에포크 뒤에는 0과 9는 뚜렷하고 다른 클래스는 흐릿한 고리입니다. 30에포크를 다 학습하거나 전체 MNIST로 학습하세요.',
  'About 0.1 s of processor time a step.': '스텝당 프로세서 시간 약 0.1 s입니다.',
  'validation: n = 900 held out of the 9,000': '검증: 9,000개 중 남긴 n = 900',
  'Lower β, or begin with a smaller learning rate.': 'β를 낮추거나 더 작은 학습률로 시작하세요.',
  'Two latents and sixteen hidden units leave much open, and the mean over what is open is blur.':
    '잠재 변수 둘과 은닉 유닛 열여섯 개로는 정해지지 않는 것이 많고, 정해지지 않은 것의 평균은 흐릿합니다.',
  'Take more latents, 20 or so, and as many hidden units or more; compare with a DCGAN.':
    '잠재 변수를 20개쯤, 은닉 유닛을 그 이상으로 늘리고, DCGAN과 비교하세요.',
  'The Keras example trains on all 70,000 images and reports the training loss; here the test split is never trained on, and the preset holds nothing else out.':
    'Keras 예제는 이미지 70,000장으로 모두 학습하고 학습 손실을 보고합니다. 여기에서는 테스트 분할로 학습하지 않으며, 프리셋은 그 밖에 남기는 것이 없습니다.',
  'Pixels are grey, not binary: the Bernoulli decoder takes them as probabilities of ink, as the example does.':
    '픽셀은 이진값이 아니라 회색조입니다. 베르누이 디코더는 예제처럼 이를 잉크일 확률로 봅니다.',
};
