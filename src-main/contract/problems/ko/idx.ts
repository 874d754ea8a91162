import { countText } from '../../numbers';
import type { idxProblems as english } from '../en/idx';
import { sizeText } from '../en/items';
import { KINDS } from './items';
import type { SameProblems } from './same';

const COPY_AGAIN = '파일을 다시 복사하거나 내려받고, 크기를 원본과 비교하세요.';
const EXPECTED =
  'MNIST 형식의 파일을 주세요. 이미지는 부호 없는 바이트 [개수, 높이, 너비], 레이블은 부호 없는 바이트 [개수]입니다.';

type Problems = SameProblems<typeof english>;
type Declared = Parameters<Problems['dataset.truncated.data']>[0]['declared'];

const koreanOf = ({ kind, count, size }: Declared): string =>
  `${size === null ? '' : `${sizeText(size)} `}${KINDS[kind]} ${countText(count)}개`;
const bytesText = (bytes: number): string => `${countText(bytes)}바이트`;

const ELEMENTS: Readonly<Record<number, string>> = {
  0x09: '부호 있는 바이트',
  0x0b: '16비트 정수',
  0x0c: '32비트 정수',
  0x0d: '32비트 부동소수점 수',
  0x0e: '64비트 부동소수점 수',
};

export const idxProblems: Problems = {
  'dataset.truncated.short': ({ name, bytes }) => ({
    message: `${name} 파일은 ${bytesText(bytes)}뿐이라 IDX 파일로는 너무 짧습니다.`,
    advice: COPY_AGAIN,
  }),
  'dataset.truncated.header': ({ name, bytes }) => ({
    message: `${name} 파일이 헤더 중간에서 ${bytesText(bytes)} 만에 잘렸습니다.`,
    advice: COPY_AGAIN,
  }),
  'dataset.truncated.data': ({ name, declared, expected, bytes }) => ({
    message: `${name} 파일이 잘렸습니다. ${koreanOf(declared)}에는 ${bytesText(expected)}가 필요한데 ${bytesText(bytes)}에서 끝납니다.`,
    advice: COPY_AGAIN,
  }),
  'dataset.trailing-bytes': ({ name, declared, excess }) => ({
    message: `${name} 파일에 선언된 ${koreanOf(declared)} 뒤로 ${excess === null ? '남는 바이트가' : `${bytesText(excess)}가 더`} 있습니다.`,
    advice: COPY_AGAIN,
  }),
  'dataset.not-idx.start': ({ name, start }) => ({
    message: `${name} 파일은 IDX 파일이 아닙니다. 0바이트 둘이 아니라 0x${start.toString(16).padStart(8, '0')}로 시작합니다.`,
    advice: EXPECTED,
  }),
  'dataset.not-idx.type': ({ name, type }) => ({
    message: `${name} 파일은 IDX 파일이 아닙니다. 0x${type.toString(16).padStart(2, '0')}은 이 형식의 원소 유형이 아닙니다.`,
    advice: EXPECTED,
  }),
  'dataset.element-type.idx': ({ name, type }) => ({
    message: `${name} 파일의 원소는 ${ELEMENTS[type] ?? '다른 유형의 수'}입니다. 이미지와 레이블은 부호 없는 바이트여야 합니다.`,
    advice: EXPECTED,
  }),
  'dataset.rank': ({ name, rank }) => ({
    message:
      rank === 2
        ? `${name} 파일은 평탄화한 이미지처럼 2차원입니다. 높이와 너비가 따로 있어야 합니다.`
        : `${name} 파일은 ${String(rank)}차원입니다. 레이블은 1차원, 이미지는 3차원, 컬러 이미지는 4차원입니다.`,
    advice: EXPECTED,
  }),
  'dataset.rank.points': ({ name, coordinates }) => ({
    message: `${name} 파일에 있는 점의 좌표가 ${String(coordinates)}개입니다. 두 개여야 합니다.`,
    advice: EXPECTED,
  }),
  'dataset.channels': ({ name, channels }) => ({
    message: `${name} 파일에 있는 이미지의 채널이 ${String(channels)}개입니다. 하나(회색조)나 셋(빨강, 초록, 파랑)이어야 합니다.`,
    advice: EXPECTED,
  }),
};
