export const AUTOENCODER: Readonly<Record<string, string>> = {
  Autoencoder: '오토인코더',
  'Squeezes images through a short code and back: it restores, but does not generate.':
    '이미지를 짧은 코드로 압축했다가 되돌립니다. 복원하지만 생성하지는 않습니다.',
  'Mean error of the reconstruction over pixels: squared, or their cross-entropy where that is the criterion.':
    '픽셀에 대한 복원의 평균 오차입니다. 제곱 오차이며, 기준에 따라 교차 엔트로피입니다.',
  'One dense layer presses 784 pixels into a code of 32 numbers, another restores the image from it. What the code keeps is what most images need. It is trained to restore, not to generate: the codes follow no distribution that could be drawn from, which is what a variational autoencoder adds.':
    '완전 연결층 하나가 픽셀 784개를 수 32개의 코드로 압축하고, 다른 하나가 코드에서 이미지를 복원합니다. 코드에는 대부분의 이미지에 필요한 것이 남습니다. 생성이 아니라 복원을 배웁니다. 코드가 뽑을 수 있는 분포를 따르지 않으며, 그것을 더한 것이 변분 오토인코더입니다.',
  'Code and reconstruction': '코드와 복원',
  'an image, and its reconstruction': '이미지와 그 복원',
  'the code: what ReLU leaves of the first layer': '코드: 첫 층에서 ReLU를 거친 값',
  'weights and biases of encoder and decoder': '인코더와 디코더의 가중치와 편향',
  'The squared error falls from 0.23 to 0.06 within the first hundred steps; validation is near 0.019 after four epochs and 0.011 after eight (MNIST: 0.021 and 0.013), and goes on falling slowly. Training and validation lie on one another.':
    '제곱 오차가 처음 백 스텝 안에 0.23에서 0.06으로 줄어듭니다. 검증 오차는 4에포크 뒤 0.019, 8에포크 뒤 0.011 부근이고(MNIST: 0.021, 0.013) 계속 천천히 줄어듭니다. 학습과 검증이 겹칩니다.',
  'Every reconstruction is the same mean digit at first; classes are visible within the first epoch, strokes are clean after some four.':
    '처음에는 모든 복원이 같은 평균 숫자입니다. 첫 에포크 안에 클래스가 보이고 4에포크쯤이면 획이 깨끗합니다.',
  'About 3 ms a step on two processor cores: less than a minute for the default 50 epochs.':
    '프로세서 코어 둘에서 스텝당 약 3 ms, 기본값 50에포크에 1분이 걸리지 않습니다.',
  'The loss stops early, and reconstructions stay soft.': '손실이 일찍 멈추고 복원이 흐릿한 채로 남습니다.',
  'The code is too short, or many of its units are dead: ReLU gives zero for every image.':
    '코드가 너무 짧거나, 많은 유닛이 죽어 모든 이미지에서 ReLU가 0을 냅니다.',
  'Raise the latent size; lower the learning rate, so that fewer units die.':
    '잠재 차원을 늘리세요. 학습률을 낮추면 죽는 유닛이 줄어듭니다.',
  'Decoded random codes look like no digit.': '무작위 코드를 디코딩하면 숫자처럼 보이지 않습니다.',
  'Nothing ties the codes to a distribution. This is the model, not the training.':
    '코드를 분포에 묶어 두는 것이 없습니다. 학습이 아니라 모델의 성질입니다.',
  'Take the VAE to generate.': '생성하려면 VAE를 쓰세요.',
  'Hinton and Salakhutdinov train a deep stack with pretraining; this is the Keras example’s single layer each way, which with ReLU and Adam needs none.':
    'Hinton과 Salakhutdinov는 깊은 층을 사전 학습으로 학습합니다. 여기에서는 Keras 예제처럼 양쪽에 한 층씩이며, ReLU와 Adam을 쓰면 사전 학습이 필요 없습니다.',
};
