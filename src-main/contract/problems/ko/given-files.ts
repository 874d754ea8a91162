import { countText } from '../../numbers';
import { phraseText } from '../phrases';
import type { FormatId, givenFileProblems as english } from '../en/given-files';
import { sizeText } from '../en/items';
import { withoutLabels } from '../en/options';
import { FILE_REASONS } from './file-reasons';
import { FILE_KINDS, KINDS, SYSTEM_REASONS } from './items';
import type { SameProblems } from './same';

const COPY_AGAIN = '파일을 다시 복사하거나 내려받고, 크기를 원본과 비교하세요.';
const TAKE_A_PART = '일부만 쓰세요.';
const SPLIT_IT = '파일을 나누거나 일부만 쓰세요.';
const MAKE_AGAIN = '데이터셋을 제거하고 다시 만들거나 가져오세요.';
const ONE_PIXEL = '한 픽셀 이상의 이미지, 레이블 또는 점이 든 파일을 주세요.';
const GIVE_AGAIN = '파일을 다시 주세요.';

/** @param formats of pictures that can be read */
const taken = (formats: string): string =>
  `IDX, .npz, .npy, CSV, CIFAR의 .bin 파일이나 이미지(${formats})가 든 폴더 또는 ZIP을 주세요.`;

const UNWRITABLE = {
  full: '디스크가 가득 찼습니다',
  quota: '디스크 할당량을 다 썼습니다',
  denied: '폴더에 쓸 권한이 없습니다',
  'read-only': '읽기 전용 디스크입니다',
  'failing-disk': '디스크에 오류가 있습니다',
  'file-size': '그곳에서 허용하는 파일 크기를 넘습니다',
  'in-the-way': '폴더가 있어야 할 곳에 파일이 있습니다',
} as const;

const ZIP_DAMAGE = {
  cut: '끝부분이 없습니다',
  inconsistent: '목록과 실제 내용이 맞지 않습니다',
} as const;

const A_FOLDER = '클래스마다 하위 폴더를 둔 이미지 폴더나 ZIP을 주세요.';
const SAVE_ARRAYS = '배열을 .npz로 저장하세요.';
const SAVE_TABLE = '표를 CSV로 저장하세요.';
const TABLE_OR_ARRAYS = 'CSV로, 또는 배열을 .npz로 저장하세요.';
const UNPACK = '먼저 압축을 풀고 안의 파일을 주세요.';
/** Advice for files of other formats, by the reason; for others, the advice lists the formats that are read. */
const INSTEAD: Readonly<Record<string, string>> = {
  empty: '다시 복사하거나 내려받으세요.',
  pickle: 'CIFAR의 이진 버전을 주거나 배열을 .npz로 저장하세요.',
  'single-image': A_FOLDER,
  hdf5: SAVE_ARRAYS,
  matlab: SAVE_ARRAYS,
  pytorch: SAVE_ARRAYS,
  parquet: TABLE_OR_ARRAYS,
  arrow: TABLE_OR_ARRAYS,
  sqlite: SAVE_TABLE,
  office: SAVE_TABLE,
  '7-zip': UNPACK,
  rar: UNPACK,
  tar: UNPACK,
  bzip2: UNPACK,
  xz: UNPACK,
  'zip-without-images':
    '클래스마다 하위 폴더를 두고 이미지를 주세요. 다른 종류의 파일은 ZIP에 넣지 말고 직접 주세요.',
};

type Problems = SameProblems<typeof english>;

const unreadFile: Problems['dataset.format'] = ({ name, why, count, formats }) => ({
  message: `${name}: ${phraseText(FILE_REASONS, why)}.${count > 1 ? ` 파일 ${countText(count)}개 가운데 읽을 수 있는 것이 없습니다.` : ''}`,
  advice: INSTEAD[typeof why === 'string' ? why : why.code] ?? taken(formats),
});

/** Formats that are read. */
const FORMATS: Readonly<Record<FormatId, string>> = {
  idx: 'IDX 파일',
  csv: 'CSV 파일',
  npz: 'NumPy 배열 파일',
  cifar: 'CIFAR 파일',
  'image-folder': '이미지 폴더',
};

export const givenFileProblems: Problems = {
  'dataset.unreadable': ({ name, why }) => ({
    message: `${name}: 읽을 수 없습니다. ${SYSTEM_REASONS[why]}.`,
    advice: '파일이 아직 있는지, 읽을 수 있는지 확인하세요.',
  }),
  'dataset.unreadable.kind': ({ name, kind }) => ({
    message: `${name}: 데이터 파일이 아니라 ${FILE_KINDS[kind]}입니다.`,
    advice: '파일, 폴더 또는 ZIP을 주세요.',
  }),
  'dataset.unreadable.own': ({ name, why }) => ({
    message: `${name}: 읽을 수 없습니다. ${SYSTEM_REASONS[why]}.`,
    advice: '데이터셋을 다시 만들거나 가져오고, 폴더를 읽을 수 있는지 확인하세요.',
  }),
  'dataset.mismatch.own-counts': ({ items, labels }) => ({
    message: `${items.name}에는 항목 ${String(items.count)}개가 있지만 ${labels.name}에는 레이블 ${String(labels.count)}개가 있습니다.`,
    advice: MAKE_AGAIN,
  }),
  'dataset.mismatch.own-kind': ({ name, kinds, kind }) => ({
    message: `${name}의 내용은 ${kinds.map((one) => KINDS[one]).join(' 또는 ')}여야 하는데 ${KINDS[kind]}입니다.`,
    advice: MAKE_AGAIN,
  }),
  'dataset.unwritable': ({ directory, why }) => ({
    message: `데이터셋을 ${directory} 폴더에 쓸 수 없습니다. ${UNWRITABLE[why]}.`,
    advice: '공간을 비우거나 다른 데이터 폴더를 고른 뒤 다시 시도하세요.',
  }),
  'dataset.gzip': ({ name, isCut }) => ({
    message: `${name}: 압축을 풀 수 없습니다. ${isCut ? '끝부분이 없습니다' : '손상되었습니다'}.`,
    advice: COPY_AGAIN,
  }),
  'dataset.zip.damaged': ({ name, why }) => ({
    message: `${name}: ZIP이 손상되었습니다. ${ZIP_DAMAGE[why]}.`,
    advice: COPY_AGAIN,
  }),
  'dataset.zip.packed': ({ name, member, isEncrypted }) => ({
    message: `${name} 안의 ${member}: ${isEncrypted ? '암호화되어 있습니다' : '읽지 않는 방식으로 압축되어 있습니다'}.`,
    advice: '일반 ZIP으로 다시 압축하세요.',
  }),
  'dataset.zip.outside': ({ name, member }) => ({
    message: `${name}에 ZIP 밖을 가리키는 이름의 파일이 있습니다: ${member}.`,
    advice: '파일이 든 폴더에서 다시 압축하세요.',
  }),
  'dataset.too-large.zip-files': ({ name, count, most }) => ({
    message: `${name}에 파일이 ${countText(count)}개 있습니다. 최대 ${countText(most)}개까지 읽습니다.`,
    advice: TAKE_A_PART,
  }),
  'dataset.too-large.zip-bytes': ({ name, bytes, most }) => ({
    message: `${name}의 압축을 풀면 ${countText(bytes)}바이트입니다. 최대 ${countText(most)}바이트까지 읽습니다.`,
    advice: TAKE_A_PART,
  }),
  'dataset.too-large.unpacked': ({ name, most }) => ({
    message: `${name}의 압축을 풀면 ${countText(most)}바이트를 넘습니다.`,
    advice: TAKE_A_PART,
  }),
  'dataset.too-large.folder': ({ name, most }) => ({
    message: `${name}에 파일이 ${countText(most)}개보다 많습니다.`,
    advice: TAKE_A_PART,
  }),
  'dataset.too-large.picture': ({ name, bytes, most }) => ({
    message: `${name}의 크기가 ${countText(bytes)}바이트입니다. 이미지 하나는 최대 ${countText(most)}바이트입니다.`,
    advice: '이미지를 줄이거나 빼세요.',
  }),
  'dataset.too-large.items': ({ name, count, most }) => ({
    message: `${name}에 항목이 ${countText(count)}개로 선언되어 있습니다. 최대 ${countText(most)}개까지 가져올 수 있습니다.`,
    advice: SPLIT_IT,
  }),
  'dataset.too-large.rows': ({ name, most }) => ({
    message: `${name}에 행이 ${countText(most)}개보다 많습니다.`,
    advice: SPLIT_IT,
  }),
  'dataset.too-large.side': ({ name, most, ...size }) => ({
    message: `${name}에 이미지가 ${sizeText(size)} 픽셀로 선언되어 있습니다. 한 변은 최대 ${String(most)}픽셀까지 읽습니다.`,
    advice: '먼저 이미지를 줄이세요.',
  }),
  'dataset.too-large.bytes': ({ name, bytes, most }) => ({
    message: `${name}에 이미지가 ${countText(bytes)}바이트로 선언되어 있습니다. 최대 ${countText(most)}바이트까지 읽습니다.`,
    advice: '이미지의 일부만 쓰거나 먼저 줄이세요.',
  }),
  'dataset.too-large.images': ({ count, bytes, most, ...size }) => ({
    message: `${sizeText(size)} 픽셀 이미지 ${countText(count)}개는 ${countText(bytes)}바이트입니다. 최대 ${countText(most)}바이트까지 가져올 수 있습니다.`,
    advice: '더 작은 크기를 고르거나, 회색조로 가져오거나, 일부만 주세요.',
  }),
  'dataset.empty.items': ({ name }) => ({
    message: `${name}에 선언된 항목이 하나도 없습니다.`,
    advice: ONE_PIXEL,
  }),
  'dataset.empty.pixels': ({ name, ...size }) => ({
    message: `${name}에 이미지가 ${sizeText(size)} 픽셀로 선언되어 내용이 없습니다.`,
    advice: ONE_PIXEL,
  }),
  'dataset.not-finite': ({ name }) => ({
    message: `${name}에 좌표가 유한한 수가 아닌 점이 있습니다.`,
    advice: '그 점들을 제거하고 파일을 다시 주세요.',
  }),
  'dataset.values': ({ name, low, high }) => ({
    message: `${name}의 값이 ${String(low)}–${String(high)} 범위입니다. 픽셀 값은 0–255, 0–1 또는 −1–1이어야 합니다.`,
    advice: '먼저 값의 범위를 맞추거나, 이미지가 맞는지 확인하세요.',
  }),
  'dataset.values.not-finite': ({ name }) => ({
    message: `${name}에 유한하지 않은 값(NaN 또는 무한대)이 있습니다.`,
    advice: '0 등으로 바꾸고 파일을 다시 주세요.',
  }),
  'dataset.too-few': ({ kind, count, least }) => ({
    message: `${KINDS[kind]}의 수가 ${countText(count)}개뿐입니다.`,
    advice: `일부는 테스트에 쓰므로 ${countText(least)}개 이상 주세요.`,
  }),
  'dataset.too-many-classes': ({ first, next, most }) => ({
    message: `클래스가 ${String(most)}개보다 많습니다: ${first.join(', ')} … ${next}.`,
    advice: withoutLabels(
      (choice) =>
        `레이블을 읽은 위치가 맞는지 확인하세요. 레이블 없이 가져오려면 그렇게 선택하세요${choice === null ? '' : `(${choice})`}.`,
    ),
  }),
  'dataset.too-much-memory': ({ mostBytes }) => ({
    message: `이 파일들을 읽는 데 메모리가 ${String(mostBytes / 1024 ** 2)} MB 넘게 들어 중단했습니다.`,
    advice: '일부만 가져오거나 먼저 이미지를 줄이세요.',
  }),
  'dataset.changed.files': () => ({ message: '살펴본 뒤에 파일이 바뀌었습니다.', advice: GIVE_AGAIN }),
  'dataset.changed.file': ({ name }) => ({
    message: `살펴본 뒤에 ${name} 파일이 바뀌었습니다.`,
    advice: GIVE_AGAIN,
  }),
  'dataset.format': unreadFile,
  'dataset.format.pictures': ({ place, files, given, kinds, formats }) => ({
    message: `${
      files === 1 ? `${place} 파일은` : `${given.join(', ')}의 파일 ${countText(files)}개는 모두`
    } 읽지 않는 종류의 이미지(${kinds.join(', ')})입니다.`,
    advice: `${formats} 형식으로 저장하세요.`,
  }),
  'dataset.no-items.archive': unreadFile,
  'dataset.no-items.files': ({ given, leftOut, formats }) => {
    const example =
      leftOut === null
        ? ''
        : `: ${leftOut.count === 1 ? '' : `제외된 파일 ${countText(leftOut.count)}개, 예: `}${leftOut.name} – ${phraseText(FILE_REASONS, leftOut.why)}`;
    return {
      message: `${given.join(', ')}에 데이터가 든 파일이 없습니다${example}.`,
      advice: taken(formats),
    };
  },
  'dataset.mixed': ({ first, other }) => ({
    message: `${first.name}: ${FORMATS[first.format]}, ${other.name}: ${FORMATS[other.format]}. 형식이 서로 다릅니다.`,
    advice: '한 번에 한 형식의 파일만 주세요.',
  }),
  'dataset.too-many-files.kinds': ({ count, examples, most, formats }) => ({
    message: `이미지도 문서도 아닌 파일이 ${countText(count)}개입니다(${examples.join(', ')} …). 데이터셋 하나에는 최대 ${String(most)}개입니다.`,
    advice: `${taken(formats)} 한 데이터셋의 파일만 주세요.`,
  }),
  'dataset.several': ({ names, are }) => ({
    message: `데이터셋 ${String(names.length)}개의 파일입니다: ${names.map((name) => (name === '' ? '폴더 자체' : name)).join(', ')}.`,
    advice: are === 'folders' ? '이 폴더들 중 하나를 주세요.' : '그중 하나의 파일만 주세요.',
  }),
};
