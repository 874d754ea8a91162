export const SGAN_2D: Readonly<Record<string, string>> = {
  'Semi-supervised GAN (2-D)': '준지도 GAN(2-D)',
  'Separates classes of points by a few labels, with the help of all the points that have none.':
    '레이블 몇 개와, 레이블 없는 모든 점의 도움으로 점의 클래스를 구별합니다.',
  'The semi-supervised GAN on points of the plane: a classifier from twenty labels, helped by all the points that have none. On the two moons the border between the classes should follow the empty space between them.':
    '평면의 점에 대한 준지도 GAN입니다. 레이블 없는 모든 점의 도움을 받아 레이블 스무 개로 분류기를 배웁니다. 두 반달에서 클래스의 경계는 그 사이의 빈 곳을 따라야 합니다.',
  'On the two moons, accuracy on the labels kept is 1 within 200 steps, and validation accuracy 0.98 after one epoch and 1 after two. The discriminator’s loss falls from 1.3 to some 0.8: it still distinguishes generated points apart.':
    '두 반달에서 쓴 레이블에 대한 정확도는 200스텝 안에 1이 되고, 검증 정확도는 1에포크 뒤 0.98, 2에포크 뒤 1입니다. 판별자의 손실은 1.3에서 0.8쯤으로 줄어듭니다. 생성된 점을 여전히 구별합니다.',
  'The field clings to the two moons. Generated points lie about them and between rather than on them: with feature matching their mean is right, not each of them, which helps the classifier (Dai et al.).':
    '바탕이 두 반달에 달라붙습니다. 생성된 점은 반달 위보다 그 둘레와 사이에 있습니다. 특징 맞춤에서는 점 하나하나가 아니라 평균이 맞고, 그것이 분류기에 도움이 됩니다(Dai 등).',
  'Less than 30 ms a step on two processor cores: two minutes for the default 5,000 steps.':
    '프로세서 코어 둘에서 스텝당 30 ms 미만, 기본값 5,000스텝에 2분입니다.',
  'The losses are the paper’s; the networks are perceptrons, without its weight normalisation and noise.':
    '손실은 논문과 같습니다. 네트워크는 퍼셉트론이며 논문의 가중치 정규화와 노이즈가 없습니다.',
};
