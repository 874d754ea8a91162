import { countText } from '../../numbers';
import type { Texts } from '../texts';

export const concepts: Texts['concepts'] = {
  distances: {
    totalVariation: '총변동 거리',
    kullbackLeibler: 'KL(생성 ‖ 실제)',
    jensenShannon: '옌센–섀넌 발산',
    earthMover: '어스 무버 거리(바서슈타인-1)',
  },
  shapes: { line: '평행선 둘', normal: '정규 분포 둘', histogram: '히스토그램 둘' },
  list: {
    distances: {
      title: '분포 사이의 거리',
      summary:
        '생성된 데이터를 실제 데이터에서 떼어 놓고, 어떤 거리가 생성자에게 돌아갈 길을 알려 주는지 보세요.',
    },
    critic: {
      title: '비평자를 제한하는 것',
      summary:
        '가중치 클리핑, 기울기 클리핑, 기울기 페널티를 걸어 직선 위에서 비평자를 학습하고 기울기를 보세요.',
    },
  },
  constraints: {
    none: '제약 없음',
    weights: '가중치 클리핑',
    gradients: '기울기 클리핑',
    penalty: '기울기 페널티',
  },
  strengths: { weights: '최대 가중치', gradients: '최대 기울기 노름', penalty: '페널티 가중치 λ' },
  effects: {
    none: '기울기를 제한하는 것이 없습니다. 비평자는 가팔라질수록 점수가 좋아지므로 점수가 거리에 대해 아무것도 말해 주지 않습니다.',
    weights:
      '가중치마다 한계를 두면 기울기도 제한되지만 그 값은 네트워크에 달려 있습니다. 한계가 너무 작으면 비평자가 평평하고 너무 크면 가파르며, 대부분의 가중치가 한계에 붙습니다.',
    gradients:
      '가중치에 대한 기울기의 한계는 한 스텝에 움직이는 거리를 제한할 뿐, 비평자가 얼마나 가팔라지는지는 제한하지 않습니다. 한계가 없을 때처럼 자라되 느릴 뿐입니다.',
    penalty:
      '페널티는 두 분포가 어디에 있든 그 사이의 기울기를 1로 이끕니다. 네트워크마다 한계를 찾지 않아도 점수 차이가 어스 무버 거리에 가까워집니다.',
  },
  notTrained: '아직 학습하지 않아 점수가 모두 0에 가깝습니다.',
  afterSteps: (steps, estimate, distance, slope) =>
    `${countText(steps)}스텝 뒤 평균 점수 차이는 ${estimate}(어스 무버 거리 ${distance}), 가장 가파른 기울기는 ${slope}입니다.`,
  scoreTitle: '점수 f(x) − 평균',
  steepnessTitle: '기울기 크기 |f′(x)|',
  bestOfSlope: '기울기 1일 때 최선',
  fromTo: (title, low, high) => `${title}: ${low}–${high}`,
  realPoints: '실제 점',
  generatedPoints: '생성된 점',
  gradientOf: (value) => `기울기 ${value}`,
  againstShift: (title, value, shift) => `이동에 따른 ${title}: ${shift}에서 ${value}`,
  infinite: '무한대',
  stage: (shift) => `실제 데이터는 0, 생성된 데이터는 ${shift} 중심`,
  transport: (parts) => `수송 계획: 생성된 질량의 1/${String(parts)}씩이 어디로 가는지`,
  saysGenerated: 'D: 생성',
  scoreOf: (value) => `점수 ${value}`,
  pointsAcross: (count, all, low, high) =>
    `데이터 점 ${all}개 위에 생성된 점 ${count}개, 가로 ${low}–${high}.`,
  criticIntro:
    '바서슈타인 GAN의 비평자는 실제 데이터와 생성된 데이터의 평균 점수 차이가 최대가 되도록 점수를 매깁니다. 이 차이는 기울기가 어디서나 1 이하일 때(1-립시츠)에만 어스 무버 거리와 같습니다. 제약마다 직선 위에서 비평자를 학습해 기울기가 어떻게 되는지 보세요.',
  constraint: '제약',
  training: '학습',
  train: '학습',
  pauseFirst: '먼저 일시 정지하세요.',
  startOver: '처음부터',
  dataAround: '생성된 데이터의 중심',
  criticSource:
    'tanh 유닛 32개의 은닉층 하나를 실제 점 64개와 생성된 점 64개에 대해 모멘텀 0.9의 경사 하강법으로 학습합니다. 가중치 클리핑은 Arjovsky, Chintala, Bottou 2017, 페널티는 Gulrajani 외 2017의 방법입니다. 둘 다 WGAN의 옵션이고, 기울기 클리핑은 모든 모델의 옵션입니다.',
  distancesIntro:
    '생성자는 샘플과 데이터 사이의 거리를 줄이면서 배웁니다. 초기 GAN의 손실에서는 옌센–섀넌 발산이고, 바서슈타인 GAN에서는 어스 무버 거리, 곧 한 분포의 질량을 다른 분포의 자리로 옮기는 최소한의 일입니다. 생성된 분포나 곡선을 드래그하며 기울기를 보세요.',
  distributions: '분포',
  shiftOf: '생성된 데이터의 이동',
  deviationOf: (which) => `표준편차, ${which}`,
  distancesSource:
    '발산의 단위는 nat, 거리의 단위는 직선의 단위입니다. 선은 Arjovsky, Chintala, Bottou 2017(Wasserstein GAN)의 예제 1입니다.',
  same: '생성된 분포가 실제 분포와 같아 모든 거리가 0입니다.',
  disjoint: (way) =>
    `두 분포가 만나지 않습니다. 그동안 총변동은 1, 옌센–섀넌은 log 2, KL은 무한대입니다. 기울기가 0이거나 없어 이를 따르는 생성자는 어디로 갈지 배우지 못합니다. ${way}`,
  hardly: (tv, tvGradient, js, jsGradient, way) =>
    `두 분포가 거의 만나지 않습니다. 총변동은 ${tv}(기울기 ${tvGradient}), 옌센–섀넌은 ${js}(기울기 ${jsGradient})로 생성자가 따라갈 것이 거의 없습니다. ${way}`,
  inPart: (tv, js, way) =>
    `두 분포가 일부 겹칩니다. 실제 데이터가 없는 곳에도 생성되므로 KL은 무한대이고, 총변동은 ${tv}, 옌센–섀넌은 ${js}입니다. ${way}`,
  overlap: (tv, kl, js, mover) =>
    `두 분포가 겹쳐 어떤 거리도 극한에 있지 않습니다: 총변동 ${tv}, KL ${kl}, 옌센–섀넌 ${js}, 어스 무버 ${mover}.`,
  moverIs: (distance) => `어스 무버 거리는 ${distance}`,
  bothWays: (begin) => `${begin}이고, 양쪽으로 옮길 질량이 같습니다.`,
  goLeft: (begin, gradient) => `${begin}이고, 기울기 ${gradient}에 따라 왼쪽으로 가야 합니다.`,
  goRight: (begin, gradient) => `${begin}이고, 기울기 ${gradient}에 따라 오른쪽으로 가야 합니다.`,
};
