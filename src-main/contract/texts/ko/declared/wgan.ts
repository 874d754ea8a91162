export const WGAN: Readonly<Record<string, string>> = {
  'Wasserstein GAN': '바서슈타인 GAN',
  'A critic that measures how far apart real and generated images are: its loss falls as samples get better.':
    '비평자가 실제 이미지와 생성된 이미지가 얼마나 떨어져 있는지 잽니다. 샘플이 좋아질수록 손실이 줄어듭니다.',
  'Real images, and as many generated ones, in each critic step.':
    '비평자 스텝마다 쓰는 실제 이미지 수입니다. 생성한 이미지도 같은 수를 씁니다.',
  'Step size of both networks; the paper takes 5e-5 with weight clipping.':
    '두 네트워크의 스텝 크기입니다. 논문은 가중치 클리핑과 함께 5e-5를 씁니다.',
  'Paper (weight clipping)': '논문(가중치 클리핑)',
  'Weights clipped to ±0.01, five critic steps, RMSprop at 5e-5.':
    '가중치를 ±0.01로 클리핑하고, 비평자 스텝 다섯 번, 학습률 5e-5의 RMSprop을 씁니다.',
  'The critic’s gradients clipped to ±0.01, one critic step, as in the source’s code, which names no optimiser.':
    '출처의 코드처럼 비평자의 기울기를 ±0.01로 클리핑하고 비평자 스텝은 한 번입니다. 그 코드에는 옵티마이저가 적혀 있지 않습니다.',
  'Instead of a discriminator that says real or not, a critic gives scores, and their difference between real and generated images estimates how far apart the two are: the earth mover’s distance. It holds as long as the critic is not too steep (1-Lipschitz), and shows the generator which way to go even where real and generated images have nothing in common. The networks are those of the DCGAN, the critic without normalisation.':
    "진짜인지 아닌지 말하는 판별자 대신 비평자가 점수를 주며, 실제 이미지와 생성된 이미지의 점수 차이가 둘 사이의 거리, 곧 Earth Mover's Distance를 추정합니다. 비평자가 지나치게 가파르지 않은 한(1-립시츠) 성립하고, 실제 이미지와 생성된 이미지에 공통점이 전혀 없어도 생성자에게 갈 방향을 알려 줍니다. 네트워크는 DCGAN과 같고 비평자에는 정규화가 없습니다.",
  'The Wasserstein estimate rises to some 17 within 150 steps, while the critic learns to see, and falls from then on: near 10 at step 350, near 3 at 700. The Lipschitz estimate rises to 1.5 with it and sinks back towards 1. The losses by themselves mean little.':
    '비평자가 배우는 150스텝 동안 바서슈타인 추정값이 17쯤까지 올랐다가 그 뒤로 줄어듭니다. 스텝 350에는 10, 700에는 3 부근입니다. 립시츠 추정값도 함께 1.5까지 올랐다가 1 쪽으로 내려옵니다. 손실 자체에는 별 의미가 없습니다.',
  'An even grey grid at step 100, strokes under it at 300, shapes like digits at 700. It starts more slowly than a DCGAN; the estimate shows that it still improves.':
    '스텝 100에는 고른 회색 격자, 300에는 그 아래의 획, 700에는 숫자 같은 모양이 나옵니다. DCGAN보다 느리게 시작하지만, 추정값을 보면 계속 나아지고 있습니다.',
  'About 0.25 s a step on two processor cores, most of it the three critic steps and their penalties: some 20 minutes for the default 5,000 steps.':
    '프로세서 코어 둘에서 스텝당 약 0.25 s이며 대부분 비평자 스텝 세 번과 페널티에 듭니다. 기본값 5,000스텝에 약 20분입니다.',
  'The default is the gradient penalty with three critic steps and Adam at 1e-4 (β₁ 0, β₂ 0.9); Gulrajani et al. take five. Weight clipping with RMSprop at 5e-5 and five steps, as in the first paper, is a preset; its RMSprop has the long memory of the authors’ code (ρ 0.99) and hardly an ε, for with clipped weights gradients are small.':
    '기본값은 기울기 페널티, 비평자 스텝 세 번, 학습률 1e-4의 Adam(β₁ 0, β₂ 0.9)입니다. Gulrajani 등은 다섯 번을 씁니다. 첫 논문처럼 가중치 클리핑, 5e-5의 RMSprop, 다섯 번을 쓰는 것은 프리셋으로 있습니다. 클리핑한 가중치에서는 기울기가 작으므로 RMSprop은 저자 코드의 긴 기억(ρ 0.99)과 아주 작은 ε을 씁니다.',
  'The notes “GAN basics” clip weights to ±0.01, but their code clips the critic’s gradients, which bounds the steps and not the critic. That is a preset too, so that the difference can be seen.':
    '자료 ‘GAN basics’는 가중치를 ±0.01로 클리핑한다고 하지만 코드는 비평자의 기울기를 클리핑합니다. 그러면 비평자가 아니라 스텝이 제한됩니다. 차이를 볼 수 있도록 이것도 프리셋으로 있습니다.',
  'Beside that, that code makes one pass for both networks and takes both gradients before either update; in its preset the critic moves first, and the generator gets latents of its own. The notes name no optimiser; the preset keeps Adam.':
    '그 밖에 그 코드는 두 네트워크를 한 번에 계산해 두 기울기를 모두 구한 뒤 갱신합니다. 프리셋에서는 비평자가 먼저 움직이고 생성자는 새 잠재 벡터를 받습니다. 자료에는 옵티마이저가 적혀 있지 않아 프리셋은 Adam을 그대로 씁니다.',
  'Latents are normal; in the notes they are uniform from −1 to 1.':
    '잠재 벡터는 정규 분포입니다. 자료에서는 −1–1의 균등 분포입니다.',
};
