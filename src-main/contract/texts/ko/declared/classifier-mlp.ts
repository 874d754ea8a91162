export const CLASSIFIER_MLP: Readonly<Record<string, string>> = {
  'Classifier (MLP)': '분류기(MLP)',
  'Separates the classes and generates nothing: the discriminative counterpart, by which samples are scored.':
    '클래스를 구별하고 아무것도 생성하지 않습니다. 생성 모델의 상대편이며 샘플을 채점합니다.',
  'Widths of the hidden layers.': '은닉층의 너비입니다.',
  'Step size of RMSprop.': 'RMSprop의 스텝 크기입니다.',
  'Keras MLP classifier': 'Keras MLP 분류기',
  'Two epochs in batches of 64, a fifth held out.': '배치 64로 2에포크, 5분의 1을 검증용으로 남깁니다.',
  '−log p of the right class, on average.': '올바른 클래스의 −log p 평균입니다.',
  'Share of images that are classified correctly.': '올바로 분류한 이미지의 비율입니다.',
  'Two hidden layers and a softmax over the classes: the discriminative side. It learns p(y | x), what an image shows, and nothing of how images come about, so it can recognise a digit but not draw one. A part of the training images is held out for validation; the test split is used once, at the end.':
    '은닉층 둘과 클래스에 대한 소프트맥스로 된 분류 모델입니다. 이미지가 무엇을 나타내는지, 곧 p(y | x)를 배우고 이미지가 어떻게 생기는지는 배우지 않으므로 숫자를 알아볼 수는 있어도 그릴 수는 없습니다. 학습 이미지의 일부를 검증용으로 남기고, 테스트 분할은 끝에 한 번 씁니다.',
  Classes: '클래스',
  'Loss: cross-entropy': '손실: 교차 엔트로피',
  'an image, and its label': '이미지와 레이블',
  'the logits, one for each class': '클래스마다 하나인 로짓',
  'The loss falls from 2.3, which is guessing among ten classes, to 0.3 within 150 steps. Validation accuracy is near 0.96 after one epoch and 0.97 after two; on MNIST, 0.94 and 0.96.':
    '손실이 150스텝 안에, 클래스 열 개에서 찍는 것과 같은 2.3에서 0.3으로 줄어듭니다. 검증 정확도는 1에포크 뒤 0.96, 2에포크 뒤 0.97 부근이고 MNIST에서는 0.94와 0.96입니다.',
  'None: it generates nothing. Its metrics are the result.':
    '없음: 아무것도 생성하지 않습니다. 지표가 결과입니다.',
  'Less than a millisecond a step on two processor cores: a few seconds for the default five epochs.':
    '프로세서 코어 둘에서 스텝당 1 ms 미만, 기본값 5에포크에 몇 초입니다.',
  'validation: n = 5,000 of the 12,000 held out': '검증: 남긴 12,000개 중 n = 5,000',
  'Training loss goes on falling while validation loss rises.':
    '학습 손실은 계속 줄어드는데 검증 손실이 올라갑니다.',
  'Overfitting: the training images are learnt by heart.': '과적합: 학습 이미지를 외웁니다.',
  'Stop earlier, take fewer hidden units, or hold less out.':
    '더 일찍 멈추거나, 은닉 유닛을 줄이거나, 검증용으로 덜 남기세요.',
  'Accuracy stays at chance.': '정확도가 찍는 수준에 머뭅니다.',
  'The step size is too large, or the labels do not belong to the images.':
    '스텝이 너무 크거나, 레이블이 이미지와 맞지 않습니다.',
  'Lower the learning rate; look at the labelled sheet on the dataset’s page.':
    '학습률을 낮추고, 데이터셋 화면에서 레이블이 붙은 시트를 보세요.',
  'None: the settings are those of the Keras example, which trains two epochs and reports a test accuracy near 0.96 on MNIST.':
    '없음: 설정은 Keras 예제와 같습니다. 그 예제는 2에포크를 학습해 MNIST에서 테스트 정확도 0.96 부근을 보고합니다.',
};
