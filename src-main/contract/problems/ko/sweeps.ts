import { countText } from '../../numbers';
import type { sweepProblems as english } from '../en/sweeps';
import type { SameProblems } from './same';

type Problems = SameProblems<typeof english>;

/** @param verb what runs cannot be by this metric */
const metricUnknown =
  (verb: string): Problems['sweep.metric-unknown'] =>
  ({ metric, model, choices }) => ({
    message: `‘${metric}’ 지표로는 ${model} 실행을 ${verb} 수 없습니다.`,
    advice: choices.length === 0 ? '모두 끝까지 학습하세요.' : `다음 중에서 고르세요: ${choices.join(', ')}.`,
  });

export const sweepProblems: Problems = {
  'sweep.unknown': ({ id }) => ({
    message: `스윕 ${String(id)}번이 없습니다.`,
    advice: '스윕 목록에서 확인하세요.',
  }),
  'sweep.field-unknown': ({ field, model, names }) => ({
    message: `${model} 모델에 ${field} 하이퍼파라미터가 없습니다.`,
    advice: `있는 것: ${names.join(', ')}.`,
  }),
  'sweep.field-twice': ({ field }) => ({
    message: `스윕에 ${field} 하이퍼파라미터가 두 번 나옵니다.`,
    advice: '값을 한 번에 모두 주세요.',
  }),
  'sweep.range-without-draws': ({ field }) => ({
    message: `${field} 값은 무작위로 뽑는데 격자에는 정해진 값이 필요합니다.`,
    advice: '무작위로 뽑을 설정 수를 정하거나 값을 주세요. 범위를 여러 값으로 나눌 수도 있습니다.',
  }),
  'sweep.too-few': () => ({
    message: '스윕에는 실행이 둘 이상 있어야 합니다.',
    advice: '하이퍼파라미터에 값을 여러 개 주거나 시드를 여러 개 쓰세요.',
  }),
  'sweep.too-many': ({ count, limit }) => ({
    message: `이 스윕은 실행이 ${countText(count)}개가 됩니다. 최대 ${countText(limit)}개입니다.`,
    advice: '값이나 시드를 줄이거나, 설정을 무작위로 뽑으세요.',
  }),
  'sweep.metric-unknown': metricUnknown('비교할'),
  'sweep.stop-metric-unknown': metricUnknown('일찍 중지할'),
  'sweep.stop-unreadable': ({ text }) => ({
    message: `‘${text}’: 지표의 한계가 아닙니다.`,
    advice: '지표, > 또는 <, 수의 순서로 쓰세요. 예: --stop "loss>200"',
  }),
  'sweep.stop-direction': ({ metric, better, bound }) => ({
    message: `지표가 한계보다 나쁠 때 실행을 일찍 중지합니다. ${metric} 지표는 ${better === 'lower' ? '낮을수록' : '높을수록'} 좋습니다.`,
    advice: `이렇게 쓰세요: --stop "${metric}${better === 'lower' ? '>' : '<'}${String(bound)}"`,
  }),
  'sweep.stop-incomplete': () => ({
    message: '실행을 일찍 중지할 수 있는 스텝은 있지만 중지하는 규칙이 없습니다.',
    advice: '한계(예: --stop "loss>200")나 개선 없는 스텝 수(예: --patience 2000)를 덧붙이세요.',
  }),
  'sweep.stopped': ({ name }) => ({
    message: `모든 실행이 끝나기 전에 ${name} 스윕을 중지했습니다.`,
    advice: '그중 하나를 이어 가려면: resume RUN',
  }),
  'sweep.nothing-to-add': ({ isRandom }) => ({
    message: '스윕에 추가할 실행이 없습니다.',
    advice: isRandom
      ? '추가할 시드 수나 무작위 설정 수를 정하세요.'
      : '추가할 시드 수를 정하세요. 다른 값은 새 스윕으로 시작하세요.',
  }),
};
