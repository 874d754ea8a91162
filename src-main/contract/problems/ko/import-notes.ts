import { countText } from '../../numbers';
import type { SamePhrases } from '../phrases';
import type { IMPORT_NOTES as english } from '../en/import-notes';
import { sizeText } from '../en/items';
import { imagesText, KINDS } from './items';
import { quoted } from './lists';

/** The order of flat values in colour images. */
const COLOR_ORDERS = {
  planar: '이미지의 빨강 전체, 초록 전체, 파랑 전체',
  interleaved: '픽셀마다 빨강, 초록, 파랑',
} as const;

const extentText = ({ lookedAt, count }: { lookedAt: number; count: number }): string =>
  lookedAt === count ? '모두' : `${countText(count)}개 중 살펴본 ${countText(lookedAt)}개는`;

export const IMPORT_NOTES: SamePhrases<typeof english> = {
  'values-to-1': ({ name, from }) => `${name}의 값 ${from === 0 ? '0' : '−1'}–1을 검정–흰색으로 보았습니다.`,
  fractions: ({ name }) => `${name}의 값은 0–255의 소수라서 반올림했습니다.`,
  dark: ({ name, high }) =>
    `${name}의 값은 최대 ${String(high)}인 정수인데 흰색은 255라서 이미지가 거의 검정입니다. ${String(high)}이 흰색이라면 먼저 ${String(high)}으로 나누세요.`,
  upright: 'EMNIST의 이미지는 눕혀 저장되어 있어 바로 세웠습니다.',
  'decimal-commas': '쉼표를 소수점으로 읽었습니다.',
  'thousands-commas': '숫자 안의 쉼표를 천 단위 구분으로 읽었습니다.',
  'numbered-header': '첫 줄은 열의 번호뿐이라 헤더로 보았습니다.',
  'pixels-by-name': '픽셀을 열 이름의 순서로 읽었습니다.',
  'color-order': ({ name, values, order, isClear }) => {
    const what =
      name === null ? `열 ${countText(values)}개` : `${name}에 있는 이미지의 값 ${countText(values)}개`;
    const why = isClear ? '이웃한 픽셀이 비슷해지는 순서입니다' : '픽셀로는 맞는지 알 수 없습니다';
    return `${what}를 다음 순서로 보았습니다: ${COLOR_ORDERS[order]}. ${why}.`;
  },
  layout: ({ name, count, layout, ...size }) =>
    `${name}의 내용을 ${layout}로 배열한 ${sizeText(size)} 픽셀 ${imagesText(count)}로 보았습니다.`,
  opacity: ({ name }) => `${name}의 픽셀에는 불투명도가 있어, 투명한 부분을 흰 바탕에 놓았습니다.`,
  transparent: '이미지의 투명한 부분은 흰 바탕에 놓았습니다.',
  'look-grey': (pictures) =>
    `이미지가 컬러로 저장되어 있지만 ${extentText(pictures)} 회색으로 보여 회색조로 가져옵니다.`,
  'bits-used': ({ bits, white, ...pictures }) =>
    `이미지의 값은 16비트인데 ${extentText(pictures)} 그중 ${String(bits)}비트만 써서 ${countText(white)}을 흰색으로 보았습니다.`,
  'held-out': ({ of, count, all, seed, isByClass }) =>
    `테스트 분할이 없어 ${isByClass ? '클래스마다 ' : ''}7분의 1을 시드 ${String(seed)}로 무작위로 뽑아 테스트용으로 남겼습니다(${KINDS[of]} ${countText(all)}개 중 ${countText(count)}개).`,
  'larger-is-train': ({ name, of }) =>
    `이름으로 분할을 알 수 없어 더 큰 ${name} 파일을 학습용 ${KINDS[of]} 데이터로 씁니다.`,
  'taken-together': ({ names }) => `${quoted(names)}의 내용을 합쳐서 가져옵니다.`,
  'no-labels': ({ of }) => `레이블이 없어 ${of === 'images' ? '이미지에' : '점에'} 클래스가 없습니다.`,
  'test-classes-unused': '학습용 이미지에 클래스가 없으므로 테스트 분할의 클래스 폴더를 쓰지 않습니다.',
  'test-class-is': ({ name, as }) => `테스트 분할의 ‘${name}’ 폴더는 ‘${as}’ 클래스입니다.`,
  'test-only-classes': ({ first, count }) =>
    `테스트 분할에만 있어 학습하지 않는 클래스 ${countText(count)}개: ${first.join(', ')}${count > first.length ? ' …' : ''}.`,
  'classes-of-their-own': ({ names }) => `${quoted(names)}: 각각 별도의 클래스입니다.`,
  'folders-in-classes': ({ examples }) =>
    `클래스 폴더 안의 폴더는 살펴보지 않습니다. 예: ${examples.join(', ')}.`,
  unreadable: ({ unreadable, count }) =>
    `이미지 ${countText(count)}개 중 ${countText(unreadable)}개를 읽을 수 없어 제외했습니다.`,
};
