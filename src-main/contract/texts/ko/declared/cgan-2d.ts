export const CGAN_2D: Readonly<Record<string, string>> = {
  'Conditional GAN (2-D)': '조건부 GAN(2-D)',
  'A GAN of points that is given the class: each mode can be asked for, so that none is left out.':
    '클래스를 받는 점의 GAN입니다. 모드를 하나하나 요구할 수 있어 빠지는 것이 없습니다.',
  'A GAN of points in the plane whose input includes the class. On the ring and the grid a class is a mode: as each is asked for by name, none can be left out, which is what the vanilla GAN is prone to.':
    '입력에 클래스가 들어가는 평면 위 점의 GAN입니다. 고리와 격자에서는 클래스가 곧 모드입니다. 하나하나 이름으로 요구하므로 바닐라 GAN이 흔히 하듯 빠뜨릴 수 없습니다.',
  'Soon a draw: within some 1,500 steps the discriminator’s loss is 1.386, the generator’s 0.693 and the accuracy 0.5, because each class alone is easy to imitate.':
    '곧 비깁니다. 클래스 하나하나는 흉내 내기 쉬우므로 1,500스텝쯤 안에 판별자 손실은 1.386, 생성자 손실은 0.693, 정확도는 0.5가 됩니다.',
  'On the ring of eight, every class sits at its own mode by step 1,000, a little beside it at first; by 5,000 all points lie within three standard deviations of their modes. The field shows the best that any class makes of a place, and goes flat.':
    '고리 8에서 스텝 1,000에는 모든 클래스가 자기 모드에 있고 처음에는 조금 비켜나 있습니다. 5,000에는 모든 점이 자기 모드의 표준편차 세 배 안에 있습니다. 바탕은 각 위치를 어느 클래스로든 가장 좋게 본 값이며, 점점 평평해집니다.',
  'Less than 25 ms a step on two processor cores: four minutes at most for the default 10,000 steps.':
    '프로세서 코어 둘에서 스텝당 25 ms 미만, 기본값 10,000스텝에 길어야 4분입니다.',
  'The class, one-hot, stands beside z and beside the point. The paper first gives each a hidden layer of its own and joins those; here both enter one stack. D has Leaky ReLU, where the paper has maxout.':
    '원-핫 클래스를 z 옆과 점 옆에 둡니다. 논문은 먼저 각각에 은닉층을 하나씩 두고 합치지만, 여기에서는 둘이 한 층 묶음으로 들어갑니다. 논문은 D에 맥스아웃을, 여기에서는 Leaky ReLU를 씁니다.',
  'z is normal, where the paper’s is uniform, and data have unit standard deviation within the networks.':
    '논문의 z는 균등 분포이지만 여기에서는 정규 분포이고, 네트워크 안에서 데이터의 표준편차는 1입니다.',
  'Generated points take the labels of the batch’s real ones, so that classes are as frequent as in the data.':
    '생성된 점에는 배치의 실제 점과 같은 레이블을 주므로 클래스의 빈도가 데이터와 같습니다.',
};
