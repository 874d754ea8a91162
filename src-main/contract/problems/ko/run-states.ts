import type { RunState } from '../../run';

export const RUN_STATES: Readonly<Record<RunState, string>> = {
  queued: '대기 중',
  running: '학습 중',
  paused: '일시 정지',
  completed: '완료',
  stopped: '중지됨',
  failed: '실패',
  diverged: '발산',
  interrupted: '중단됨',
};
