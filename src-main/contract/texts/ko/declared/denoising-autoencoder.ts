export const DENOISING_AUTOENCODER: Readonly<Record<string, string>> = {
  'Denoising autoencoder': '노이즈 제거 오토인코더',
  'Learns to restore images from noisy ones, and with that what images look like.':
    '노이즈가 있는 이미지에서 원래 이미지를 복원하며, 그러면서 이미지의 생김새를 배웁니다.',
  'Standard deviation of the noise that is added to each pixel of the input.':
    '입력의 각 픽셀에 더하는 노이즈의 표준편차입니다.',
  'Mean error over pixels of what is restored from the noisy image: squared, or their cross-entropy where that is the criterion.':
    '노이즈가 있는 이미지에서 복원한 것의 픽셀 평균 오차입니다. 제곱 오차이며, 기준에 따라 교차 엔트로피입니다.',
  'The autoencoder trained to undo noise: its input is a noisy image, its target the clean one. Copying no longer helps, so the code has to hold what images have in common and noise has not.':
    '노이즈를 없애도록 학습한 오토인코더입니다. 입력은 노이즈가 있는 이미지이고 목표는 깨끗한 이미지입니다. 베끼는 것으로는 안 되므로, 코드는 이미지에는 있고 노이즈에는 없는 것을 담아야 합니다.',
  Input: '입력',
  'an image, and the same with noise': '이미지와, 노이즈를 더한 같은 이미지',
  'the noise: its standard deviation, 0.55 by default': '노이즈: 기본 표준편차는 0.55입니다',
  'encoder and decoder, one dense layer each': '인코더와 디코더: 완전 연결층 하나씩',
  'As the autoencoder’s, on a higher floor, because the noise hides what can no longer be known: validation is near 0.026 after four epochs and 0.020 after eight; on MNIST, 0.030 and 0.023.':
    '오토인코더와 같지만 노이즈가 알 수 없게 만든 것이 있어 바닥이 더 높습니다. 검증 오차는 4에포크 뒤 0.026, 8에포크 뒤 0.020 부근이고 MNIST에서는 0.030과 0.023입니다.',
  'Three rows: noisy, restored, original. The restored row turns from one mean digit into the right one within two or three epochs; strokes stay softer than the original’s, and a thin one may come back as another digit.':
    '세 행: 노이즈, 복원, 원본. 복원 행은 2–3에포크 안에 하나의 평균 숫자에서 올바른 숫자로 바뀝니다. 획은 원본보다 부드럽고, 가는 획은 다른 숫자가 되기도 합니다.',
  'About 5 ms a step on two processor cores: about a minute for the default 50 epochs.':
    '프로세서 코어 둘에서 스텝당 약 5 ms, 기본값 50에포크에 약 1분입니다.',
  'Restored images are soft, or of another class.': '복원한 이미지가 흐릿하거나 다른 클래스입니다.',
  'So much noise leaves several originals possible, and the squared error asks for their mean.':
    '노이즈가 크면 가능한 원본이 여럿이고, 제곱 오차는 그 평균을 요구합니다.',
  'Lower the noise; a longer code helps little.': '노이즈를 줄이세요. 코드를 늘려도 별 도움이 되지 않습니다.',
  'A run without noise has the lower loss, but restores noisy images worse.':
    '노이즈 없이 학습한 실행이 손실은 더 낮은데 노이즈가 있는 이미지를 복원하는 성능은 더 나쁩니다.',
  'It was never asked to: the two losses are of different tasks.':
    '그것을 배운 적이 없습니다. 두 손실은 서로 다른 과제의 것입니다.',
  'Compare losses only at the same noise.': '노이즈가 같을 때만 손실을 비교하세요.',
  'Vincent et al. set random pixels to zero and train with cross-entropy; the Keras example adds normal noise and takes the squared error. The noisy image is not cut to the range from 0 to 1, as in that example.':
    'Vincent 등은 무작위 픽셀을 0으로 만들고 교차 엔트로피로 학습합니다. Keras 예제는 정규 노이즈를 더하고 제곱 오차를 씁니다. 예제처럼 노이즈가 있는 이미지를 0–1 범위로 자르지 않습니다.',
  'The example draws the noise of an image once and shows the same noisy image in all epochs; here it is drawn again in each step, so that no noise can be learnt by heart.':
    '예제는 이미지의 노이즈를 한 번 뽑아 모든 에포크에 같은 이미지를 보여 줍니다. 여기에서는 노이즈를 외우지 못하도록 스텝마다 다시 뽑습니다.',
};
