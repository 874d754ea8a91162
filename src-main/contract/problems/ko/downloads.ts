import { COMMAND } from '../../command';
import { countText } from '../../numbers';
import { phraseText } from '../phrases';
import type { Words } from '../words';
import type { downloadProblems as english } from '../en/downloads';
import { MIRROR_REASONS } from './mirrors';
import type { SameProblems } from './same';

const GO_ON = '이어서 받으려면 다시 받으세요.';

type NotFetched = Parameters<(typeof english)['download.offline']>[0];

const byHand = (homepage: string, shell: 'window' | 'command-line'): string =>
  `다른 곳에서 ${homepage}의 파일을 내려받아 ${shell === 'window' ? '[가져오기]로' : 'datasets import 명령으로'} 가져오세요.`;

const retry = (homepage: string): Words['advice'] => {
  const again =
    '나중에 다시 시도하거나 다른 미러를 지정하세요. 받은 부분은 남습니다. 프록시를 쓴다면 HTTPS_PROXY를 설정하세요.';
  return {
    window: `${again} 아니면 ${byHand(homepage, 'window')}`,
    'command-line': `${again} 아니면 ${byHand(homepage, 'command-line')}`,
  };
};

const notFetched = ({ name, tried, why }: NotFetched): string => {
  const reason =
    why === null
      ? tried.map((one) => `${one.host} – ${phraseText(MIRROR_REASONS, one.why)}`).join('; ')
      : phraseText(MIRROR_REASONS, why);
  return `${name} 데이터셋을 받을 수 없습니다: ${reason}.`;
};

export const downloadProblems: SameProblems<typeof english> = {
  'download.unknown': ({ id, choices }) => ({
    message: `${id} 데이터셋은 받을 수 있는 데이터셋이 아닙니다.`,
    advice: `받을 수 있는 데이터셋: ${choices.join(', ')}.`,
  }),
  'download.present': ({ id }) => ({
    message: `${id} 데이터셋이 이미 있습니다.`,
    advice: '그대로 쓰거나, 다시 받으려면 먼저 제거하세요.',
  }),
  'download.stopped': () => ({ message: '받기를 중지했습니다. 받은 부분은 남습니다.', advice: GO_ON }),
  'download.interrupted': () => ({
    message: '데이터셋을 받던 프로세스가 예기치 않게 종료되었습니다. 받은 부분은 남습니다.',
    advice: GO_ON,
  }),
  'download.unexpected': ({ name, found, published }) => ({
    message: `${name} 파일의 항목은 ${countText(found.train)} + ${countText(found.test)}개, 클래스는 ${countText(found.classes)}개로, 공개된 ${countText(published.train)} + ${countText(published.test)}개, 클래스 ${countText(published.classes)}개와 다릅니다.`,
    advice: '받은 것을 버리고 다시 받으세요.',
  }),
  'download.incomplete': ({ name, file, missing, homepage }) => ({
    message: `${name}의 ${file} 파일에 없는 것이 있습니다: ${missing.join(', ')}.`,
    advice: `${homepage}에서 확인하세요.`,
  }),
  'download.offline': (asked) => ({ message: notFetched(asked), advice: retry(asked.homepage) }),
  'download.failed': (asked) => ({ message: notFetched(asked), advice: retry(asked.homepage) }),
  'download.unsupported': (asked) => ({
    message: notFetched(asked),
    advice: {
      window: `${COMMAND} datasets get 명령으로 받거나, ${byHand(asked.homepage, 'window')}`,
      'command-line': `${COMMAND} datasets get 명령으로 받거나, ${byHand(asked.homepage, 'command-line')}`,
    },
  }),
  'download.unconfirmed': ({ mayAsk }) => ({
    message: '아무것도 받지 않았습니다.',
    advice: mayAsk ? '받으려면 y라고 답하세요.' : '받으려면 --yes를 덧붙이세요.',
  }),
  'interrupted.download': () => ({
    message: '중지했습니다. 받은 부분은 남습니다.',
    advice: '같은 명령으로 이어서 받습니다.',
  }),
};
