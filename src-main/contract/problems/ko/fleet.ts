import type { fleetProblems as english } from '../en/fleet';
import type { SameProblems } from './same';

const REASONS = {
  unreadable: '읽을 수 없습니다',
  format: '플릿의 자격 증명 파일이 아니거나 다른 버전의 것입니다',
} as const;

export const fleetProblems: SameProblems<typeof english> = {
  'fleet.none': () => ({
    message: '이 데이터 폴더는 플릿에 참여하지 않아 실행을 이 컴퓨터에서만 학습합니다.',
    advice: {
      window: '참여하려면: latent-workbench fleet join FILE. 파일은 플릿을 만든 사람에게서 받습니다.',
      'command-line': '참여하려면: fleet join FILE. 파일은 플릿을 만든 사람에게서 받습니다.',
    },
  }),
  'fleet.unreachable': ({ server }) => ({
    message: `플릿 서버 ${server}에 연결할 수 없습니다.`,
    advice:
      '서버가 실행 중인지, 이 컴퓨터에서 그 포트에 닿을 수 있는지 확인하세요. 다른 컴퓨터의 실행은 그동안에도 계속됩니다.',
  }),
  'fleet.refused': ({ server }) => ({
    message: `서버 ${server}가 자격 증명을 거부했습니다. 서버가 모르거나 취소된 자격 증명입니다.`,
    advice: '플릿을 만든 사람에게 새 파일을 요청하고, 서버에 새 설정이 있는지 물어보세요.',
  }),
  'fleet.certificate': ({ server, isExpired }) => ({
    message: isExpired
      ? `서버 ${server}의 인증서가 만료되었습니다.`
      : `서버 ${server}의 인증서가 자격 증명에 있는 것과 다릅니다. 다른 서버일 수 있습니다.`,
    advice: '플릿을 만든 사람에게 물어보세요. fleet setup이 새 인증서와 새 파일을 씁니다.',
  }),
  'fleet.credentials': ({ file, why, role, systemCode }) => ({
    message: `${file} 파일: ${
      why === 'role'
        ? role === 'person'
          ? '사람이 아니라 작업자의 자격 증명입니다'
          : '작업자가 아니라 사람의 자격 증명입니다'
        : `${REASONS[why]}${why === 'unreadable' && systemCode !== null ? `(${systemCode})` : ''}`
    }.`,
    advice: `fleet setup이 ${role === 'person' ? 'people' : 'workers'} 폴더에 쓴 파일을 주세요.`,
  }),
  'fleet.messages-lost': ({ step, checkpointStep }) => ({
    message: `스텝 ${String(step)} 이후의 지표가 서버에 더 이상 없습니다. 이 데이터 폴더의 다른 사본이 이미 기록했거나, 워크벤치를 너무 오래 닫아 두었습니다.`,
    advice:
      checkpointStep === null
        ? '실행을 재개하면 처음부터 다시 시작합니다.'
        : `실행을 재개하면 스텝 ${String(checkpointStep)} 체크포인트에서 이어 갑니다.`,
  }),
  'fleet.protocol': ({ theirs, ours }) => ({
    message: `워크벤치와 작업자의 버전이 다릅니다(프로토콜 ${String(theirs)}, ${String(ours)}).`,
    advice: '두 컴퓨터에 같은 버전을 설치하고 실행을 재개하세요.',
  }),
  'fleet.dataset': ({ dataset, isDamaged }) => ({
    message: isDamaged
      ? `${dataset} 데이터셋이 손상된 채 작업자에 도착했습니다.`
      : `${dataset} 데이터셋이 서버에 더 이상 없습니다.`,
    advice: '실행을 재개하세요. 데이터셋이 없으면 다시 보냅니다.',
  }),
  'fleet.checkpoint-gone': ({ step }) => ({
    message: `실행이 이어 갈 스텝 ${String(step)} 체크포인트가 서버에 더 이상 없습니다.`,
    advice: '실행을 재개하세요. 최신 체크포인트를 다시 보냅니다.',
  }),
  'fleet.crashed': ({ times }) => ({
    message: `학습 프로세스가 다음 체크포인트에 이르지 못하고 ${String(times)}번 예기치 않게 종료되었습니다.`,
    advice:
      '마지막 출력은 로그에 있습니다. 배치 크기나 네트워크를 줄이거나 체크포인트를 더 자주 쓰고 실행을 재개하세요.',
  }),
  'fleet.server-missing': () => ({
    message: '이 컴퓨터에 nats-server가 없습니다.',
    advice: '2.12 이상을 설치하거나 --server-program으로 지정하세요.',
  }),
  'fleet.server-ended': ({ lastWords }) => ({
    message: `서버가 종료되었습니다. ${lastWords}`.trim(),
    advice: '출력된 문제를 고치고 다시 시작하세요.',
  }),
  'fleet.no-setup': ({ folder }) => ({
    message: `${folder} 폴더에 플릿 설정이 없습니다.`,
    advice: 'fleet setup으로 만드세요.',
  }),
  'fleet.name': ({ name }) => ({
    message: `‘${name}’은 사람이나 컴퓨터의 이름으로 쓸 수 없습니다.`,
    advice: '영문 소문자, 숫자, 하이픈을 최대 32자까지 쓰세요.',
  }),
  'run.out-of-sight': ({ name, pool, worker }) => ({
    message: `풀 ${pool}에서 ${name} 실행에 대해 응답하는 컴퓨터가 없습니다${worker === null ? '' : `. 마지막으로 맡은 작업자는 ${worker}입니다`}.`,
    advice: '그 컴퓨터가 종료되었다면 1분 안에 다른 컴퓨터가 실행을 맡습니다. 그 뒤에 다시 시도하세요.',
  }),
  'run.in-pool': ({ name, pool }) => ({
    message: `${name} 실행은 풀 ${pool}에서 학습합니다. 풀의 컴퓨터는 시작한 순서대로 실행을 맡습니다.`,
    advice: '중지한 뒤 다시 시작하세요.',
  }),
  'run.left-fleet': ({ pool }) => ({
    message: `이 데이터 폴더는 실행을 학습한 풀 ${pool}의 플릿에서 나왔습니다.`,
    advice: '다시 플릿에 참여하고 실행을 재개하면 최신 체크포인트에서 이어 갑니다.',
  }),
  'run.left-training': ({ name, pool }) => ({
    message: `${name} 실행은 풀 ${pool}에서 계속됩니다.`,
    advice: '그동안의 진행을 기록하거나 실행을 중지하려면 워크벤치를 여세요.',
  }),
};
