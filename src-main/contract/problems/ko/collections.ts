import { countText } from '../../numbers';
import { phraseText } from '../phrases';
import type { collectionProblems as english } from '../en/collections';
import { ELEMENT_REASONS, FILE_REASONS } from './file-reasons';
import { KINDS, shapeText, SPLITS } from './items';
import { quoted } from './lists';
import { endingWith } from './options';
import type { SameProblems } from './same';

const SHAPES =
  '이미지는 [n, h, w], [n, h, w, 3], [n, 3, h, w] 또는 평탄화한 [n, 784], [n, 3072] 배열이고, 점은 [n, 2], 레이블은 [n]입니다.';

const NPY_DAMAGE = {
  'no-array': 'NumPy 배열이 아닙니다',
  'long-header': '헤더가 너무 깁니다',
  'cut-header': '헤더 중간에서 잘렸습니다',
  'other-header': 'NumPy의 헤더가 아닙니다',
  shape: '있을 수 없는 형태(shape)입니다',
} as const;

const TRAIN_OR_TEST = '학습용 파일 하나와 테스트용 파일 하나를 주세요.';
const COPY_AGAIN = '파일을 다시 복사하거나 내려받으세요.';
const IMAGES_TOO = '이미지도 함께 주세요. 예: train-images-idx3-ubyte.';

const orWithout = (sentence: string) =>
  endingWith('--classes none', `${sentence}, 아니면 레이블 없이 가져오세요`);

export const collectionProblems: SameProblems<typeof english> = {
  // How splits, labels and classes fit together.
  'dataset.mismatch.labels': ({ labelled, unlabelled }) => ({
    message: `${labelled}에는 레이블이 있지만 학습에 쓸 ${unlabelled}에는 없습니다.`,
    advice: endingWith('--classes none', '레이블도 함께 주거나, 모두 레이블 없이 가져오세요'),
  }),
  'dataset.mismatch.splits': ({ a, b }) => ({
    message: `${a.name}의 내용은 ${shapeText(a.holds)}, ${b.name}의 내용은 ${shapeText(b.holds)}입니다. 두 분할의 형식은 같아야 합니다.`,
    advice: '한 데이터셋의 파일만 주세요.',
  }),
  'dataset.mismatch.one-split': ({ name, noun }) => ({
    message: `${KINDS[noun]} 파일은 학습용과 테스트용이 모두 있지만 레이블은 한쪽에만 있습니다: ${name}.`,
    advice: '두 분할의 레이블을 모두 주거나 모두 빼세요.',
  }),
  'dataset.mismatch.counts': ({ items, labels, noun }) => ({
    message: `${items.name}에는 ${KINDS[noun]} ${countText(items.count)}개가 있지만 ${labels.name}에는 레이블 ${countText(labels.count)}개가 있습니다.`,
    advice: '서로 짝이 맞는 데이터와 레이블을 주세요.',
  }),
  'dataset.mismatch.cifar': ({ first, variant, other }) => ({
    message: `${first} 파일은 ${variant} 형식이지만 ${other} 파일은 아닙니다.`,
    advice: '둘 중 한 데이터셋의 파일만 주세요.',
  }),
  'dataset.two-alike': ({ a, b, split, noun }) => ({
    message: `${a}, ${b} 파일이 둘 다 ${SPLITS[split]} ${KINDS[noun]}로 보입니다.`,
    advice: noun === 'labels' ? TRAIN_OR_TEST : '학습용 하나와 테스트용 하나를 주거나, 둘 중 하나만 주세요.',
  }),
  'dataset.too-many.sets': ({ names, noun }) => ({
    message: `${KINDS[noun]} 묶음이 ${String(names.length)}개 있습니다(${names.join(', ')}). 데이터셋에는 학습과 테스트 분할이 하나씩만 있습니다.`,
    advice: '학습과 테스트의 데이터와 레이블 등, 한 데이터셋의 파일만 주세요.',
  }),
  'dataset.too-many.labels': ({ names, noun }) => ({
    message: `레이블(${names.join(', ')})이 ${KINDS[noun]}보다 많습니다.`,
    advice: '학습과 테스트의 데이터와 레이블 등, 한 데이터셋의 파일만 주세요.',
  }),
  'dataset.no-items.nothing': () => ({
    message: '주어진 파일에 이미지도 점도 없습니다.',
    advice: IMAGES_TOO,
  }),
  'dataset.no-items.labels': ({ name, are }) => ({
    message: `${name}에는 레이블이 있지만 그 레이블의 이미지가 없습니다.`,
    advice: are === 'arrays' ? SHAPES : IMAGES_TOO,
  }),
  'dataset.no-items.arrays': ({ files, arrays, areVolumes }) => {
    const shown = arrays.map(({ name, shape }) =>
      shape === null ? `${name}의 내용은 문자열입니다` : `${name}의 형태는 [${shape.join(', ')}]입니다`,
    );
    return {
      message: `${files.join(', ')} 파일에 이미지도 점도 없습니다${shown.length === 0 ? '' : `: ${shown.join(', ')}`}.`,
      advice: areVolumes ? `볼륨은 읽지 않습니다. 단면을 저장하세요. ${SHAPES}` : SHAPES,
    };
  },
  'dataset.no-items.pictures': ({ name, count, formats }) => ({
    message: `${name}에 이미지가 없습니다. 파일 ${countText(count)}개 가운데 ${formats} 파일이 없습니다.`,
    advice: '클래스마다 하위 폴더를 두고 이미지를 주세요. 다른 종류의 파일은 ZIP에 넣지 말고 직접 주세요.',
  }),

  // NumPy's arrays, and CIFAR's files.
  'dataset.ambiguous': ({ a, b, noun }) => ({
    message: `${a}, ${b} 중 어느 쪽이 학습용 ${KINDS[noun]}인지 이름이나 개수로 알 수 없습니다.`,
    advice: '파일 이름에 ‘train’, ‘test’를 넣으세요.',
  }),
  'dataset.npy': ({ name, why }) => ({
    message: `${name} 파일을 읽을 수 없습니다. ${NPY_DAMAGE[why]}.`,
    advice: COPY_AGAIN,
  }),
  'dataset.truncated': ({ name }) => ({
    message: `${name} 파일이 중간에서 잘렸습니다.`,
    advice: COPY_AGAIN,
  }),
  'dataset.too-large.arrays': ({ name, count, most }) => ({
    message: `${name} 파일에 배열이 ${countText(count)}개 있습니다. 최대 ${countText(most)}개까지 읽습니다.`,
    advice: '이미지를 배열 하나 [n, h, w]로, 레이블을 또 하나로 저장하세요.',
  }),
  'dataset.element-type.array': ({ name, why }) => ({
    message: `${name}: ${phraseText(ELEMENT_REASONS, why)}.`,
    advice: endingWith(
      '--classes none',
      'astype 등으로 배열을 숫자나 문자열로 저장하거나, 모두 레이블 없이 가져오세요',
    ),
  }),
  'dataset.label.no-array': ({ label, arrays }) => ({
    message: `레이블 배열 ‘${label}’이 없습니다. 있는 배열: ${arrays.join(', ') || '없음'}.`,
    advice: endingWith('--label', '레이블 배열의 이름이나, 학습과 테스트에 공통인 이름의 일부를 적으세요'),
  }),
  'dataset.labels.empty': ({ name }) => ({
    message: `${name}에 내용이 없는 레이블이 있습니다.`,
    advice: '항목마다 클래스 이름을 적으세요.',
  }),
  'dataset.labels.fraction': ({ name, value }) => ({
    message: `${name}에 있는 값 ${value}는 정수가 아니므로 레이블이 될 수 없습니다.`,
    advice: orWithout('항목마다 클래스 번호를 적으세요'),
  }),
  'dataset.labels.several': ({ name, values }) => ({
    message: `${name}에는 항목마다 값이 ${countText(values)}개 있고 원-핫도 아닙니다. 레이블은 하나여야 합니다.`,
    advice: orWithout('numpy.argmax 등으로 항목마다 클래스 번호를 적으세요'),
  }),
  'dataset.labels.cifar': ({ files, record, label, variant, classes }) => ({
    message: `${files.join(', ')}의 레코드 ${countText(record)}에 레이블 ${String(label)}이 있습니다. ${variant}의 클래스는 ${String(classes)}개입니다.`,
    advice: '이진 버전의 파일이 맞는지 확인하세요.',
  }),
  'dataset.too-large.class-names': ({ name }) => ({
    message: `${name} 파일은 클래스 이름 목록으로는 너무 깁니다.`,
    advice: '이 파일을 빼세요.',
  }),

  // Folders and ZIPs of pictures.
  'dataset.mixed-folders': ({ inFolders, beside, example }) => ({
    message: `이미지 ${countText(inFolders)}개는 폴더 안에, ${countText(beside)}개는 폴더 밖에 있습니다. 예: ${example}.`,
    advice: endingWith('--classes none', '모든 이미지를 클래스 폴더에 넣거나, 모두 레이블 없이 가져오세요'),
  }),
  'dataset.several.splits': ({ folders }) => ({
    message: `${quoted(folders)} 폴더마다 클래스 폴더가 든 분할이 있어 여러 데이터셋으로 보입니다.`,
    advice: '한 번에 하나씩 주세요.',
  }),
  'dataset.pictures': ({ unreadable, count, named }) => {
    const more = unreadable - named.length;
    const reasons = named.map(({ name, why }) => `${name} – ${phraseText(FILE_REASONS, why)}`).join('; ');
    return {
      message: `이미지 ${countText(count)}개 중 ${countText(unreadable)}개를 읽을 수 없습니다: ${reasons}${more > 0 ? ` 외 ${countText(more)}개` : ''}.`,
      advice: '바꾸거나 제거한 뒤 폴더를 다시 주세요. 이미지의 5 %까지는 자동으로 제외됩니다.',
    };
  },
};
