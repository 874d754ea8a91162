import type { Words } from '../words';
import type { interruptionProblems as english } from '../en/interruptions';
import type { SameProblems } from './same';

const NEEDS_LESS = '배치 크기나 네트워크의 크기를 줄이거나 다른 프로그램을 닫으세요.';

function whatIsKept({ checkpointStep }: { checkpointStep: number | null }): string {
  const next =
    checkpointStep === null
      ? '아직 체크포인트가 없어 재개하면 처음부터 다시 시작합니다.'
      : `실행을 재개하면 스텝 ${String(checkpointStep)} 체크포인트에서 이어 갑니다.`;
  return `기록한 것은 모두 남아 있습니다. ${next}`;
}

const jobLost =
  (job: string, smaller: string) =>
  ({ outOfMemory }: { outOfMemory: boolean }): Words => ({
    message: `${job} 프로세스가 ${outOfMemory ? '메모리 부족으로' : '예기치 않게'} 종료되었습니다.`,
    advice: outOfMemory
      ? `${smaller} 다른 프로그램을 닫으세요.`
      : '다시 시도하세요. 자세한 내용은 로그에 있습니다.',
  });

export const interruptionProblems: SameProblems<typeof english> = {
  'run.out-of-memory': (run) => ({
    message: `학습 프로세스가 스텝 ${String(run.step)}에서 메모리 부족으로 종료되었습니다.`,
    advice: `${NEEDS_LESS} ${whatIsKept(run)}`,
  }),
  'run.interrupted': ({ why, ...run }) => {
    switch (why) {
      case 'killed':
        return {
          message: `학습 프로세스가 스텝 ${String(run.step)}에서 강제로 종료되었습니다. 누가 일부러 한 것이 아니라면 메모리가 부족해 시스템이 메모리를 가장 많이 쓰는 프로세스를 끝낸 것입니다.`,
          advice: `${whatIsKept(run)} 메모리가 부족하면 ${NEEDS_LESS}`,
        };
      case 'workbench-ended':
        return {
          message: `실행이 학습하는 중에 워크벤치가 스텝 ${String(run.step)}에서 종료되었습니다.`,
          advice: whatIsKept(run),
        };
      default:
        return {
          message: `학습 프로세스가 스텝 ${String(run.step)}에서 예기치 않게 종료되었습니다${why.signal === null ? '' : `(${why.signal})`}. 그 전의 출력은 로그에 있습니다.`,
          advice: whatIsKept(run),
        };
    }
  },
  'run.unexplained': ({ state }) => {
    if (state === 'diverged')
      return {
        message: '실행이 발산했습니다. 지표가 더 이상 유한한 수가 아닙니다.',
        advice: '학습률을 낮추거나 시드를 바꾸세요.',
      };
    return state === 'interrupted'
      ? {
          message: '실행이 중단되었습니다. 실행보다 먼저 워크벤치나 학습 프로세스가 종료되었습니다.',
          advice: '',
        }
      : { message: '실행이 실패했습니다.', advice: '아래 로그에서 무슨 일이 있었는지 볼 수 있습니다.' };
  },
  'run.unresponsive': (run) => ({
    message: `학습 프로세스가 중지 요청에 응답하지 않아 스텝 ${String(run.step)}에서 강제로 종료했습니다.`,
    advice: whatIsKept(run),
  }),
  'run.draw-interrupted': jobLost('샘플을 뽑던', '한 번에 더 적게 뽑거나'),
  'run.evaluation-interrupted': jobLost('실행을 평가하던', '더 적은 샘플로 평가하거나'),
  'dataset.interrupted': () => ({
    message:
      '데이터셋을 읽거나 쓰던 프로세스가 예기치 않게 종료되었습니다. 오류가 났거나, 메모리가 부족했거나, 강제로 종료되었습니다.',
    advice: '다시 시도하세요. 남은 것은 없습니다.',
  }),
};
