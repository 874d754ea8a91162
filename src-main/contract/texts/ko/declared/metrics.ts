/** Metrics of several models. */
export const METRICS: Readonly<Record<string, string>> = {
  '−E log D(G(z)): small when the discriminator takes generated items for real.':
    '−E log D(G(z)): 판별자가 생성된 항목을 진짜로 볼수록 작습니다.',
  nats: 'nat',
  'Cross-entropy on real and generated items; 1.386 (2 log 2) when it can only guess, 0.693 with a joint batch.':
    '실제 항목과 생성된 항목의 교차 엔트로피입니다. 찍을 수밖에 없으면 1.386(2 log 2), 합친 배치에서는 0.693입니다.',
  'Mean probability that the discriminator gives real items of being real.':
    '판별자가 실제 항목을 진짜로 보는 확률의 평균입니다.',
  'Mean probability that the discriminator gives generated items of being real.':
    '판별자가 생성된 항목을 진짜로 보는 확률의 평균입니다.',
  'Fraction of real and generated items that the discriminator classifies correctly; 0.5 when it can only guess.':
    '판별자가 실제 항목과 생성된 항목을 올바로 구별한 비율입니다. 찍을 수밖에 없으면 0.5입니다.',
  'Fraction of the items of the generator’s step that the discriminator classifies as real.':
    '생성자의 스텝에 쓴 항목 중 판별자가 진짜로 분류한 비율입니다.',
  'Norm of the loss gradient over all generator weights; it vanishes when the discriminator wins.':
    '생성자의 모든 가중치에 대한 손실 기울기의 노름입니다. 판별자가 압도하면 0에 가까워집니다.',
  'Norm of the loss gradient over all discriminator weights.':
    '판별자의 모든 가중치에 대한 손실 기울기의 노름입니다.',
  'The learning rate of the step. It is recorded where a schedule or warm-up changes it.':
    '그 스텝의 학습률입니다. 스케줄이나 워밍업으로 변할 때 기록합니다.',
  '½ E (D(G(z)) − c)²: half the squared distance of D’s output for generated items from the target.':
    '½ E (D(G(z)) − c)²: 생성된 항목에 대한 D의 출력과 목푯값의 거리 제곱의 절반입니다.',
  '½ E (D(x) − b)² + ½ E (D(G(z)) − a)²; 0.25 when D can only guess between 0 and 1, half of it with a joint batch.':
    '½ E (D(x) − b)² + ½ E (D(G(z)) − a)²입니다. D가 0과 1 사이에서 찍을 수밖에 없으면 0.25, 합친 배치에서는 그 절반입니다.',
  'Mean output of the discriminator for real items.': '실제 항목에 대한 판별자의 평균 출력입니다.',
  'Mean output of the discriminator for generated items.': '생성된 항목에 대한 판별자의 평균 출력입니다.',
  '−E C(G(z)): only its changes mean something.': '−E C(G(z)): 변화에만 의미가 있습니다.',
  'E C(G(z)) − E C(x), and the penalty where there is one, at the last critic step.':
    '마지막 비평자 스텝의 E C(G(z)) − E C(x)이며, 페널티가 있으면 더합니다.',
  'E C(x) − E C(G(z)) at the last critic step: the distance up to the critic’s Lipschitz constant. It rises while the critic learns, then falls.':
    '마지막 비평자 스텝의 E C(x) − E C(G(z)): 비평자의 립시츠 상수를 곱한 거리입니다. 비평자가 배우는 동안 커졌다가 줄어듭니다.',
  'Mean norm of the critic’s gradient between real and generated items; 1 is the aim.':
    '실제 항목과 생성된 항목 사이에서 잰 비평자 기울기의 평균 노름입니다. 1이 목표입니다.',
  'Norm of the loss gradient over all generator weights.':
    '생성자의 모든 가중치에 대한 손실 기울기의 노름입니다.',
  'Norm of the loss gradient over all critic weights, before any clipping.':
    '클리핑하기 전, 비평자의 모든 가중치에 대한 손실 기울기의 노름입니다.',
  'Squared distance of mean features of real and generated items; −E log D(G(z)) without feature matching.':
    '실제 항목과 생성된 항목의 평균 특징 사이의 거리 제곱입니다. 특징 맞춤이 없으면 −E log D(G(z))입니다.',
  'The unsupervised part: cross-entropy on real and generated items; 1.386 (2 log 2) when it can only guess.':
    '비지도 부분: 실제 항목과 생성된 항목의 교차 엔트로피입니다. 찍을 수밖에 없으면 1.386(2 log 2)입니다.',
  'Norm of the gradient of both parts of the discriminator’s loss over all its weights.':
    '판별자 손실의 두 부분에 대한 모든 가중치의 기울기 노름입니다.',
  'Cross-entropy of the classes on the labelled items.':
    '레이블 있는 항목에 대한 클래스의 교차 엔트로피입니다.',
  'Share of items that are classified correctly: in training, of the labelled ones.':
    '올바로 분류한 항목의 비율입니다. 학습에서는 레이블 있는 항목만 셉니다.',
  'Reconstruction and β times KL divergence together: the negative ELBO where β is 1.':
    '복원 항과 β배의 KL 발산의 합입니다. β가 1이면 음의 ELBO입니다.',
  '−log p(x|z), summed over the values of an item.': '−log p(x|z)를 항목의 값에 대해 합한 것입니다.',
  'How far the encoder strays from the prior: KL(q(z|x) ‖ N(0, I)), summed over latents.':
    '인코더가 사전 분포에서 벗어난 정도입니다: KL(q(z|x) ‖ N(0, I))를 잠재 변수에 대해 합한 것입니다.',
  'Latents that carry something: whose posterior mean varies by more than 0.01 within the batch.':
    '정보를 담은 잠재 변수의 수입니다. 배치 안에서 사후 분포 평균의 분산이 0.01보다 큰 것을 셉니다.',
  'Norm of the loss gradient over all weights.': '모든 가중치에 대한 손실 기울기의 노름입니다.',
};
