import { countText } from '../../numbers';
import type { commandLineProblems as english } from '../en/command-line';
import { lostText } from './lost';
import { RUN_STATES } from './run-states';
import type { SameProblems } from './same';

const FREE_SPACE = '공간을 비우거나 다른 디스크를 고르세요. 이전에 있던 것은 그대로입니다.';
const PERMISSIONS = '다른 폴더를 고르거나 권한을 바꾸세요.';
const ANOTHER_FOLDER = '다른 폴더를 고르세요.';
const UNWRITABLE = {
  full: ['디스크가 가득 찼습니다', FREE_SPACE],
  quota: ['디스크 할당량을 다 썼습니다', FREE_SPACE],
  'too-large': ['그곳에서 허용하는 파일 크기를 넘습니다', FREE_SPACE],
  denied: ['쓰기 권한이 없습니다', PERMISSIONS],
  'read-only': ['읽기 전용 디스크입니다', ANOTHER_FOLDER],
  folder: ['같은 이름의 폴더가 있습니다', '다른 이름을 고르세요.'],
  'no-parent': ['경로의 일부가 파일입니다', ANOTHER_FOLDER],
  'long-name': ['이름이 너무 깁니다', '더 짧은 이름을 고르세요.'],
} as const;

export const commandLineProblems: SameProblems<typeof english> = {
  'node.too-old': ({ version }) => ({
    message: `Node ${version}은 데이터베이스를 열기에 너무 오래된 버전입니다. 22.14 이상이 필요합니다.`,
    advice: '알맞은 Node를 함께 준비하는 npm start로 시작하세요.',
  }),
  interrupted: () => ({ message: '중지했습니다.', advice: '남은 것이 없습니다. 다시 시작하세요.' }),
  'usage.runs-or-all': () => ({
    message: '어느 실행을 내보낼지 분명하지 않습니다.',
    advice: '실행을 지정하거나, 데이터 폴더의 모든 실행이면 --all만, 데이터셋이면 --dataset만 쓰세요.',
  }),
  'usage.runs-or-saved': () => ({
    message: 'compare 명령은 실행들이나 저장한 비교 하나를 받습니다.',
    advice: '실행을 둘 이상 적거나 --saved NAME으로 비교 하나를 적으세요. 목록은 comparisons로 봅니다.',
  }),
  'usage.assignment': ({ text, model, names }) => ({
    message: `--set ${text}: name=value 형식이 아닙니다.`,
    advice: `${model} 모델에서 쓸 수 있는 이름: ${names.join(', ')}.`,
  }),
  'usage.change': ({ text }) => ({
    message: `--at ${text}: 스텝 번호로 시작하지 않습니다.`,
    advice: '스텝을 적고, 그때부터 쓸 값을 적으세요. 예: --at 500 lr=0.0001.',
  }),
  'usage.export-option': ({ text, names }) => ({
    message: `--option ${text}: 이 형식들에 없는 옵션입니다.`,
    advice:
      names.length === 0
        ? '이 형식들에는 옵션이 없습니다. 빼세요.'
        : `name=value 형식으로 적으세요. 이름: ${names.join(', ')}.`,
  }),
  'serve.port': ({ port, isTaken }) => ({
    message: `포트 ${String(port)}번은 ${isTaken ? '다른 프로그램이 쓰고 있습니다' : '사용할 권한이 없습니다'}.`,
    advice: '--port를 빼거나 다른 포트를 고르세요.',
  }),
  'run.unknown.name': ({ name }) => ({
    message: `${name} 실행이 없습니다.`,
    advice: 'runs 명령으로 목록을 보고 번호나 전체 이름을 쓰세요.',
  }),
  'run.ambiguous': ({ name, ids }) => ({
    message: `이름이 ${name}인 실행이 ${String(ids.length)}개입니다.`,
    advice: `번호를 쓰세요: ${ids.join(', ')}.`,
  }),
  'run.stopped': ({ id, name, state, step, checkpointStep }) => ({
    message: `${name}(실행 ${String(id)})이 스텝 ${countText(step)}에서 끝났습니다. 상태: ${RUN_STATES[state]}.`,
    advice:
      checkpointStep === null
        ? '아직 체크포인트가 없습니다. 처음부터 다시 시작하세요.'
        : `스텝 ${countText(checkpointStep)}부터 이어 가려면: resume ${String(id)}`,
  }),
  'run.would-lose': ({ name, step, lost }) => ({
    message: `${name} 실행이 스텝 ${countText(step)} 이후에 기록한 것이 제거됩니다: ${lostText(lost)}.`,
    advice: '제거하려면 --yes를, 이 실행을 그대로 두고 새 실행으로 이어 가려면 --as NAME을 덧붙이세요.',
  }),
  'purge.unconfirmed': ({ mayAsk }) => ({
    message: '아무것도 삭제하지 않았습니다.',
    advice: mayAsk ? '다시 시작해서 y라고 답하세요.' : '묻지 않고 삭제하려면 --yes를 덧붙이세요.',
  }),
  'purge.nothing-named': () => ({
    message: '제거된 실행을 하나도 적지 않았습니다.',
    advice: 'runs trash 목록에 있는 실행을 적거나 --all을 덧붙이세요.',
  }),
  'run.nothing-to-fork': ({ name }) => ({
    message: `${name} 실행에는 다른 실행이 이어 갈 체크포인트가 없습니다.`,
    advice: '같은 설정으로 새 실행을 시작하세요.',
  }),
  'run.no-class.name': ({ name, classes }) => ({
    message: `${name} 클래스가 없습니다.`,
    advice:
      classes.length === 0
        ? '데이터셋에 클래스가 없습니다. 클래스 없이 뽑으세요.'
        : `다음 중에서 고르세요: ${classes.join(', ')}.`,
  }),
  'dataset.options': ({ min, max }) => ({
    message: `이미지의 한 변은 ${String(min)}–${String(max)}픽셀입니다.`,
    advice: '--side에 그 범위의 수를 적으세요.',
  }),
  'dataset.too-many-files': ({ count, most }) => ({
    message: `파일이 ${String(count)}개입니다. 한 번에 최대 ${String(most)}개까지 살펴봅니다.`,
    advice: '한 데이터셋의 파일이나 그 파일들이 든 폴더를 적으세요.',
  }),
  'file.unknown': ({ target }) => ({
    message: `${target}에 쓸 내용이 없습니다.`,
    advice: '실행이 아직 아무것도 기록하지 않았을 수 있습니다.',
  }),
  'file.stopped': ({ file }) => ({
    message: `다 쓰기 전에 중지되어 ${file} 파일을 쓰지 않았습니다.`,
    advice: '다시 시작하세요.',
  }),
  'file.unwritable': ({ file, why }) => {
    const [reason, advice] =
      typeof why === 'string' ? UNWRITABLE[why] : [`시스템 오류 ${why.systemCode}`, '다른 위치를 고르세요.'];
    return { message: `${file} 파일을 쓸 수 없습니다. ${reason}.`, advice };
  },
};
