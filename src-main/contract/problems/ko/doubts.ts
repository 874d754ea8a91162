import type { SamePhrases } from '../phrases';
import type { DOUBT_CHOICES as choices, DOUBTS as doubts } from '../en/doubts';
import { columnText } from './columns';
import { quoted } from './lists';

/** Text encodings, with their languages. */
const ENCODINGS = {
  'utf-8': 'UTF-8',
  cp949: '한국어(CP949)',
  cp437: '서유럽어, DOS(CP437)',
  'windows-1252': '서유럽어(Windows-1252)',
  shift_jis: '일본어(Shift JIS)',
  gb18030: '중국어 간체(GB 18030)',
  big5: '중국어 번체(Big5)',
  cp866: '키릴 문자, DOS(CP866)',
} as const;

const decodedText = ({
  encoding,
  examples,
}: {
  encoding: keyof typeof ENCODINGS;
  examples: readonly string[];
}): string => `${ENCODINGS[encoding]}: ${examples.join(', ')}`;

const SPLIT_DOUBTS = {
  'beside-images': '그 옆의 폴더에도 이미지가 있습니다',
  'nothing-common': '서로 같은 폴더가 없습니다',
  'none-for-testing': '테스트용 폴더가 없습니다',
  'none-for-training': '학습용 폴더가 없습니다',
} as const;

const LABEL_DOUBTS = {
  'several-left': '픽셀을 빼고도 열이 여러 개 남습니다',
  'other-end': '반대쪽 끝의 열일 수도 있습니다',
  others: '다른 열일 수도 있습니다',
  'third-coordinate': '세 번째 좌표일 수도 있습니다',
  coordinate: '좌표일 수도 있습니다',
} as const;

export const DOUBTS: SamePhrases<typeof doubts> = {
  'file-names': ({ where, ...decoded }) =>
    `${where}에 있는 이름의 인코딩이 적혀 있지 않습니다. 다음과 같이 읽었습니다. ${decodedText(decoded)}.`,
  'not-utf-8': ({ name, ...decoded }) =>
    `${name} 파일은 UTF-8이 아닙니다. 다음과 같이 읽었습니다. ${decodedText(decoded)}.`,
  'label-column': ({ file, column, why }) =>
    `${file}: ${columnText(column)}을 레이블로 보았지만, ${LABEL_DOUBTS[why]}.`,
  'label-array': ({ name, others }) =>
    `${name} 배열을 레이블로 보았지만, 다음 배열일 수도 있습니다: ${others.join(', ')}.`,
  'class-files': ({ classes }) => `파일마다 하나의 클래스로 보았습니다: ${classes.join(', ')}.`,
  'split-folders': ({ names, why }) =>
    `이름이 ${quoted(names)}인 폴더를 분할로 보았지만, ${SPLIT_DOUBTS[why]}.`,
  'class-folders': ({ names }) => `${quoted(names)} 폴더를 클래스로 보았지만, 분할의 이름일 수도 있습니다.`,
};

export const DOUBT_CHOICES: SamePhrases<typeof choices> = {
  decoded: decodedText,
  column: ({ column }) => columnText(column),
  array: ({ name }) => name,
  splits: '분할',
  classes: '클래스',
  'class-files': '파일마다 클래스 하나',
  'without-labels': '레이블 없이',
};
