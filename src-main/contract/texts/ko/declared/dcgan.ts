export const DCGAN: Readonly<Record<string, string>> = {
  'The convolutional GAN that others are measured by: strided convolutions, batch normalisation, no pooling.':
    '다른 GAN의 기준이 되는 합성곱 GAN입니다. 스트라이드 합성곱과 배치 정규화를 쓰고 풀링은 없습니다.',
  'The convolutional GAN that most later ones start from. The generator grows an image by strided transposed convolutions, the discriminator shrinks it by strided convolutions; there is no pooling, there are no hidden dense layers, and batch normalisation keeps both trainable. Its settings are the paper’s, at the size of small images.':
    '이후의 GAN이 대부분 출발점으로 삼은 합성곱 GAN입니다. 생성자는 스트라이드 전치 합성곱으로 이미지를 키우고 판별자는 스트라이드 합성곱으로 줄입니다. 풀링도 완전 연결 은닉층도 없으며, 배치 정규화 덕분에 둘 다 학습할 수 있습니다. 설정은 논문을 따르되 작은 이미지에 맞추었습니다.',
  'D is ahead within 50 steps, with its loss near 0.5 and an accuracy of 0.99, and loses ground from then on: at step 600 its loss is near 1.0, its accuracy 0.78, and D(x) and D(G(z)) are near 0.6 and 0.4.':
    '50스텝 안에 D가 앞서 손실 0.5, 정확도 0.99 부근이 되지만 그 뒤로 밀립니다. 스텝 600에는 손실 1.0, 정확도 0.78 부근이고 D(x)와 D(G(z))는 0.6과 0.4 부근입니다.',
  'Grey blobs at step 100, strokes at 200, digits that can mostly be read at 600. A faint chequered pattern may show where the strides overlap unevenly.':
    '스텝 100에는 회색 덩어리, 200에는 획, 600에는 대체로 읽을 수 있는 숫자가 나옵니다. 스트라이드가 고르지 않게 겹치는 곳에 옅은 바둑판무늬가 보일 수 있습니다.',
  'About 0.1 s a step on two processor cores: some 9 minutes for the default 5,000 steps.':
    '프로세서 코어 둘에서 스텝당 약 0.1 s, 기본값 5,000스텝에 약 9분입니다.',
  'The sides are doubled twice, not four times, as the images are 28 pixels wide and not 64; there are fewer filters, and 64 images in a batch instead of 128.':
    '이미지의 너비가 64가 아니라 28이므로 변을 네 번이 아니라 두 번 두 배로 늘립니다. 필터 수가 더 적고 배치는 128이 아니라 64입니다.',
};
