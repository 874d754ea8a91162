export const VAE_MLP: Readonly<Record<string, string>> = {
  'VAE (MLP)': 'VAE(MLP)',
  'Compresses images into a small latent space and decodes them again; its samples are smooth, and blurry.':
    '이미지를 작은 잠재 공간으로 압축했다가 다시 디코딩합니다. 샘플이 매끄럽고 흐릿합니다.',
  'Widths of the hidden layers of the encoder, and in reverse order of the decoder.':
    '인코더의 은닉층 너비입니다. 디코더에는 거꾸로 씁니다.',
  'Share of hidden values dropped in training, after each ReLU.':
    '학습 중 각 ReLU 뒤에서 버리는 은닉 값의 비율입니다.',
  'Glorot: by the inputs and outputs of a layer, biases of zero, as in Keras. PyTorch: weights and biases by its inputs.':
    'Glorot: 층의 입력과 출력 수로 정하고 편향은 0입니다(Keras). PyTorch: 가중치와 편향을 입력 수로 정합니다.',
  'As a PyTorch example has it: μ and log σ² are cut at zero, so no mean is negative and no variance below one.':
    '한 PyTorch 예제처럼 μ와 log σ²를 0에서 자릅니다. 평균은 음수가 되지 않고 분산은 1보다 작아지지 않습니다.',
  'ELBO sums over pixels and latents. The Keras example takes means, which weighs KL some 390 times more and tends to collapse the latents.':
    'ELBO는 픽셀과 잠재 변수에 대해 합합니다. Keras 예제는 평균을 써서 KL의 비중이 390배쯤 커지고 잠재 변수가 붕괴하기 쉽습니다.',
  'Mean cross-entropy and mean KL, 30 epochs in batches of 128, nothing held out.':
    '교차 엔트로피와 KL의 평균, 배치 128로 30에포크, 검증용으로 남기는 것 없음.',
  'One hidden layer of 400, 20 latents and PyTorch’s initial weights, ten epochs in batches of 128, nothing held out.':
    '은닉층 하나(400), 잠재 변수 20개, PyTorch의 초기 가중치, 배치 128로 10에포크, 검증용으로 남기는 것 없음.',
  'PyTorch example, pytorch/examples/vae': 'PyTorch 예제, pytorch/examples/vae',
  'PyTorch VAE with dropout': '드롭아웃을 쓰는 PyTorch VAE',
  'Dropout of 0.2, and ReLU on mean and log variance, nothing held out.':
    '드롭아웃 0.2, 평균과 로그 분산에 ReLU, 검증용으로 남기는 것 없음.',
  'blog post, in Korean; PyTorch': '한국어 블로그 글, PyTorch',
  'An encoder presses an image into a small normal distribution, a draw from it is decoded into an image again, and a penalty keeps the distributions near a standard normal one, from which new images can then be drawn. With the default of two latents, the whole space can be looked at as a plane. Training is one loss going down, without an opponent; the price is blur, because the decoder answers with the average of all that fits.':
    '인코더가 이미지를 작은 정규 분포로 압축하고, 거기에서 뽑은 것을 다시 이미지로 디코딩하며, 페널티가 분포를 표준 정규 분포 가까이에 붙잡아 둡니다. 그래서 표준 정규 분포에서 새 이미지를 뽑을 수 있습니다. 기본값인 잠재 변수 둘이면 공간 전체를 평면으로 볼 수 있습니다. 상대 없이 손실 하나가 줄어드는 학습이지만, 디코더가 가능한 모든 것의 평균으로 답하기 때문에 흐릿합니다.',
  'The loss falls from 544 nats to some 170 within 140 steps, then slowly: with two latents, validation is near 157 after one epoch and near 138 after six (MNIST: 166 and 151). The KL divergence rises to some 6 nats, and both latents stay active. Training and validation lie close together.':
    '손실이 140스텝 안에 544 nat에서 170쯤으로 줄고 그 뒤로는 천천히 줄어듭니다. 잠재 변수가 둘이면 검증 손실은 1에포크 뒤 157, 6에포크 뒤 138 부근입니다(MNIST: 166, 151). KL 발산은 6 nat쯤으로 오르고 두 잠재 변수 모두 활성입니다. 학습과 검증이 서로 가깝습니다.',
  'Readable, blurry digits after one epoch; classes as separate clouds in the latent plane, which blend into one another in the decoded one. Reconstructions confuse similar digits: two numbers cannot say more.':
    '1에포크 뒤에는 흐릿하지만 읽을 수 있는 숫자가 나옵니다. 잠재 평면에서 클래스는 서로 다른 구름이 되고, 디코딩한 평면에서는 서로 이어집니다. 비슷한 숫자는 복원이 헷갈립니다. 수 두 개로는 더 말할 수 없습니다.',
  'About 14 ms a step on two processor cores: three and a half minutes for the default 30 epochs.':
    '프로세서 코어 둘에서 스텝당 약 14 ms, 기본값 30에포크에 3분 30초입니다.',
  'Lower β, or take sums instead of means: the mean loss of the Keras example does just this within 50 steps.':
    'β를 낮추거나 평균 대신 합을 쓰세요. Keras 예제의 평균 손실은 50스텝 안에 바로 이렇게 됩니다.',
  'Two latents leave much open, and the mean over what is open is blur. It is not a fault of training.':
    '잠재 변수 둘로는 정해지지 않는 것이 많고, 정해지지 않은 것의 평균은 흐릿합니다. 학습의 잘못이 아닙니다.',
  'Take more latents, 20 or so, for sharper reconstructions; compare with a GAN.':
    '더 선명하게 복원하려면 잠재 변수를 20개쯤으로 늘리고, GAN과 비교하세요.',
  'Losses of two runs lie far apart although the images look alike.':
    '이미지는 비슷한데 두 실행의 손실이 크게 다릅니다.',
  'The loss depends on the decoder: Bernoulli and Gaussian ones, or sums and means, have other scales.':
    '손실은 디코더에 따라 다릅니다. 베르누이와 가우스, 합과 평균은 크기가 다릅니다.',
  'Compare losses only between runs of the same decoder and reduction.':
    '디코더와 집계 방법이 같은 실행끼리만 손실을 비교하세요.',
  'The Keras example takes means over pixels and latents instead of sums, which weighs the KL divergence some 390 times more. On digits that collapses the posterior: it is kept as a preset, to be seen.':
    'Keras 예제는 픽셀과 잠재 변수에 대해 합 대신 평균을 써서 KL 발산의 비중이 390배쯤 커집니다. 숫자 데이터에서는 사후 분포가 붕괴합니다. 볼 수 있도록 프리셋으로 남겨 두었습니다.',
  'The PyTorch example puts a ReLU on μ and log σ², so that no mean is negative and no variance below one. The means are then confined to one quarter of the plane; its preset, with dropout, is at 176 nats after two epochs.':
    'PyTorch 예제는 μ와 log σ²에 ReLU를 써서 평균은 음수가 되지 않고 분산은 1보다 작아지지 않습니다. 그러면 평균이 평면의 4분의 1에 갇힙니다. 드롭아웃을 쓰는 프리셋은 2에포크 뒤 176 nat입니다.',
  'Pixels are grey, not binary: the Bernoulli decoder takes them as probabilities of ink, as is common.':
    '픽셀은 이진값이 아니라 회색조입니다. 베르누이 디코더는 흔히 하듯 이를 잉크일 확률로 봅니다.',
};
