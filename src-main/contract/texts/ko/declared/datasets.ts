/** Datasets that are made here or can be downloaded. */
export const DATASETS: Readonly<Record<string, string>> = {
  'Real handwritten digits: 10,000 of the 60,000 that MNIST trains on, 28×28 grey, each class alike in both splits. Y. LeCun, C. Cortes, C. Burges; CC BY-SA 3.0.':
    '실제 손글씨 숫자: MNIST의 학습용 60,000개 중 10,000개, 28×28 회색조, 두 분할에 클래스가 고르게 들어 있습니다. Y. LeCun, C. Cortes, C. Burges; CC BY-SA 3.0.',
  'Synthetic digits': '합성 숫자',
  'Handwritten-looking digits drawn by the workbench in the manner of MNIST: 28×28 grey, ten classes. The same images on every machine.':
    '워크벤치가 MNIST를 본떠 그린 손글씨 모양의 숫자: 28×28 회색조, 클래스 열 개. 어느 컴퓨터에서나 같은 이미지입니다.',
  'Ring of 8': '고리 8',
  'Eight narrow Gaussians on a circle of radius 1: which of them a generator leaves out can be counted.':
    '반지름 1인 원 위에 놓인 좁은 가우스 여덟 개: 생성자가 어느 것을 빠뜨리는지 셀 수 있습니다.',
  'Grid of 25': '격자 25',
  'Twenty-five narrow Gaussians on a grid from −4 to 4: harder to cover than the ring.':
    '−4에서 4까지의 격자에 놓인 좁은 가우스 스물다섯 개: 고리보다 모두 담기 어렵습니다.',
  'Two moons': '두 반달',
  'Two half circles that reach into one another, with a little noise.':
    '서로 맞물린 반원 둘에 약간의 노이즈를 더했습니다.',
  'Swiss roll': '스위스 롤',
  'A spiral without classes: one thin line that is wound up.':
    '클래스가 없는 나선: 가는 선 하나가 감겨 있습니다.',
  'Handwritten digits: the dataset that most generative models were first tried on.':
    '손글씨 숫자: 생성 모델 대부분이 처음 시험된 데이터셋입니다.',
  'Pictures of clothes, in the format of MNIST and harder.': 'MNIST 형식의 의류 이미지로, 더 어렵습니다.',
  'Ten cursive Japanese characters from classical literature, in the format of MNIST.':
    'MNIST 형식으로 된, 일본 고전 문학의 흘려 쓴 글자 열 가지입니다.',
  'EMNIST letters': 'EMNIST 알파벳',
  'Handwritten letters, capital and small as one class. Their archive holds the other parts of EMNIST, too.':
    '손글씨 알파벳으로, 대문자와 소문자가 한 클래스입니다. 압축 파일에는 EMNIST의 다른 부분도 들어 있습니다.',
  'none stated; made from NIST Special Database 19': '명시되지 않음. NIST Special Database 19로 만듦',
  'Small colour photographs of animals and vehicles.': '동물과 탈것의 작은 컬러 사진입니다.',
  'none stated; its authors ask to be cited': '명시되지 않음. 저자들이 인용을 요청함',
};
