export const SGAN: Readonly<Record<string, string>> = {
  'Semi-supervised GAN': '준지도 GAN',
  'Learns to classify from a few labels: its discriminator separates the classes, and real from generated.':
    '레이블 몇 개로 분류를 배웁니다. 판별자가 클래스끼리, 그리고 실제와 생성을 구별합니다.',
  'Convolutional: those of a DCGAN. Dense: those of the paper for MNIST, with noise on the layers of D and weight normalisation.':
    '합성곱: DCGAN의 네트워크입니다. 완전 연결: 논문의 MNIST용 네트워크로, D의 층에 노이즈와 가중치 정규화를 씁니다.',
  'Share of features dropped before the logits of the convolutional discriminator.':
    '합성곱 판별자의 로짓 앞에서 버리는 특징의 비율입니다.',
  'Widths of the dense generator’s hidden layers.': '완전 연결 생성자의 은닉층 너비입니다.',
  'Widths of the dense discriminator’s hidden layers.': '완전 연결 판별자의 은닉층 너비입니다.',
  'Standard deviation of the noise on images before the dense discriminator.':
    '완전 연결 판별자에 들어가기 전 이미지에 더하는 노이즈의 표준편차입니다.',
  'Standard deviation of the noise after each hidden layer of the dense discriminator.':
    '완전 연결 판별자의 각 은닉층 뒤에 더하는 노이즈의 표준편차입니다.',
  'Scales and biases of the dense discriminator start so that all its units have outputs of unit deviation for some training images: else noise drowns them in the first thousands of steps.':
    '학습 이미지 몇 장에서 모든 유닛의 출력이 단위 표준편차가 되도록 완전 연결 판별자의 스케일과 편향을 시작합니다. 그러지 않으면 처음 수천 스텝 동안 노이즈에 묻힙니다.',
  'Labelled, unlabelled and generated images, as many of each, in a step.':
    '한 스텝에 쓰는 레이블 있는 이미지, 없는 이미지, 생성된 이미지 각각의 수입니다.',
  'MNIST from 100 labels, as in the paper': '논문처럼 레이블 100개로 배우는 MNIST',
  'Dense networks with noise and weight normalisation, batches of 100, Adam at 0.003, nothing held out; the paper trains for 300 epochs, these are 40.':
    '노이즈와 가중치 정규화를 쓰는 완전 연결 네트워크, 배치 100, 0.003의 Adam, 검증용으로 남기는 것 없음. 논문은 300에포크를, 이 프리셋은 40에포크를 학습합니다.',
  'Without feature matching': '특징 맞춤 없이',
  'G tries to fool D, which separates the K classes and generated images.':
    'G가 D를 속이려 하고, D는 K개 클래스와 생성된 이미지를 구별합니다.',
  'A GAN whose discriminator is a classifier: it learns the classes from a few labelled images, and all of them from generated ones, for which no labels are needed. What it learns from thousands of images without labels makes the few labels count for more. The classifier is the point; the samples are a by-product.':
    '판별자가 분류기인 GAN입니다. 레이블 있는 이미지 몇 장으로 클래스를 배우고, 레이블이 필요 없는 생성 이미지와 그 전체를 구별합니다. 레이블 없는 이미지 수천 장에서 배운 것이 적은 레이블의 가치를 높입니다. 목적은 분류기이고 샘플은 부산물입니다.',
  'Accuracy on the hundred labels is 1 within 300 steps, and says little from then on. Validation accuracy is what counts: near 0.75 after one epoch, 0.79 after two, 0.84 after three (MNIST: 0.75, 0.77, 0.78). The generator’s loss is a distance of features and stays small throughout.':
    '레이블 백 개에 대한 정확도는 300스텝 안에 1이 되고 그 뒤로는 알려 주는 것이 별로 없습니다. 중요한 것은 검증 정확도로, 1에포크 뒤 0.75, 2에포크 뒤 0.79, 3에포크 뒤 0.84 부근입니다(MNIST: 0.75, 0.77, 0.78). 생성자 손실은 특징의 거리라 내내 작습니다.',
  'Strokes and parts of digits: samples stay rougher than a DCGAN’s after as many steps.':
    '획과 숫자의 일부가 나옵니다. 같은 스텝 수의 DCGAN보다 샘플이 거칩니다.',
  'About 0.13 s a step on two processor cores: some 6 minutes for the default 3,000 steps.':
    '프로세서 코어 둘에서 스텝당 약 0.13 s, 기본값 3,000스텝에 약 6분입니다.',
  'The losses are the paper’s; the default networks are small convolutional ones after the DCGAN, without the paper’s weight normalisation and noise, and reach 0.82 on MNIST. The preset with the paper’s dense networks reaches 0.941 there in 8,000 and 0.969 in 24,000 steps (one seed): noise on every layer keeps D from learning the few labels by heart.':
    '손실은 논문과 같습니다. 기본 네트워크는 논문의 가중치 정규화와 노이즈가 없는 DCGAN 방식의 작은 합성곱이며 MNIST에서 0.82에 이릅니다. 논문의 완전 연결 네트워크를 쓰는 프리셋은 8,000스텝에 0.941, 24,000스텝에 0.969에 이릅니다(시드 하나). 모든 층의 노이즈가 D가 적은 레이블을 외우는 것을 막습니다.',
  'That preset differs from the authors’ code in what is left out: biases and scales that start from a batch of data, an average of the weights for classifying, and most of the 300 epochs, after which the paper reports 0.9907.':
    '이 프리셋이 저자의 코드와 다른 점은 빠진 것들입니다: 데이터 한 배치에서 시작하는 편향과 스케일, 분류에 쓰는 가중치 평균, 그리고 300에포크의 대부분. 논문은 그 뒤에 0.9907을 보고합니다.',
};
