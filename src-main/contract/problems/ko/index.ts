import type { RunState } from '../../run';
import type { SamePhrases } from '../phrases';
import { countText, fourDigits } from '../../numbers';
import { en } from '../en';

const runStates: Readonly<Record<RunState, string>> = {
  queued: '대기 중',
  running: '학습 중',
  paused: '일시 정지',
  completed: '완료',
  stopped: '중지됨',
  failed: '실패',
  diverged: '발산',
  interrupted: '중단됨',
};

const stopReasons: SamePhrases<typeof en.stopReasons> = {
  'beyond-bound': ({ label, step, value, bound }) =>
    `스텝 ${countText(step)}에서 ${label} 값이 ${fourDigits(value)}(으)로 한계 ${fourDigits(bound)}보다 ${value > bound ? '높았습니다' : '낮았습니다'}.`,
  'no-improvement': ({ label, step, value, steps }) =>
    `${label} 값이 스텝 ${countText(step)}의 ${fourDigits(value)}보다 ${countText(steps)}스텝 동안 나아지지 않았습니다.`,
  resumed: '스윕이 일찍 중지한 뒤 재개되었습니다.',
};

const evidence: SamePhrases<typeof en.evidence> = {
  'left-modes': ({ share, modes, earlier }) =>
    `모드 ${countText(modes)}개 중 하나에 있는 샘플의 비율이 ${fourDigits(share)}입니다${earlier === null ? '' : `(이전 ${fourDigits(earlier)})`}.`,
  'few-covered': ({ of, covered, count, earlier }) =>
    `샘플이 ${of === 'classes' ? '클래스' : '모드'} ${countText(count)}개 중 ${countText(covered)}개를 담습니다${earlier === null ? '' : `(이전 ${countText(earlier)}개)`}.`,
  'coverage-fallen': ({ value, earlier }) =>
    `절단 커버리지가 ${fourDigits(value)}(으)로 떨어졌습니다. 이전에는 ${fourDigits(earlier)} 이상이었습니다.`,
  posterior: ({ divergence, active }) =>
    `KL 발산이 ${fourDigits(divergence)} nat이고 활성 잠재 변수는 ${countText(active)}개입니다.`,
  copies: ({ share, floor }) =>
    `샘플의 ${fourDigits(share)}이(가) 어떤 학습 항목에, 그 항목이 다른 학습 항목에 가까운 것보다 더 가깝습니다. 학습에 쓰지 않은 항목에서는 ${fourDigits(floor)}입니다.`,
  separated: ({ share, steps }) =>
    `판별자가 ${countText(steps)}스텝에 걸쳐 실제 항목과 생성된 항목의 ${fourDigits(share)}을(를) 구별합니다.`,
  'gradients-grown': ({ from, to }) =>
    `평균 기울기 노름이 ${fourDigits(from)}에서 ${fourDigits(to)}(으)로 커졌습니다.`,
};

const names: SamePhrases<typeof en.names> = {
  'imported-images': '가져온 이미지',
  'imported-points': '가져온 점',
  'imported-from': ({ files }) => `${files.join(', ')}에서 가져왔습니다.`,
  continued: ({ run, step }) => `${run}, 스텝 ${countText(step)}부터`,
};

/** Korean: what is said about runs that go well. Problems are still worded in English. */
export const ko = {
  ...en,
  runStates,
  endedEarly: '일찍 끝남',
  stopReasons,
  evidence,
  names,
  lost: ({ steps, checkpoints, figures }: Parameters<typeof en.lost>[0]) =>
    `지표 ${countText(steps)}스텝, 체크포인트 ${countText(checkpoints)}개, 그림 ${countText(figures)}개`,
};
