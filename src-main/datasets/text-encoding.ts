import iconv from 'iconv-lite';
import { TEXT_ENCODINGS } from '../contract/dataset';

export type TextEncoding = (typeof TEXT_ENCODINGS)[number];

/**
 * Decodes a text. `TextDecoder` is not used: Node's has no CP437, decodes the additional syllables of CP949
 * incorrectly, and differs with the build of ICU. Bytes that are invalid in the encoding become U+FFFD.
 */
export const decodeText = (bytes: Uint8Array, encoding: TextEncoding): string =>
  iconv.decode(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), encoding);

export function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}

export const isAscii = (bytes: Uint8Array): boolean => bytes.every((byte) => byte < 0x80);

/** More samples add nothing. */
const MAX_SAMPLES = 2000;
/** The fraction of valid texts above which they count as UTF-8: few words of another encoding are valid, by chance. */
const MOSTLY = 0.8;

/**
 * The possible encodings of short texts from one source, e.g. the names in a ZIP, the most likely first; only UTF-8 if
 * all are valid.
 */
export function likelyEncodings(texts: Iterable<Uint8Array>): TextEncoding[] {
  const samples: Uint8Array[] = [];
  for (const text of texts) {
    if (!isAscii(text)) samples.push(text);
    if (samples.length === MAX_SAMPLES) break;
  }
  const valid = samples.filter(isUtf8).length;
  if (valid === samples.length) return ['utf-8'];
  const others = TEXT_ENCODINGS.filter((encoding) => encoding !== 'utf-8')
    .map((encoding) => ({ encoding, score: plausibility(samples, encoding) }))
    .sort((a, b) => b.score - a.score)
    .map(({ encoding }) => encoding);
  return valid / samples.length > MOSTLY ? ['utf-8', ...others] : others;
}

/** How much the decoded text looks like words of the languages that use the encoding: up to 1. */
function plausibility(samples: readonly Uint8Array[], encoding: TextEncoding): number {
  let sum = 0;
  let count = 0;
  for (const sample of samples) {
    const characters = [...decodeText(sample, encoding)];
    for (const [i, character] of characters.entries()) {
      if (character < '\u0080') continue;
      count++;
      sum += IMPOSSIBLE.test(character)
        ? -1
        : WEIGHTS[encoding](character, [characters[i - 1] ?? '', characters[i + 1] ?? '']);
    }
  }
  return count === 0 ? 0 : sum / count;
}

const IMPOSSIBLE = /[\ufffd\p{Cc}\p{Co}\p{Cn}]/u;
/** [before, after] a character. */
type Neighbours = readonly [string, string];
type Weight = (character: string, neighbours: Neighbours) => number;

/** Syllables that make up nearly all Korean text; other encodings rarely produce them by chance. */
const SYLLABLES = new Set(
  '가각간갈감갑값강갖같개객거건걸검것게겨격견결경계고곡곤골곰공과관광교구국군굴권귀귄규균그극근글금급기긴길김깊까깨꺼께꼬꽃꾸꿀끝끼나낙난날남납낮내냉너넘네녀년념노녹논놀농높누눈뉴느능늘니다단달닭담답당대더덕데도독돈돌동돼되된될두둘뒤드득든들듯등디따때떠떡또뜨라락란람랑래랩량러럭런럼레려력련렬령례로록론료루류률르른를름리린릴림립링마막만많말맛망매맥머먹먼메며면명모목몸못무문물미민밀및바박반받발밤방배백뱀버번벌범법베벽변별병보복본볼봄봉부북분불붙비빈빛빨빵뿐사산살삼상새색생샘서석선설섬성세소속손솔송쇠수숙순술숨숭스습승시식신실심십싶싸쌀써쓰씨아악안않알암압앞애액야약양어억언얼엄업없에여역연열염엽영예오옥온올와완왕외요욕용우운울움웃원월위유육윤율으은을음응의이익인일임입있잎자작잔잘잠장재쟁저적전절점접정제져조족존종좋좌죄주죽준줄중즉증지직진질짐집짓차착찬찰참창채책처천철첫청체초촉총최추축춘출충취측층치칙친침카캔커컴컵코콜쿠크클키타탄탕태택터테텔토통퇴투트특티파판팔패팬퍼페펭편평폐포폭표품풍프피필하학한할함합항해핵햄행향허험혁현형혜호혼화확환활황회획효후훈흐흑흔희히힘',
);
const HANGUL = /[가-힣]/;
const KANA = /[\u3041-\u30fc]/;
const LATIN = /\p{Script=Latin}/u;
const CYRILLIC = /\p{Script=Cyrillic}/u;

/** Whether the two bytes of a character are in the given ranges. */
function liesIn(character: string, encoding: TextEncoding, from: number, to: number, trailFrom = 0): boolean {
  const [lead = 0, trail = 0, ...more] = iconv.encode(character, encoding);
  return more.length === 0 && lead >= from && lead <= to && trail >= trailFrom;
}

/** Accented letters are in words with plain ones. */
const western: Weight = (character, neighbours) =>
  LATIN.test(character) && neighbours.some((other) => /[a-z]/i.test(other)) ? 0.8 : 0;

const WEIGHTS: Readonly<Record<TextEncoding, Weight>> = {
  'utf-8': () => 1,
  cp949(character) {
    if (SYLLABLES.has(character)) return 1;
    if (!HANGUL.test(character)) return 0.2;
    return liesIn(character, 'cp949', 0xb0, 0xc8, 0xa1) ? 0.3 : 0;
  },
  // The first rows of each encoding contain the common characters.
  shift_jis(character) {
    if (KANA.test(character)) return 1;
    return liesIn(character, 'shift_jis', 0x88, 0x97) ? 0.75 : 0.1;
  },
  gb18030(character) {
    if (liesIn(character, 'gb18030', 0xb0, 0xd7, 0xa1)) return 0.7;
    return liesIn(character, 'gb18030', 0xd8, 0xf7, 0xa1) ? 0.35 : 0.05;
  },
  big5(character) {
    if (liesIn(character, 'big5', 0xa4, 0xc6)) return 0.69;
    return liesIn(character, 'big5', 0xc9, 0xf9) ? 0.25 : 0.05;
  },
  'windows-1252': western,
  cp437: western,
  cp866: (character, neighbours) =>
    CYRILLIC.test(character) && neighbours.some((other) => CYRILLIC.test(other)) ? 0.8 : 0,
};
