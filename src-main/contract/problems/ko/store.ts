import { dateTimeText } from '../../dates';
import { sizeText } from '../../numbers';
import type { Words } from '../words';
import type { storeProblems as english } from '../en/store';
import type { SameProblems } from './same';

/** A file or folder; null for the data folder. */
type Place = string | null;
const place = (file: Place): string => file ?? '데이터 폴더';

const BACKUP = '백업을 그 자리에 놓거나 다른 곳으로 옮기세요.';

const otherFolder = (sentence: (folder: string) => string): Words['advice'] => ({
  window: sentence('다른 데이터 폴더'),
  'command-line': sentence('다른 데이터 폴더(--data-dir)'),
});

const FULL = {
  disk: (file: Place) => `${place(file)}가 있는 디스크가 가득 찼습니다.`,
  quota: (file: Place) => `${place(file)}가 있는 디스크의 할당량을 다 썼습니다.`,
  'file-size': (file: Place) => `${place(file)}의 크기를 더 늘릴 수 없습니다.`,
};

const DAMAGED = {
  content: ['손상되었습니다.', BACKUP],
  'no-database': ['데이터베이스가 아닙니다.', '다른 곳으로 옮기거나 다른 데이터 폴더를 고르세요.'],
  tables: ['손상되었습니다. 테이블이 워크벤치의 것이 아닙니다.', BACKUP],
} as const;

const PERMISSIONS = otherFolder((folder) => `${folder}를 고르거나, 이 폴더의 권한을 바꾸세요.`);

const UNWRITABLE = {
  denied: ['쓸 수 없습니다', PERMISSIONS],
  unopened: ['열 수 없습니다', PERMISSIONS],
  'read-only': ['쓸 수 없는 디스크에 있습니다', PERMISSIONS],
  'no-parent': ['만들 수 없습니다. 경로의 일부가 폴더가 아닙니다', PERMISSIONS],
  taken: ['만들 수 없습니다. 같은 이름의 파일이 있습니다', PERMISSIONS],
  'long-name': ['만들 수 없습니다. 이름이 너무 깁니다', PERMISSIONS],
  circle: ['만들 수 없습니다. 링크가 순환합니다', PERMISSIONS],
  'no-place': ['만들 수 없습니다. 그 위치에는 폴더를 둘 수 없습니다', '다른 폴더를 고르세요.'],
} as const;

const AS_IT_WAS = '데이터 폴더는 그대로입니다.';
const UNMOVABLE = {
  absent: ['아직 데이터 폴더가 없습니다.', '워크벤치를 처음 시작하면 만듭니다.'],
  inside: ['한 폴더가 다른 폴더 안에 있습니다.', '다른 폴더를 고르세요.'],
  taken: ['그곳에 이미 무엇이 있습니다.', '비어 있거나 아직 없는 폴더를 고르세요.'],
  'data-folder': [
    '그곳에 다른 데이터 폴더가 있습니다.',
    '다른 폴더를 고르세요. 그 폴더를 쓰려면 그 폴더로 워크벤치를 시작하세요.',
  ],
  relative: ['전체 경로가 아닙니다.', '디스크의 루트부터 시작하는 전체 경로를 쓰세요.'],
  ended: ['옮기기를 중단했습니다.', AS_IT_WAS],
  changed: ['그곳에 쓴 내용이 읽은 내용과 다릅니다.', `그 디스크를 확인한 뒤 다시 시도하세요. ${AS_IT_WAS}`],
} as const;

const RUN_FIELDS = {
  config: '설정',
  engine: '학습한 장치',
  evaluations: '평가',
  latest: '마지막 값',
  origin: '이어받은 곳',
  problem: '잘못된 점',
  sparkline: '곡선',
  state: '상태',
  window: '평균값',
  other: '그 밖의 정보',
} as const;

const damagedRun = (lost: readonly (keyof typeof RUN_FIELDS)[], advice: string): Words => ({
  message: `이 실행의 기록이 손상되어 읽을 수 없는 것이 있습니다: ${lost.map((field) => RUN_FIELDS[field]).join(', ')}.`,
  advice,
});

export const storeProblems: SameProblems<typeof english> = {
  'store.full': ({ file, why }) => ({
    message: FULL[why](file),
    advice:
      why === 'file-size'
        ? '파일 크기의 한계를 늘리세요(ulimit -f).'
        : '공간을 비운 뒤, 이 때문에 멈춘 실행을 재개하세요.',
  }),
  'store.damaged': ({ file, why }) => {
    const [message, advice] = DAMAGED[why];
    return { message: `${place(file)}: ${message}`, advice };
  },
  'store.busy': ({ file }) => ({
    message: `다른 프로그램이 사용 중입니다: ${place(file)}.`,
    advice: '그 프로그램을 닫은 뒤 다시 시도하세요.',
  }),
  'store.memory': ({ file }) => ({
    message: `메모리가 부족해 읽을 수 없습니다: ${place(file)}.`,
    advice: '다른 프로그램을 닫으세요.',
  }),
  'store.files': ({ file }) => ({
    message: `열린 파일이 너무 많아 열 수 없습니다: ${place(file)}.`,
    advice: '다른 프로그램을 닫으세요.',
  }),
  'store.unwritable': ({ file, why }) => {
    if (why === 'failing-disk')
      return {
        message: `읽거나 쓰지 못했습니다: ${place(file)}.`,
        advice: '그곳의 디스크를 확인하세요.',
      };
    const [message, advice] = UNWRITABLE[why];
    return { message: `${place(file)}: ${message}.`, advice };
  },
  'store.newer': ({ file }) => ({
    message: `${file} 파일은 더 새로운 버전의 워크벤치가 쓴 것입니다.`,
    advice: otherFolder((folder) => `워크벤치를 업데이트하거나 ${folder}를 고르세요.`),
  }),
  'store.gone': ({ file }) => ({
    message: `${file} 파일이 열려 있는 동안 삭제되었습니다. 더 이상 기록할 수 없고 안의 내용은 사라졌습니다.`,
    advice: '워크벤치를 닫고 다시 시작하세요. 백업이 있으면 먼저 그 자리에 놓으세요.',
  }),
  'data-folder.unmovable': ({ to, why }) => {
    const [reason, advice] = UNMOVABLE[why];
    return { message: `데이터 폴더를 ${to}(으)로 옮길 수 없습니다. ${reason}`, advice };
  },
  'data-folder.no-space': ({ to, bytes, freeBytes }) => ({
    message: `${to}에 데이터 폴더를 둘 공간이 부족합니다. ${sizeText(bytes)}가 필요하지만 ${sizeText(freeBytes)}만 남아 있습니다.`,
    advice: `다른 디스크를 고르거나 그곳의 공간을 확보하세요. ${AS_IT_WAS}`,
  }),
  'data-folder.moving': () => ({
    message: '데이터 폴더를 옮기는 중입니다.',
    advice: '끝나는 대로 워크벤치를 이어서 쓸 수 있습니다.',
  }),
  'data-folder.in-use': ({ dataDir, holder }) => ({
    message: `${dataDir} 폴더를 ${
      holder === null
        ? '다른 프로세스'
        : `프로세스 ${String(holder.pid)}(시작: ${dateTimeText(holder.startedAt, 'ko')})`
    }가 사용 중입니다.`,
    advice: otherFolder(
      (folder) => `열려 있는 워크벤치를 쓰거나 먼저 닫으세요. 아니면 ${folder}를 고르세요.`,
    ),
  }),
  'run.damaged': ({ lost }) =>
    damagedRun(
      lost,
      '이어 갈 수 없습니다. 기록한 것은 내보낼 수 있습니다. 그 뒤 제거하거나, 데이터베이스의 백업을 되돌려 놓으세요.',
    ),
  'run.partly-damaged': ({ lost }) => damagedRun(lost, '나머지는 그대로입니다.'),
  'dataset.damaged': () => ({
    message: '이 데이터셋의 기록이 손상되어 읽을 수 없습니다.',
    advice: '데이터셋을 제거하고 다시 가져오거나, 데이터베이스의 백업을 되돌려 놓으세요.',
  }),
};
