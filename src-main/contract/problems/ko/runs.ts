import type { RunState } from '../../run';
import { countText } from '../../numbers';
import type { runProblems as english } from '../en/runs';
import { fieldSentences } from './fields';
import { RUN_STATES } from './run-states';
import type { SameProblems } from './same';

const TO = { draw: '샘플을 뽑을 ', evaluate: '평가할 ', export: '내보낼 ' } as const;

const stateOf = (state: RunState): string => `지금 상태: ${RUN_STATES[state]}.`;

export const runProblems: SameProblems<typeof english> = {
  'run.unknown': ({ id }) => ({
    message: `실행 ${String(id)}번이 없습니다.`,
    advice: '실행 목록에서 확인하세요.',
  }),
  'run.unknown-column': ({ name, known }) => ({
    message: `실행 목록에 ‘${name}’ 열이 없습니다.`,
    advice: `사용할 수 있는 열: ${known.join(', ')}. loss@1000처럼 어느 단계의 지표도 볼 수 있습니다.`,
  }),
  'run.removed': ({ name }) => ({
    message: `${name} 실행은 제거되었습니다.`,
    advice: '먼저 복원하세요.',
  }),
  'run.invalid': ({ reasons }) => ({
    message: fieldSentences(reasons),
    advice: '고친 뒤 실행을 다시 시작하세요.',
  }),
  'run.invalid.hyperparameters': ({ reasons }) => ({
    message: fieldSentences(reasons),
    advice: '하이퍼파라미터를 고친 뒤 실행을 다시 시작하세요.',
  }),
  'run.active': ({ name, state, to }) =>
    to === 'remove'
      ? { message: `${name} 실행이 아직 학습 중입니다.`, advice: '먼저 중지한 뒤 제거하세요.' }
      : {
          message: `${name} 실행은 이전 체크포인트로 되돌아갈 수 없습니다. ${stateOf(state)}`,
          advice: '먼저 중지하거나, 체크포인트에서 새 실행으로 이어 가세요.',
        },
  'run.too-many-tags': ({ name, most }) => ({
    message: `${name} 실행의 태그가 ${String(most)}개를 넘게 됩니다.`,
    advice: '먼저 태그 몇 개를 제거하세요.',
  }),
  'run.not-training': ({ name, state }) => ({
    message: `${name} 실행을 일시 정지할 수 없습니다. ${stateOf(state)}`,
    advice:
      state === 'queued' ? '대기열에서 빼려면 중지하세요.' : '학습 중인 실행만 일시 정지할 수 있습니다.',
  }),
  'run.unchangeable': ({ reasons }) => ({
    message: fieldSentences(reasons),
    advice: '고치거나, 다른 설정으로 새 실행을 시작하세요.',
  }),
  'run.cannot-change': ({ name, state }) => ({
    message: `${name} 실행의 하이퍼파라미터를 바꿀 수 없습니다. ${stateOf(state)}`,
    advice: '먼저 재개하거나, 다른 설정으로 새 실행을 시작하세요.',
  }),
  'run.cannot-record': ({ name, state }) => ({
    message: `${name} 실행은 지금 기록하지 않습니다. ${stateOf(state)}`,
    advice: '학습 중이거나 일시 정지한 실행만 샘플과 체크포인트를 기록합니다.',
  }),
  'run.not-paused': ({ name, state }) => ({
    message: `${name} 실행은 일시 정지한 동안에만 한 스텝씩 진행합니다. ${stateOf(state)}`,
    advice: '먼저 일시 정지하세요.',
  }),
  'run.one-network': ({ model }) => ({
    message: `${model} 모델에는 따로 갱신할 수 있는 네트워크 둘이 없습니다.`,
    advice: '전체 스텝을 진행하세요.',
  }),
  'run.too-many-changes': ({ name, most }) => ({
    message: `${name} 실행은 기록할 수 있는 최대인 ${countText(most)}개 스텝에서 설정을 바꾸었습니다.`,
    advice: '지금 원하는 설정으로 새 실행을 시작하세요.',
  }),
  'run.not-queued': ({ name, state }) => ({
    message: `${name} 실행은 대기열에 없습니다. ${stateOf(state)}`,
    advice: '학습을 기다리는 실행만 옮길 수 있습니다.',
  }),
  'queue.empty': ({ name }) => ({
    message: `${name} 실행의 장치를 기다리는 다른 실행이 없어 곧바로 다시 학습하게 됩니다.`,
    advice: '일시 정지하거나, 먼저 다른 실행을 시작하세요.',
  }),
  'run.not-resumable': ({ name, state }) => ({
    message: `${name} 실행을 재개할 수 없습니다. ${stateOf(state)}`,
    advice:
      state === 'diverged'
        ? '학습률을 낮추거나 시드를 바꾸어 새 실행을 시작하세요.'
        : '새 실행을 시작하세요. 더 오래 학습하려면 학습량을 늘리세요.',
  }),
  'run.imported': ({ name }) => ({
    message: `${name} 실행은 다른 프로그램의 로그에서 가져왔습니다. 모델과 가중치가 여기에 없어 학습하거나 샘플을 뽑을 수 없습니다.`,
    advice: '다른 실행과 비교하거나 기록된 내용을 내보내세요.',
  }),
  'run.nothing-left': ({ name, step }) => ({
    message: `스텝 ${countText(step)} 체크포인트는 ${name} 실행의 끝입니다. 학습할 것이 남지 않았습니다.`,
    advice: '이전 체크포인트를 고르거나, 학습량을 늘려 새 실행을 시작하세요.',
  }),
  'run.dataset-changed': ({ dataset }) => ({
    message: `${dataset} 데이터셋의 지문이 실행을 학습할 때와 다릅니다.`,
    advice: '같은 설정으로 새 실행을 시작하세요.',
  }),
  'run.no-checkpoint': ({ name, to }) => ({
    message: `${name} 실행에 아직 ${TO[to]}체크포인트가 없습니다.`,
    advice: '첫 체크포인트를 기다리거나, 일시 정지해서 체크포인트를 쓰게 하세요.',
  }),
  'run.draw-busy': ({ waiting }) => ({
    message: `이미 샘플을 뽑는 중이고 ${String(waiting)}개가 더 기다리고 있습니다.`,
    advice: '일부가 끝날 때까지 기다린 뒤 다시 시도하세요.',
  }),
  'run.draw-cancelled': () => ({ message: '샘플 뽑기를 취소했습니다.', advice: '다시 뽑으세요.' }),
  'run.evaluation-busy': ({ waiting }) => ({
    message: `실행을 평가하는 중이고 ${String(waiting)}개가 더 기다리고 있습니다.`,
    advice: '일부가 끝날 때까지 기다린 뒤 다시 시도하세요.',
  }),
  'run.no-sheet': ({ run }) => ({
    message: `실행 #${String(run)}에 그런 샘플 시트가 없습니다.`,
    advice: '그동안 이전 체크포인트로 되돌아갔을 수 있습니다. 실행을 다시 여세요.',
  }),
  'run.evaluation-cancelled': () => ({ message: '평가를 취소했습니다.', advice: '다시 평가하세요.' }),
  'checkpoint.unknown': ({ name, step }) => ({
    message: `${name} 실행에 스텝 ${countText(step)} 체크포인트가 없습니다.`,
    advice: '체크포인트 목록에서 확인하세요.',
  }),
  'checkpoint.needed': ({ name, state, step }) => ({
    message: `스텝 ${countText(step)} 체크포인트는 ${name} 실행의 최신 것이라, 중단되면 여기에서 이어 갑니다. ${stateOf(state)}`,
    advice: '먼저 실행을 중지하거나, 이전 체크포인트를 제거하세요.',
  }),
  'checkpoint.removed': ({ step }) => ({
    message: `스텝 ${countText(step)} 체크포인트가 읽는 동안 제거되었습니다.`,
    advice: '다른 체크포인트로 다시 시도하세요.',
  }),
  'metric.unknown': ({ run, name, recorded }) => ({
    message: `${run} 실행에 ‘${name}’ 지표가 없습니다.`,
    advice:
      recorded.length === 0 ? '아직 아무것도 기록하지 않았습니다.' : `기록한 지표: ${recorded.join(', ')}.`,
  }),
  'comparison.unknown': ({ name, names }) => ({
    message: `저장한 비교 ‘${name}’이 없습니다.`,
    advice:
      names.length === 0
        ? '아직 저장한 비교가 없습니다. 창에서 비교를 열어 저장하세요.'
        : `저장한 비교: ${names.join(', ')}.`,
  }),
  'comparison.removed': ({ name }) => ({
    message: `비교 ‘${name}’의 모든 실행이 제거되었습니다.`,
    advice: '휴지통에서 복원하거나 다른 비교를 저장하세요.',
  }),
  'report.too-many-runs': ({ count, most }) => ({
    message: `보고서는 실행을 최대 ${String(most)}개 비교하는데 ${String(count)}개를 골랐습니다.`,
    advice: '실행을 줄이거나 보고서를 여러 개 만드세요.',
  }),
  'report.outdated': ({ runId }) => ({
    message: `보고서를 만드는 동안 실행 ${String(runId)}번이 재개되어 일부 그림을 다시 기록하고 있습니다.`,
    advice: '보고서를 다시 만드세요.',
  }),
};
