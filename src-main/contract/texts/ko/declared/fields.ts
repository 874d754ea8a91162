/** Hyperparameters and presets of several models. */
export const FIELDS: Readonly<Record<string, string>> = {
  'Dimensions of the noise z that the generator turns into an image.':
    '생성자가 이미지로 바꾸는 노이즈 z의 차원입니다.',
  'Widths of the hidden layers of generator and discriminator.': '생성자와 판별자의 은닉층 너비입니다.',
  'Standard deviation s of the initial weights, which are drawn from N(0, s²).':
    '초기 가중치의 표준편차 s입니다. N(0, s²)에서 뽑습니다.',
  'Real images, and as many generated ones, in a step.':
    '한 스텝의 실제 이미지 수입니다. 생성한 이미지도 같은 수를 씁니다.',
  'Step size of Adam, for both networks.': '두 네트워크의 Adam 스텝 크기입니다.',
  'Decay of the mean of gradients; 0.5 is a common choice for GANs.':
    '기울기 평균의 감쇠율입니다. GAN에서는 0.5를 흔히 씁니다.',
  'Decay of the mean of squared gradients.': '기울기 제곱 평균의 감쇠율입니다.',
  'D’s target for real items; 0.9 is one-sided label smoothing, 1 the original GAN.':
    '실제 항목에 대한 D의 목푯값입니다. 0.9는 한쪽 레이블 스무딩, 1은 원래의 GAN입니다.',
  'D sees real and generated items as one batch and takes the mean over both, which halves its loss.':
    'D가 실제 항목과 생성된 항목을 한 배치로 보고 둘의 평균을 씁니다. 손실이 절반이 됩니다.',
  'Alternating: G learns from the D that has just been updated. Simultaneous: both gradients are taken before either update.':
    '번갈아: 방금 갱신한 D로 G를 학습합니다. 동시: 두 기울기를 모두 구한 뒤 갱신합니다.',
  'How the learning rates fall over the run: not at all, in a straight line, or as half a cosine.':
    '실행하는 동안 학습률이 줄어드는 방식입니다: 그대로, 직선으로, 또는 코사인 반주기로.',
  'Steps at the start in which the learning rates rise linearly to their full values, under any schedule.':
    '처음에 학습률이 원래 값까지 직선으로 커지는 스텝 수입니다. 모든 스케줄에 적용됩니다.',
  'Where a linear or cosine schedule ends, as a fraction of the learning rate.':
    '선형이나 코사인 스케줄이 끝나는 값으로, 학습률에 대한 비율입니다.',
  'Steps from the start of the run to the final rate, which then stays. 0 is the run’s budget.':
    '실행을 시작해 최종 학습률에 이르고 그 뒤로 유지할 때까지의 스텝 수입니다. 0이면 실행의 학습량입니다.',
  'Gradients of an update are scaled down to this global norm where they exceed it; each optimiser has its own. 0 is off.':
    '갱신의 기울기가 이 전체 노름을 넘으면 그만큼 줄입니다. 옵티마이저마다 따로 적용합니다. 0이면 끕니다.',
  'Decay of an exponential moving average of weights: of the generator in a GAN, of all networks in other models and in one that classifies. Figures, samples and evaluations use the average, training does not. 0 is off, 0.999 is common.':
    '가중치 지수 이동 평균의 감쇠율입니다. GAN에서는 생성자, 다른 모델과 분류하는 모델에서는 모든 네트워크에 적용합니다. 그림, 샘플, 평가는 평균을 쓰고 학습은 쓰지 않습니다. 0이면 끄며 0.999를 흔히 씁니다.',
  'blog post, in Korean; Keras': '한국어 블로그 글, Keras',
  'Simultaneous updates': '동시 갱신',
  'seminar notes, in Korean': '한국어 세미나 자료',
  'Feature maps of the first convolution; each one after it has twice as many.':
    '첫 합성곱의 특징 맵 수입니다. 그다음부터는 두 배씩 늘어납니다.',
  'lecture notes, in Korean; Keras': '한국어 강의 자료, Keras',
  'Both gradients of a step are taken before either update.':
    '한 스텝의 두 기울기를 모두 구한 뒤 갱신합니다.',
  'D’s targets a for generated and b for real items, and c, the output of D that G aims at.':
    '생성된 항목과 실제 항목에 대한 D의 목푯값 a, b와 G가 목표로 하는 D의 출력 c입니다.',
  'RMSprop goes with clipping, Adam (β₁ 0, β₂ 0.9) with the gradient penalty.':
    'RMSprop은 클리핑에, Adam(β₁ 0, β₂ 0.9)은 기울기 페널티에 어울립니다.',
  'Updates of the critic for each of the generator, each on real items and latents of its own.':
    '생성자를 한 번 갱신할 때 비평자를 갱신하는 횟수입니다. 매번 새 실제 항목과 새 잠재 벡터를 씁니다.',
  'Weight clipping is the paper’s. Example code that is often copied clips the critic’s gradients instead.':
    '가중치 클리핑이 논문의 방법입니다. 널리 복사되는 예제 코드는 비평자의 기울기를 클리핑합니다.',
  'Bound of the critic’s weights, or of its gradients, where they are clipped.':
    '클리핑할 때 비평자의 가중치나 기울기의 한계입니다.',
  'λ of the gradient penalty.': '기울기 페널티의 λ입니다.',
  'Items whose labels are used, equally many of each class; all others are taken without.':
    '레이블을 쓰는 항목 수로, 클래스마다 같은 수입니다. 나머지는 레이블 없이 씁니다.',
  'Fraction of the training items that is held out for validation: random, of each class alike, the same in every run. With 0 all are trained on, and only the test split is evaluated.':
    '검증용으로 남기는 학습 항목의 비율입니다. 클래스마다 고르게 무작위로 뽑으며 모든 실행에서 같습니다. 0이면 모두 학습에 쓰고 테스트 분할만 평가합니다.',
  'Of L_unsupervised beside L_supervised in the discriminator’s loss; the authors’ code has 0.5.':
    '판별자의 손실에서 L_supervised 옆 L_unsupervised의 가중치입니다. 저자의 코드에서는 0.5입니다.',
  'G matches the mean features of real items instead of fooling D: worse samples, but a better classifier.':
    'G가 D를 속이는 대신 실제 항목의 평균 특징을 맞춥니다. 샘플은 나빠지지만 분류기는 좋아집니다.',
  'Dimensions of z. Two can be drawn as a plane; more reconstruct better.':
    'z의 차원입니다. 둘이면 평면으로 그릴 수 있고, 많을수록 더 잘 복원합니다.',
  'Images in a step.': '한 스텝의 이미지 수입니다.',
  'Step size of Adam.': 'Adam의 스텝 크기입니다.',
  'Bernoulli takes pixels as probabilities of ink (cross-entropy), Gaussian as real values (squared error).':
    '베르누이는 픽셀을 잉크일 확률로(교차 엔트로피), 가우스는 실숫값으로(제곱 오차) 봅니다.',
  'Of the Gaussian decoder: the smaller, the more a wrong pixel costs beside the KL term.':
    '가우스 디코더의 값입니다. 작을수록 KL 항에 비해 틀린 픽셀의 비용이 커집니다.',
  'Weight of the KL term: 1 is the ELBO, more presses towards the prior.':
    'KL 항의 가중치입니다. 1이면 ELBO이고, 클수록 사전 분포 쪽으로 밀어붙입니다.',
  'Length of the code between encoder and decoder.': '인코더와 디코더 사이에 있는 코드의 길이입니다.',
  'Widths of the hidden layers between image and code, and in reverse order between code and image.':
    '이미지와 코드 사이의 은닉층 너비입니다. 코드와 이미지 사이에는 거꾸로 씁니다.',
  none: '없음',
  'The error that training reduces and metrics report: of pixels as values, or as probabilities of ink.':
    '학습이 줄이고 지표가 보고하는 오차입니다. 픽셀을 값으로, 또는 잉크일 확률로 봅니다.',
  'Keras autoencoder': 'Keras 오토인코더',
  '50 epochs in batches of 256, nothing held out.': '배치 256으로 50에포크, 검증용으로 남기는 것 없음.',
  'Keras autoencoder, cross-entropy': 'Keras 오토인코더, 교차 엔트로피',
  'Pixels as probabilities of ink; 50 epochs in batches of 256, nothing held out.':
    '픽셀을 잉크일 확률로 봅니다. 배치 256으로 50에포크, 검증용으로 남기는 것 없음.',
  'Keras blog post': 'Keras 블로그 글',
  'Dimensions of z.': 'z의 차원입니다.',
  'Widths of the hidden layers of each network.': '각 네트워크의 은닉층 너비입니다.',
  'Points in a step.': '한 스텝의 점 수입니다.',
  'Points that the discriminator or critic sees together as one example, all real or all generated (PacGAN): with two or more it sees when they are too much alike.':
    '판별자나 비평자가 한 예제로 함께 보는 점의 수로, 모두 실제이거나 모두 생성된 것입니다(PacGAN). 둘 이상이면 점들이 지나치게 비슷한지 알아봅니다.',
  'Updates of D that G foresees and learns through (unrolled GAN): it maximises D’s loss after them. Each makes the step longer.':
    'G가 미리 내다보고 그것을 거쳐 배우는 D의 갱신 횟수입니다(펼친 GAN). 그만큼 갱신한 뒤의 D 손실을 최대화합니다. 늘릴수록 스텝이 오래 걸립니다.',
};
