export const CGAN: Readonly<Record<string, string>> = {
  'Conditional GAN': '조건부 GAN',
  'A GAN that is given the class: both networks see it, so each class can be asked for.':
    '클래스를 받는 GAN입니다. 두 네트워크가 클래스를 보므로 원하는 클래스를 생성할 수 있습니다.',
  'A GAN whose input includes the class. Generator and discriminator both see the class, so that a generated image has to look real and to fit its label, and any class can be asked for afterwards. The networks are those of the DCGAN; the sheet of samples has one class a row.':
    '입력에 클래스가 들어가는 GAN입니다. 생성자와 판별자가 모두 클래스를 보므로, 생성된 이미지는 진짜 같아 보이면서 레이블에도 맞아야 하고, 학습한 뒤에는 어떤 클래스든 고를 수 있습니다. 네트워크는 DCGAN과 같고, 샘플 시트는 행마다 클래스 하나입니다.',
  'As a DCGAN’s, but the discriminator keeps its lead longer: at step 1,000 its loss is near 0.8 and the generator’s near 1.5, at step 2,000 near 0.9 and 1.3.':
    'DCGAN과 같지만 판별자가 더 오래 앞섭니다. 스텝 1,000에는 판별자 손실 0.8, 생성자 손실 1.5 부근이고, 2,000에는 0.9와 1.3 부근입니다.',
  'Digits of no particular class in every row until about step 1,000; then the rows fall into place, and by 1,600 each shows its own class. Threes and fives are mixed up for longest.':
    '스텝 1,000쯤까지는 모든 행에 특정 클래스가 아닌 숫자가 나옵니다. 그 뒤 행이 자리를 잡아 1,600에는 저마다 자기 클래스를 보여 줍니다. 3과 5가 가장 오래 섞입니다.',
  'About 0.15 s a step on two processor cores: some 25 minutes for the default 10,000 steps. On MNIST, the fraction of samples of the class asked for is 0.65 after 1,000 steps, 0.90 after 4,000, 0.93 after 6,000 and 0.96 after 10,000, by a classifier with an accuracy of 0.97.':
    '프로세서 코어 둘에서 스텝당 약 0.15 s, 기본값 10,000스텝에 약 25분입니다. MNIST에서 요구한 클래스인 샘플의 비율은 정확도 0.97인 분류기로 재어 1,000스텝에 0.65, 4,000에 0.90, 6,000에 0.93, 10,000에 0.96입니다.',
  'The paper puts the class, one-hot, beside z and x in perceptrons. As in the notes “GAN basics”, G here multiplies z with a learnt vector of the class, and D takes a learnt image of the class as one more channel.':
    '논문은 퍼셉트론에서 원-핫 클래스를 z와 x 옆에 둡니다. 여기에서는 자료 ‘GAN basics’처럼 G가 z에 클래스의 임베딩을 곱하고, D는 클래스의 임베딩 이미지를 채널 하나로 더 받습니다.',
  'Generated images take the labels of the batch’s real ones, so that classes are as frequent as in the data.':
    '생성된 이미지에는 배치의 실제 이미지와 같은 레이블을 주므로 클래스의 빈도가 데이터와 같습니다.',
  'Latents are normal; in those notes they are uniform from −1 to 1.':
    '잠재 벡터는 정규 분포입니다. 그 자료에서는 −1–1의 균등 분포입니다.',
};
