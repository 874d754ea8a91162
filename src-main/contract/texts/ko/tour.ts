import type { Texts } from '../texts';

export const tour: Texts['tour'] = {
  models: '두 모델, 같은 숫자',
  modelsText:
    'GAN과 VAE가 손글씨 숫자 9 000장으로 나란히 학습합니다. 코어 두 개로 1–2분 걸립니다. 학습하는 동안 계속 둘러보세요.',
  metrics: '모든 스텝의 지표',
  metricsText:
    '선 하나가 VAE의 지표 하나입니다. 손실과 그 두 부분을 빠짐없이 보여 줍니다. 차트를 드래그하면 확대되고, Tab과 화살표 키로 값을 읽을 수 있습니다.',
  samples: '시간에 따른 샘플',
  samplesText:
    'GAN은 기록된 모든 스텝에서 같은 잠재 벡터를 보여 주므로 칸마다 잠재 벡터가 유지됩니다. 처음에는 노이즈이고 나중에는 숫자가 됩니다. 슬라이더를 움직이거나 ←, → 키를 누르세요.',
  sideBySide: '나란히 보기',
  sideBySideText:
    '슬라이더 하나로 두 모델을 함께 움직입니다. GAN의 샘플은 선명하지만 빠뜨리는 숫자가 있을 수 있고, VAE의 샘플은 흐릿하지만 모든 숫자를 담습니다. 잡음보다 큰 차이가 무엇인지 요약에서 알려 줍니다.',
  plane: '잠재 평면',
  planeText:
    'VAE는 숫자 하나를 두 수로 복원합니다. 이 평면의 모든 위치가 이미지이며 포인터나 화살표 키로 옮기면 디코딩됩니다. 색이 있는 점은 테스트 숫자를 클래스별로 나타냅니다. 실행에 체크포인트가 생기면 열립니다.',
  stepOf: (step, count) => `둘러보기, ${String(count)}단계 중 ${String(step)}단계`,
  leave: '둘러보기 끝내기',
  launchBoth: '둘 다 시작',
};
