/** Metrics of samples. */
export const QUALITY: Readonly<Record<string, string>> = {
  'Share of samples that look like real items, by neighbourhoods of real items without outliers.':
    '이상치를 뺀 실제 항목의 이웃으로 보아 실제 항목처럼 보이는 샘플의 비율입니다.',
  'How much of the real items has samples around it, as the share of good samples that would cover as much.':
    '주위에 샘플이 있는 실제 항목의 정도로, 그만큼 담을 좋은 샘플의 비율로 나타냅니다.',
  'Share of samples within the neighbourhood of some real item; well below 1 even for real items.':
    '어떤 실제 항목의 이웃 안에 있는 샘플의 비율입니다. 실제 항목끼리도 1보다 훨씬 작습니다.',
  'Share of real items within the neighbourhood of some sample; well below 1 even for real items.':
    '어떤 샘플의 이웃 안에 있는 실제 항목의 비율입니다. 실제 항목끼리도 1보다 훨씬 작습니다.',
  'How many neighbourhoods of real items a sample lies in, on average, over k; above 1 for samples in the middle only.':
    '샘플이 들어 있는 실제 항목 이웃의 평균 개수를 k로 나눈 값입니다. 샘플이 가운데에만 있으면 1보다 큽니다.',
  'Share of real items with a sample in their neighbourhood; 0.97 for real items.':
    '이웃에 샘플이 있는 실제 항목의 비율입니다. 실제 항목끼리는 0.97입니다.',
  'Squared maximum mean discrepancy of features, without bias: about zero, or below, at the floor.':
    '편향 없는 특징의 최대 평균 불일치 제곱입니다. 기준선에서는 0 부근이거나 그 아래입니다.',
  'Share of samples nearer to a training item than that is to any other: a hint, above its floor, to look at the closest pairs.':
    '어떤 학습 항목이 다른 학습 항목에 가까운 것보다 그 항목에 더 가까운 샘플의 비율입니다. 기준선보다 높으면 가장 가까운 쌍을 살펴보라는 징후입니다.',
  'Distance of Gaussians fitted to features; biased upwards with few samples, so compare at equal numbers only. Not FID.':
    '특징에 맞춘 가우스 분포 사이의 거리입니다. 샘플이 적으면 커지므로 개수가 같을 때만 비교하세요. FID가 아닙니다.',
  'The Fréchet distance of infinitely many samples, from a line over 15 numbers of samples.':
    '샘플 15가지 개수로 그은 직선에서 구한, 샘플이 무한히 많을 때의 프레셰 거리입니다.',
  'Distance of features on a line, over 200 random lines.': '무작위 직선 200개 위에서 잰 특징의 거리입니다.',
  'Share of samples that are as near to another one as only a hundredth of the real items are; 0.01 for real items.':
    '실제 항목의 100분의 1만이 그만큼 가까운 거리 안에 다른 샘플이 있는 샘플의 비율입니다. 실제 항목은 0.01입니다.',
  'Classes with at least a tenth of their share in the data among the samples that the classifier recognises.':
    '분류기가 인식한 샘플 중에서 데이터에서의 비율의 10분의 1 이상을 차지하는 클래스의 수입니다.',
  'Share of samples that the classifier is at least 90 % sure of.':
    '분류기가 90 % 이상 확신하는 샘플의 비율입니다.',
  'How far the classes of recognised samples are from those of the data: KL(samples ‖ data).':
    '인식한 샘플의 클래스가 데이터의 클래스와 다른 정도입니다: KL(샘플 ‖ 데이터).',
  'exp E KL(p(y|x) ‖ p(y)) with the own classifier: sure of each sample, and many classes. Not the Inception score.':
    '자체 분류기로 구한 exp E KL(p(y|x) ‖ p(y))입니다. 샘플마다 확신하고 클래스가 많을수록 큽니다. 인셉션 점수가 아닙니다.',
  'Modes that are nearest to some sample within three standard deviations.':
    '표준편차 세 배 안에 그 모드가 가장 가까운 샘플이 있는 모드의 수입니다.',
  'Share of samples within three standard deviations of a mode; 0.9889 for a perfect sampler.':
    '모드의 표준편차 세 배 안에 있는 샘플의 비율입니다. 완벽한 샘플러는 0.9889입니다.',
  'The least mean way from samples to real points, one to one, of at most 1000; not zero at its floor.':
    '샘플을 실제 점에 하나씩 짝지을 때 가장 짧은 평균 거리이며 최대 1000개로 잽니다. 기준선에서도 0이 아닙니다.',
  'Distance of points on a line, over 200 random lines.': '무작위 직선 200개 위에서 잰 점의 거리입니다.',
  'Squared, without bias, by a Gaussian kernel as wide as the median distance of real points: about zero at the floor.':
    '실제 점 사이 거리의 중앙값만큼 넓은 가우스 커널로 구한, 편향 없는 제곱값입니다. 기준선에서는 0 부근입니다.',
  'Of the shares of points in 20 × 20 cells around the real ones, and outside: 0 equal, 1 apart.':
    '실제 점 둘레의 20 × 20칸과 그 바깥에 있는 점의 비율로 구합니다. 0이면 같고 1이면 겹치지 않습니다.',
  'Of the shares of points in 20 × 20 cells: 0 equal, 0.693 apart.':
    '20 × 20칸에 있는 점의 비율로 구합니다. 0이면 같고 0.693이면 겹치지 않습니다.',
  'KL(samples ‖ data) of the shares of points in 20 × 20 cells, with half a point more in each, so that it is finite.':
    '20 × 20칸에 있는 점의 비율로 구한 KL(샘플 ‖ 데이터)입니다. 유한하도록 칸마다 점을 반 개씩 더합니다.',
  'Variance after a Laplacian filter, over that of real images: below 1 is blurred, above is noisy.':
    '라플라스 필터를 거친 분산을 실제 이미지의 것으로 나눈 값입니다. 1보다 작으면 흐릿하고 크면 거칩니다.',
  '1 − mean structural similarity of random pairs: 0 where all samples are the same.':
    '무작위 쌍의 평균 구조 유사도를 1에서 뺀 값입니다. 모든 샘플이 같으면 0입니다.',
  'Upper bound of −log p(x), with sums over values and latents and β = 1, whatever the loss takes.':
    '손실이 무엇을 쓰든 값과 잠재 변수에 대해 합하고 β = 1로 구한 −log p(x)의 상한입니다.',
  'Lower bound of log p(x) from k draws of the posterior; rises with k, so compare at equal k only.':
    '사후 분포에서 k번 뽑아 구한 log p(x)의 하한입니다. k가 클수록 커지므로 k가 같을 때만 비교하세요.',
  'What the latents say of an item: 0 where the posterior has collapsed to the prior.':
    '잠재 변수가 항목에 대해 알려 주는 양입니다. 사후 분포가 사전 분포로 붕괴하면 0입니다.',
  'Latents whose posterior mean has a variance of more than 0.01 over the data.':
    '데이터 전체에서 사후 분포 평균의 분산이 0.01보다 큰 잠재 변수의 수입니다.',
};
