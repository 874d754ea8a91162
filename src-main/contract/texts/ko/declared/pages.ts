/** Pages of several models. */
export const PAGES: Readonly<Record<string, string>> = {
  Discriminator: '판별자',
  'Generator, non-saturating': '생성자, 비포화 손실',
  'a real example, drawn from the dataset': '데이터셋에서 뽑은 실제 예제',
  'the latent: random numbers that decide what is generated': '잠재 벡터: 무엇을 생성할지 정하는 난수',
  'what the generator makes of them': '생성자가 그것으로 만든 것',
  'the probability of being real that the discriminator gives an example': '판별자가 예제를 진짜로 보는 확률',
  'the mean over a batch': '배치의 평균',
  'training values: means over 50 steps': '학습 값: 50스텝 평균',
  'The samples look alike, or show a few kinds only, while the losses look healthy.':
    '손실은 정상으로 보이는데 샘플이 서로 비슷하거나 몇 종류만 나옵니다.',
  'Mode collapse: nothing in the generator’s loss asks for variety, only for what fools D now.':
    '모드 붕괴: 생성자의 손실은 지금 D를 속이는 것만 요구하고 다양성은 요구하지 않습니다.',
  'Lower the learning rate, or take the Wasserstein GAN, whose critic also feels what is missing.':
    '학습률을 낮추거나, 비평자가 빠진 것까지 알아차리는 바서슈타인 GAN을 쓰세요.',
  'D(x) stays at 1 and D(G(z)) at 0, and the samples no longer change.':
    'D(x)가 1, D(G(z))가 0에 머물고 샘플이 더 이상 변하지 않습니다.',
  'The discriminator has won, and its gradient for the generator hardly varies between samples.':
    '판별자가 압도해, 생성자로 가는 기울기가 샘플마다 거의 같습니다.',
  'Smooth the real label to 0.9, lower the learning rate, or take the Wasserstein GAN.':
    '실제 레이블을 0.9로 스무딩하거나, 학습률을 낮추거나, 바서슈타인 GAN을 쓰세요.',
  'The losses swing ever wider, or the run ends as diverged.':
    '손실이 점점 크게 흔들리거나 실행이 발산으로 끝납니다.',
  'Each network follows the other’s last update, and the steps are too long for it to settle.':
    '각 네트워크가 상대의 마지막 갱신을 뒤쫓는데, 스텝이 너무 커서 자리를 잡지 못합니다.',
  'Halve the learning rate; take β₁ = 0.5, so that Adam forgets old gradients sooner.':
    '학습률을 절반으로 낮추세요. β₁ = 0.5로 하면 Adam이 오래된 기울기를 더 빨리 잊습니다.',
  'One run has the lower loss, and the worse samples.': '한 실행의 손실이 더 낮은데 샘플은 더 나쁩니다.',
  'Each loss is measured against the other network, not against the data.':
    '각 손실은 데이터가 아니라 상대 네트워크를 기준으로 잽니다.',
  'Compare the samples of both runs at the same step, not their losses.':
    '손실이 아니라 같은 스텝의 샘플을 비교하세요.',
  'training values: means over 10 steps': '학습 값: 10스텝 평균',
  Generator: '생성자',
  'the number that the discriminator gives an example; there is no sigmoid':
    '판별자가 예제에 주는 수. 시그모이드는 없습니다',
  'the targets of D for generated and for real examples: 0 and 1, or −1 and 1':
    '생성된 예제와 실제 예제에 대한 D의 목푯값: 0과 1, 또는 −1과 1',
  'the output of D that G aims at: 1, or 0': 'G가 목표로 하는 D의 출력: 1 또는 0',
  'D(x) stays at b and D(G(z)) at a, and the samples no longer change.':
    'D(x)가 b, D(G(z))가 a에 머물고 샘플이 더 이상 변하지 않습니다.',
  'The discriminator has won: the generator’s gradient is large, but says the same of all samples.':
    '판별자가 압도했습니다. 생성자의 기울기는 크지만 모든 샘플에 같은 말을 합니다.',
  'Lower the learning rate, or take the Wasserstein GAN.': '학습률을 낮추거나 바서슈타인 GAN을 쓰세요.',
  Distance: '거리',
  Critic: '비평자',
  'a real example, the latent, and what the generator makes of it':
    '실제 예제, 잠재 벡터, 그리고 생성자가 그것으로 만든 것',
  'the critic: a score without bounds, higher for what looks real':
    '비평자: 한계가 없는 점수로, 진짜처럼 보일수록 높습니다',
  'the earth mover’s distance between data p and samples q':
    "데이터 p와 샘플 q 사이의 Earth Mover's Distance",
  'a point drawn evenly from the line between a real and a generated example':
    '실제 예제와 생성된 예제를 잇는 선에서 고르게 뽑은 점',
  'the weight of the penalty; with clipping there is none': '페널티의 가중치. 클리핑에는 없습니다',
  'The Lipschitz estimate runs far above 1.': '립시츠 추정값이 1보다 훨씬 큽니다.',
  'The penalty is too weak, or gradients are clipped instead of weights: the score is then no distance.':
    '페널티가 너무 약하거나, 가중치가 아니라 기울기를 클리핑했습니다. 그러면 점수는 거리가 아닙니다.',
  'Raise the penalty weight, or choose another constraint.': '페널티 가중치를 높이거나 다른 제약을 고르세요.',
  'With weight clipping, the samples hardly improve, or the gradients shrink to nothing.':
    '가중치 클리핑에서 샘플이 거의 나아지지 않거나 기울기가 0으로 줄어듭니다.',
  'Clipped weights pile up at the bounds, and the critic can only be a very simple function.':
    '클리핑한 가중치가 한계에 몰려 비평자가 아주 단순한 함수만 될 수 있습니다.',
  'Take the gradient penalty; else try another clip by factors of ten.':
    '기울기 페널티를 쓰세요. 아니면 클리핑 한계를 열 배씩 바꾸어 보세요.',
  'The estimate swings and changes its sign.': '추정값이 흔들리고 부호가 바뀝니다.',
  'The critic has not caught up with the generator, so that its difference is not yet the distance.':
    '비평자가 생성자를 아직 따라잡지 못해 점수 차이가 거리가 되지 못했습니다.',
  'Give it more critic steps, or lower the learning rate.': '비평자 스텝을 늘리거나 학습률을 낮추세요.',
  'the class: the label of the real example, and what the generator is asked for':
    '클래스: 실제 예제의 레이블이자 생성자에게 요구하는 것',
  'Samples look real, but not like the class that was asked for.':
    '샘플이 진짜 같지만 요구한 클래스 같지 않습니다.',
  'The discriminator finds fakes without looking at the label, so nothing makes the generator use it.':
    '판별자가 레이블을 보지 않고도 가짜를 찾아내므로 생성자가 레이블을 쓸 이유가 없습니다.',
  'Train on; if it stays so, lower the learning rate so that D has to use the label.':
    '계속 학습하세요. 그래도 같으면 학습률을 낮추어 D가 레이블을 쓰게 하세요.',
  'Reality from classes': '클래스로 구한 진짜일 확률',
  Supervised: '지도',
  Unsupervised: '비지도',
  'Generator, feature matching': '생성자, 특징 맞춤',
  'the discriminator’s K logits, one a class; that of “generated” is fixed at zero':
    '판별자의 클래스별 로짓 K개. ‘생성됨’의 로짓은 0으로 고정합니다',
  'the softmax of those logits at the label y': '레이블 y에서의 소프트맥스 값',
  'the features from which the logits are computed': '로짓을 계산하는 특징',
  'validation: n = 5,000 of the 6,000 held out': '검증: 남긴 6,000개 중 n = 5,000',
  'Accuracy is 1 on the labels kept, and validation accuracy stays low.':
    '쓴 레이블에 대한 정확도는 1인데 검증 정확도가 낮은 채로 머뭅니다.',
  'The few labels are learnt by heart before the data without labels has shaped the features.':
    '레이블 없는 데이터가 특징을 만들기 전에 적은 레이블을 외웠습니다.',
  'Train on, keep more labels, or raise the dropout where there is one.':
    '계속 학습하거나, 레이블을 늘리거나, 드롭아웃이 있으면 높이세요.',
  'The samples are poor although the classifier is good.': '분류기는 좋은데 샘플이 나쁩니다.',
  'With feature matching the generator need not fool D: it fills the gaps between the classes.':
    '특징 맞춤에서는 생성자가 D를 속일 필요 없이 클래스 사이의 빈 곳을 채웁니다.',
  'That is as intended. Switch feature matching off where samples matter more than the classifier.':
    '의도한 결과입니다. 분류기보다 샘플이 중요하면 특징 맞춤을 끄세요.',
  'Runs with the same settings, but other seeds, end far apart.':
    '설정이 같고 시드만 다른 실행의 결과가 크게 다릅니다.',
  'With so few labels, much depends on which they are, and on how the first steps group the rest. Both follow from the seed.':
    '레이블이 이렇게 적으면 어느 것인지, 그리고 처음 몇 스텝이 나머지를 어떻게 묶는지에 크게 좌우됩니다. 둘 다 시드로 정해집니다.',
  'Train several seeds, and compare their mean.': '여러 시드로 학습해 평균을 비교하세요.',
  'Loss: the negative ELBO where β is 1': '손실: β가 1이면 음의 ELBO',
  Latent: '잠재 벡터',
  'an example of the dataset, and the latent it is pressed into':
    '데이터셋의 예제와, 그것을 압축한 잠재 벡터',
  'the encoder: a normal distribution of mean μ and variance σ² for each example':
    '인코더: 예제마다 평균 μ, 분산 σ²인 정규 분포',
  'the decoder: how probable it makes an example, given the latent':
    '디코더: 잠재 벡터가 주어졌을 때 예제의 확률',
  'the prior, from which latents are drawn to generate': '사전 분포: 생성할 때 잠재 벡터를 뽑는 분포',
  'the weight of the KL divergence': 'KL 발산의 가중치',
  'All samples are the same mean digit; the KL divergence and the active units are zero.':
    '모든 샘플이 같은 평균 숫자이고 KL 발산과 활성 유닛이 0입니다.',
  'Posterior collapse: the penalty outweighs what a latent could save in reconstruction.':
    '사후 분포 붕괴: 잠재 변수가 복원에서 줄일 수 있는 것보다 페널티가 큽니다.',
  'Reconstructions are fine, but samples are not digits.': '복원은 좋은데 샘플이 숫자가 아닙니다.',
  'β is too small: the encoder uses regions from which the prior hardly ever draws.':
    'β가 너무 작아 인코더가 사전 분포에서 거의 뽑히지 않는 영역을 씁니다.',
  'Raise β towards 1, and look at the latent plane: the clouds should fill a disc of radius 2 or 3.':
    'β를 1 쪽으로 높이고 잠재 평면을 보세요. 구름이 반지름 2–3의 원판을 채워야 합니다.',
  'Everything is blurry.': '모두 흐릿합니다.',
  'Less than 15 ms a step on two processor cores: two minutes for the default 10,000 steps.':
    '프로세서 코어 둘에서 스텝당 15 ms 미만, 기본값 10,000스텝에 2분입니다.',
  'validation: the 5,000 held out': '검증: 남긴 5,000개',
};
