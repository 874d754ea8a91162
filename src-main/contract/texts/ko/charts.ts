import { countText } from '../../numbers';
import type { Texts } from '../texts';

export const charts: Texts['charts'] = {
  axes: {
    step: { label: '스텝', title: '스텝', unit: '스텝' },
    epoch: { label: '에포크', title: '에포크', unit: '에포크' },
    time: { label: '학습 시간', title: '학습 시간(초)', unit: '초' },
    examples: { label: '학습한 예제 수', title: '학습한 예제 수', unit: '예제' },
    progress: { label: '진행 비율', title: '진행 비율(%)', unit: '퍼센트' },
  },
  axisNames: { step: '스텝', epoch: '에포크', time: '시간', examples: '예제', progress: '진행 비율' },
  smoothing: '평활화',
  logScale: '로그 눈금',
  outliersHint: '값의 가운데 96 %에 y축을 맞춥니다',
  ignoreOutliers: '이상값 무시',
  xAxis: 'x축',
  otherDataset: '다른 데이터셋',
  linesLabel: '선',
  exactly: (value) => `정확한 값 ${String(value)}.`,
  saveSvg: 'SVG로 저장',
  saveCsv: '값을 CSV로 저장',
  saveChart: (title) => `${title} 저장`,
  showAll: '모두 보기',
  marksIn: (title) => `${title}의 표시`,
  stillLoading: (name, step, all) =>
    `불러오는 중${name}: 곡선은 ${all}스텝 중 ${step}까지이며 마지막 값도 그 스텝의 값입니다.`,
  readHint: '최신, 화살표 키로 값 읽기',
  wholeAxis: '전체 축',
  noValues: '아직 값이 없습니다.',
  positionIn: (title) => `${title}에서의 위치`,
  omitted: (count) => `0 이하인 값 ${countText(count)}개가`,
  atLeast: `적어도 `,
  notShown: (values, of) => `${values} 로그 눈금에 표시되지 않습니다${of}.`,
  ofMeans: '실행이 길어 띠는 이어진 스텝들의 평균으로 그립니다.',
  layerHelp: '다음 스텝에서 클리핑하기 전에 잰, 층의 가중치에 대한 기울기의 노름입니다.',
  layerGroup: (network) => `${network} 층별 기울기`,
};
