import { countText } from '../../numbers';
import type { evaluationProblems as english } from '../en/evaluation';
import type { SameProblems } from './same';

/** What a metric is computed from. */
const ITEMS = {
  items: '항목',
  real: '실제 항목',
  generated: '생성된 항목',
  training: '학습 항목',
  'real-images': '실제 이미지',
  'generated-images': '생성된 이미지',
  'log-weights': '로그 가중치가 있는 항목',
  'posterior-means': '사후 분포 평균',
  'posterior-log-variances': '사후 분포 로그 분산',
} as const;

const imageText = ({ width, height, channels }: Record<'width' | 'height' | 'channels', number>): string =>
  `${String(width)} × ${String(height)} × ${String(channels)}`;

export const evaluationProblems: SameProblems<typeof english> = {
  'evaluation.shape': ({ items, values, rows, columns }) => ({
    message: `${ITEMS[items]}의 값이 ${countText(values)}개로, ${countText(rows)}행 ${countText(columns)}열이 아닙니다.`,
    advice: '샘플을 다시 만들고 평가를 반복하세요.',
  }),
  'evaluation.too-few': ({ items, least, count }) => ({
    message: `이 지표에는 ${ITEMS[items]} ${countText(least)}개 이상이 필요한데 ${countText(count)}개뿐입니다.`,
    advice: '더 많은 샘플로 평가하세요.',
  }),
  'evaluation.not-finite': ({ items }) => ({
    message: `${ITEMS[items]}에 유한하지 않은 값이 있어 측정할 수 없습니다.`,
    advice: '실행이 발산했을 가능성이 큽니다. 이전 체크포인트를 평가하세요.',
  }),
  'evaluation.features-differ': ({ real, generated }) => ({
    message: `실제 항목에는 값이 ${countText(real)}개씩, 생성된 항목에는 ${countText(generated)}개씩 있습니다.`,
    advice: '둘을 같은 인코더로 평가하세요.',
  }),
  'evaluation.classes-differ': ({ classifier, data }) => ({
    message: `분류기의 클래스는 ${String(classifier)}개이고 데이터의 클래스는 ${String(data)}개입니다.`,
    advice: '이 데이터셋의 분류기로 평가하세요.',
  }),
  'evaluation.posteriors-differ': ({ means, logVariances }) => ({
    message: `사후 분포 평균은 ${String(means.rows)} × ${String(means.columns)}, 로그 분산은 ${String(logVariances.rows)} × ${String(logVariances.columns)}입니다.`,
    advice: '항목을 다시 인코딩하고 평가를 반복하세요.',
  }),
  'evaluation.sizes-differ': ({ real, generated }) => ({
    message: `실제 이미지는 ${imageText(real)}, 생성된 이미지는 ${imageText(generated)}입니다.`,
    advice: '실행을 학습한 데이터셋과 비교해 평가하세요.',
  }),
  'evaluation.too-small': ({ leastSide }) => ({
    message: `이 지표에는 ${String(leastSide)} × ${String(leastSide)} 픽셀 이상의 이미지가 필요합니다.`,
    advice: '특징으로 재는 지표를 쓰세요.',
  }),
};
