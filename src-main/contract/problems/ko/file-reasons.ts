import { countText } from '../../numbers';
import type { SamePhrases } from '../phrases';
import type { elementReasons, FILE_REASONS as english, PictureKind } from '../en/file-reasons';
import { sizeText } from '../en/items';
import { FILE_KINDS, imagesText, shapeText } from './items';
import { quoted } from './lists';

/** Kinds of pictures, as named with their limits. */
const PICTURE_KINDS: Readonly<Record<PictureKind, string>> = {
  bmp: 'BMP',
  gif: 'GIF',
  jpeg: 'JPEG',
  'jpeg-progressive': '프로그레시브 JPEG',
  'jpeg-scans': '스캔이 여럿인 JPEG',
  png: 'PNG',
  'png-interlaced': '인터레이스 PNG',
  'png-transparent': '투명한 PNG',
  tiff: 'TIFF',
  webp: 'WebP',
};

type Same = SamePhrases<typeof english>;

const pictureReasons = {
  'cut-off': '중간에서 잘렸습니다',
  damaged: '손상되었습니다',
  'cut-off-or-damaged': '잘렸거나 손상되었습니다',
  'not-a-picture': ({ formats }) => `${formats} 이미지가 아닙니다`,
  'other-picture': '읽지 않는 종류의 이미지입니다',
  'more-pixels': '선언한 것보다 픽셀이 많습니다',
  'fewer-pixels': '선언한 것보다 픽셀이 적습니다',
  pixels: (size) => `${sizeText(size)} 픽셀로 선언되어 있습니다`,
  'too-many-pixels': ({ kind, most, ...size }) =>
    `${sizeText(size)} 픽셀입니다. ${PICTURE_KINDS[kind]} 파일은 최대 ${String(most / 1e6)}메가픽셀까지 읽습니다`,
  'too-many-deep-pixels': (size) =>
    `값의 범위를 일부만 쓰는 16비트 픽셀이 ${sizeText(size)}개라 크기를 맞추기에 너무 많습니다`,
  'too-much-memory': '이미지 하나에 쓸 수 있는 메모리로는 디코딩할 수 없습니다',
  'jpeg-scans': ({ scans, most }) =>
    `스캔이 ${String(scans)}개인 JPEG입니다. 최대 ${String(most)}개까지 읽습니다`,
  'not-png': 'PNG가 아닙니다',
  'png-header': '헤더가 PNG의 헤더가 아닙니다',
  'png-two-headers': '헤더가 둘입니다',
  'png-type': ({ bits, colorType }) =>
    `있을 수 없는 색 유형 ${String(colorType)}, ${String(bits)}비트로 선언되어 있습니다`,
  'png-inflate': '선언한 크기로 압축을 풀 수 없습니다',
  'png-unscalable': '인터레이스 없는 8비트 회색조나 RGB가 아닙니다',
  'tiff-bits': ({ bits, hasFractions }) =>
    `샘플이 ${String(bits)}비트${hasFractions ? ' 소수' : ''}입니다. 최대 16비트 정수까지 읽습니다`,
  'tiff-channels': ({ channels, most }) =>
    `픽셀마다 채널이 ${String(channels)}개입니다. 최대 ${String(most)}개까지 읽습니다`,
} satisfies Partial<Same>;

/** Formats that are not read. */
const formatReasons = {
  empty: '비어 있습니다',
  pickle: '읽으면 프로그램이 실행될 수 있는 Python pickle입니다',
  'single-image': '이미지 한 장입니다',
  hdf5: '읽지 않는 HDF5 파일입니다',
  matlab: '읽지 않는 MATLAB 파일입니다',
  parquet: '읽지 않는 Parquet 파일입니다',
  arrow: '읽지 않는 Arrow 파일입니다',
  sqlite: '읽지 않는 SQLite 데이터베이스입니다',
  '7-zip': '7-Zip 압축 파일입니다',
  rar: 'RAR 압축 파일입니다',
  bzip2: 'bzip2로 압축되어 있습니다',
  xz: 'xz로 압축되어 있습니다',
  tar: 'tar 묶음입니다',
  pdf: 'PDF 문서입니다',
  pytorch: '읽지 않는 PyTorch 파일입니다',
  office: '읽지 않는 오피스 파일입니다',
  'zip-without-images': ({ formats }) => `이미지가 없습니다. ${formats} 파일이 하나도 없습니다`,
  unknown: ({ start }) => `읽을 수 있는 형식이 아닙니다. 0x${start}로 시작합니다`,
} satisfies Partial<Same>;

/** Files and folders among others. */
const placeReasons = {
  document: '데이터가 아니라 문서입니다',
  'submission-form': '제출용 양식입니다',
  'unreadable-name': '이름을 읽을 수 없습니다. 평범한 글자로 바꾸세요',
  'same-name': '이 인코딩에서 다른 파일과 이름이 같습니다',
  unpacked: '압축을 푼 것도 있습니다',
  'same-file': ({ as }) => `${as}와 같은 파일을 가리키는 링크입니다`,
  'same-content': ({ as }) => `${as}와 내용이 같습니다`,
  'image-among-data': '데이터 파일 사이에 있는 이미지입니다',
  'table-beside': ({ beside }) => `${beside} 옆에 있는 표로, 데이터가 들어 있지 않습니다`,
  kind: ({ kind }) => `${FILE_KINDS[kind]}입니다`,
  denied: '이 사용자에게 읽기 권한이 없습니다',
  unreadable: '읽을 수 없습니다',
  'link-denied': '이 사용자가 읽을 수 없는 것을 가리키는 링크입니다',
  'link-broken': '가리키는 것이 없는 링크입니다',
  'link-loop': '자기를 담은 폴더로 되돌아오는 링크입니다',
  'link-in-zip': 'ZIP 안의 링크는 따라가지 않습니다',
  'twice-in-zip': 'ZIP에 두 번 이상 들어 있어 마지막 것을 읽었습니다',
  'too-deep': ({ most }) => `폴더가 ${String(most)}단계보다 깊습니다`,
  'too-many-links': ({ most }) => `폴더 링크가 ${countText(most)}개를 넘습니다`,
  'names-no-classes': '있는 클래스의 이름이 적혀 있지 않습니다',
  'names-other-classes': '레이블의 클래스와 다른 클래스가 적혀 있습니다',
  problem: ({ name, problem }) => {
    const text = problem.message.replace(/\.$/, '');
    return text.startsWith(`${name} `) ? text.slice(name.length + 1) : `읽을 수 없습니다: ${text}`;
  },
} satisfies Partial<Same>;

/** Folders of images beside others. */
const folderReasons = {
  'in-no-class': '어느 클래스 폴더에도 들어 있지 않습니다',
  'no-classes': ({ count }) => `클래스 폴더 없이 ${imagesText(count)}가 있습니다`,
  'validation-images': ({ count }) => `검증용 ${imagesText(count)}가 있고 테스트 분할도 있습니다`,
  annotations: ({ count }) => `옆의 이미지를 설명하는 것으로 보이는 ${imagesText(count)}가 있습니다`,
  'copies-of-siblings': ({ count }) => `옆에도 있는 ${imagesText(count)}가 들어 있습니다`,
  'copies-of-split': ({ count, of }) => `${of}와 같은 ${imagesText(count)}가 들어 있습니다`,
  'beside-splits': ({ count, within }) => `${imagesText(count)}가 있지만 분할은 ‘${within}’ 안에 있습니다`,
  'no-split': ({ count, splits }) =>
    `${imagesText(count)}가 있지만 분할(${quoted(splits)})에 속하지 않습니다`,
  'repeats-siblings': ({ count }) =>
    `${imagesText(count)}가 있지만 안의 폴더 이름이 옆의 폴더와 같아 클래스가 아닙니다`,
  'loose-beside-splits': ({ splits }) => `분할 폴더(${quoted(splits)}) 옆에 따로 있습니다`,
  'loose-beside-folder': ({ folder }) => `분할이 든 ‘${folder}’ 폴더 옆에 따로 있습니다`,
} satisfies Partial<Same>;

/** Element types of NumPy arrays that are not read. */
export const ELEMENT_REASONS: SamePhrases<typeof elementReasons> = {
  objects: '읽으면 프로그램이 실행될 수 있는 Python 객체가 들어 있습니다',
  complex: '복소수가 들어 있습니다',
  'long-floats': '64비트를 넘는 부동소수점 수가 들어 있습니다',
  dates: '날짜가 들어 있습니다',
  durations: '시간 간격이 들어 있습니다',
  'raw-bytes': '형식 없는 바이트가 들어 있습니다',
  records: '필드가 여럿인 레코드가 들어 있습니다',
  'unknown-elements': ({ type }) => `알 수 없는 원소 유형 ${type}이 들어 있습니다`,
};

/** Sets of items and labels, arrays and columns. */
const setReasons = {
  'unwanted-labels': '쓰지 않기로 한 레이블입니다',
  'labels-of-left-out': '제외된 것의 레이블입니다',
  'no-labels': ({ unlike }) => `${unlike}에는 있는 레이블이 없습니다`,
  'other-shape': ({ shape, other, otherShape }) =>
    `내용은 ${shapeText(shape)}인데 ${other}의 내용은 ${shapeText(otherShape)}입니다`,
  'neither-train-nor-test': '다른 파일과 달리 이름에 ‘train’도 ‘test’도 없습니다',
  validation: '검증용이고 테스트 분할도 있습니다',
  'points-beside-images': ({ images }) => `점이 들어 있는데 ${images}에는 이미지가 들어 있습니다`,
  'not-an-array': '배열이 아닙니다',
  'not-needed': ({ beside }) => `${beside}가 있어 필요하지 않습니다`,
  'neither-items-nor-classes': '항목도 클래스도 들어 있지 않습니다',
  shape: ({ shape }) => `형태 [${shape.join(', ')}]는 이미지, 점, 레이블 가운데 어느 것도 아닙니다`,
  'row-numbers': '행의 번호입니다',
  'row-names': '행의 번호나 이름입니다',
  splits: '분할의 이름인데, 분할은 열에서 읽지 않습니다',
  distinct: '행마다 값이 다릅니다',
  'no-pixels': '픽셀도 레이블도 아닙니다',
  'no-coordinates': '좌표도 레이블도 아닙니다',
} satisfies Partial<Same>;

/** Why something is not imported: a sentence about it without its full stop, after its name. */
export const FILE_REASONS: Same = {
  ...pictureReasons,
  ...formatReasons,
  ...placeReasons,
  ...folderReasons,
  ...ELEMENT_REASONS,
  ...setReasons,
};
