import { LOG_FILE } from '../../system';
import type { workbenchProblems as english } from '../en/workbench';
import { fieldSentences } from './fields';
import type { SameProblems } from './same';

const DEFECT = `프로그램의 결함입니다. 자세한 내용은 데이터 폴더의 ${LOG_FILE} 파일에 있습니다.`;

export const workbenchProblems: SameProblems<typeof english> = {
  internal: () => ({ message: '워크벤치 내부에 문제가 생겼습니다.', advice: DEFECT }),
  'run.unrecordable': () => ({
    message: '학습 프로세스의 메시지를 기록하지 못해 학습을 끝냈습니다.',
    advice: DEFECT,
  }),
  'run.unstartable': () => ({
    message: '학습 프로세스를 시작하지 못했습니다.',
    advice: {
      window: '워크벤치의 로그를 보세요. 이 컴퓨터에 없는 것은 설정에 나옵니다.',
      'command-line': '워크벤치의 로그를 보세요. 이 컴퓨터에 없는 것은 doctor에 나옵니다.',
    },
  }),
  'input.invalid': ({ reasons }) => ({
    message: fieldSentences(reasons),
    advice: '고친 뒤 다시 시도하세요.',
  }),
  'workbench.closed': () => ({
    message: '그동안 워크벤치가 닫혔습니다.',
    advice: '워크벤치를 열고 다시 시도하세요.',
  }),
  'workbench.read-only': () => ({
    message: '데이터 폴더를 읽기 전용으로 열었습니다.',
    advice: '이 폴더를 연 워크벤치에서 하세요.',
  }),
  'workbench.none-answers': ({ dataDir }) => ({
    message: `${dataDir} 폴더를 연 워크벤치의 응답이 없습니다.`,
    advice:
      '창, serve 또는 다른 명령이 학습하는 동안에만 바꿀 수 있습니다. 끝난 실행은 resume RUN --at STEP name=value로 다른 값으로 이어 갈 수 있습니다.',
  }),
  'upload.unknown': () => ({
    message: '파일 하나를 더 이상 쓸 수 없습니다.',
    advice: '파일을 다시 주세요.',
  }),
  'upload.too-large': ({ name, mostBytes }) => ({
    message: `${name} 파일은 ${String(Math.round(mostBytes / 1024 / 1024))} MB보다 큽니다.`,
    advice: '데이터셋의 일부만 주세요. 압축한 파일(.gz)도 받습니다.',
  }),
};
