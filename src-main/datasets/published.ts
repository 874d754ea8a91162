import { join } from 'node:path';
import type { DataKind, ItemShape } from '../contract/dataset';

/** A file of a publisher, and the name it is imported under. */
export interface PublishedFile {
  readonly name: string;
  readonly bytes: number;
  /** Hexadecimal. */
  readonly sha256: string;
  /** The name it is imported under: the names of many datasets' files do not show which dataset they belong to. */
  readonly importedAs: string;
}

/** An archive; the members with the given paths are imported. */
export interface PublishedArchive extends Omit<PublishedFile, 'importedAs'> {
  readonly members: readonly string[];
}

/** A dataset that can be downloaded from its authors, or from mirrors with the same files. */
export interface PublishedDataset extends ItemShape {
  readonly id: string;
  readonly kind: DataKind;
  readonly name: string;
  readonly summary: string;
  readonly trainCount: number;
  readonly testCount: number;
  readonly classCount: number;
  readonly licence: string;
  readonly citation: string;
  readonly homepage: string;
  /** URLs of folders, with a trailing slash; the first that responds is used. */
  readonly mirrors: readonly string[];
  readonly files: readonly (PublishedFile | PublishedArchive)[];
}

/** The subfolder of a download whose files are imported once all are complete. */
export const READY_FOLDER = 'files';

/** The path of a complete file in a download's folder; until it is complete, its name ends in `PART`. */
export function placeOf(file: PublishedFile | PublishedArchive, directory: string): string {
  return 'members' in file ? join(directory, file.name) : join(directory, READY_FOLDER, file.importedAs);
}
export const PART = '.part';

const IMAGES_28 = { kind: 'images', width: 28, height: 28, channels: 1 } as const;
const TEN_CLASSES = { trainCount: 60_000, testCount: 10_000, classCount: 10 } as const;

/** Size and SHA-256 of each file, from TensorFlow Datasets; torchvision's MD5 sums are of the same files. */
type FourFiles = readonly (readonly [bytes: number, sha256: string])[];

const FOUR_NAMES = [
  'train-images-idx3-ubyte.gz',
  'train-labels-idx1-ubyte.gz',
  't10k-images-idx3-ubyte.gz',
  't10k-labels-idx1-ubyte.gz',
] as const;

/** @param files in the order of `FOUR_NAMES` */
function fourFiles(prefix: string, files: FourFiles): PublishedFile[] {
  return FOUR_NAMES.map((name, i) => {
    const [bytes, sha256] = files[i] ?? [0, ''];
    return { name, bytes, sha256, importedAs: `${prefix}-${name}` };
  });
}

export const PUBLISHED_DATASETS: readonly PublishedDataset[] = [
  {
    ...IMAGES_28,
    ...TEN_CLASSES,
    id: 'mnist',
    name: 'MNIST',
    summary: 'Handwritten digits: the dataset that most generative models were first tried on.',
    licence: 'CC BY-SA 3.0',
    citation:
      'Y. LeCun, L. Bottou, Y. Bengio, P. Haffner: Gradient-based learning applied to document recognition. ' +
      'Proceedings of the IEEE 86(11), 1998.',
    homepage: 'http://yann.lecun.com/exdb/mnist/',
    mirrors: [
      'https://ossci-datasets.s3.amazonaws.com/mnist/',
      'https://storage.googleapis.com/cvdf-datasets/mnist/',
    ],
    files: fourFiles('mnist', [
      [9_912_422, '440fcabf73cc546fa21475e81ea370265605f56be210a4024d2ca8f203523609'],
      [28_881, '3552534a0a558bbed6aed32b30c495cca23d567ec52cac8be1a0730e8010255c'],
      [1_648_877, '8d422c7b0a1c1c79245a5bcf07fe86e33eeafee792b84584aec276f5a2dbc4e6'],
      [4_542, 'f7ae60f92e00ec6debd23a6088c31dbd2371eca3ffa0defaefb259924204aec6'],
    ]),
  },
  {
    ...IMAGES_28,
    ...TEN_CLASSES,
    id: 'fashion-mnist',
    name: 'Fashion-MNIST',
    summary: 'Pictures of clothes, in the format of MNIST and harder.',
    licence: 'MIT',
    citation:
      'H. Xiao, K. Rasul, R. Vollgraf: Fashion-MNIST: a novel image dataset for benchmarking machine learning algorithms. ' +
      'arXiv:1708.07747, 2017.',
    homepage: 'https://github.com/zalandoresearch/fashion-mnist',
    mirrors: [
      'https://fashion-mnist.s3.eu-central-1.amazonaws.com/',
      'https://raw.githubusercontent.com/zalandoresearch/fashion-mnist/master/data/fashion/',
      'https://storage.googleapis.com/tensorflow/tf-keras-datasets/',
    ],
    files: fourFiles('fashion-mnist', [
      [26_421_880, '3aede38d61863908ad78613f6a32ed271626dd12800ba2636569512369268a84'],
      [29_515, 'a04f17134ac03560a47e3764e11b92fc97de4d1bfaf8ba1a3aa29af54cc90845'],
      [4_422_102, '346e55b948d973a97e58d2351dde16a484bd415d4595297633bb08f03db6a073'],
      [5_148, '67da17c76eaffca5446c3361aaab5c3cd6d1c2608764d35dfb1850b086bf8dd5'],
    ]),
  },
  {
    ...IMAGES_28,
    ...TEN_CLASSES,
    id: 'kmnist',
    name: 'KMNIST',
    summary: 'Ten cursive Japanese characters from classical literature, in the format of MNIST.',
    licence: 'CC BY-SA 4.0',
    citation:
      'T. Clanuwat, M. Bober-Irizar, A. Kitamoto, A. Lamb, K. Yamamoto, D. Ha: Deep learning for classical Japanese ' +
      'literature. arXiv:1812.01718, 2018.',
    homepage: 'https://codh.rois.ac.jp/kmnist/',
    mirrors: [
      'https://codh.rois.ac.jp/kmnist/dataset/kmnist/',
      'https://storage.googleapis.com/s4tf-hosted-binaries/datasets/KMNIST/',
    ],
    files: fourFiles('kmnist', [
      [18_165_135, '51467d22d8cc72929e2a028a0428f2086b092bb31cfb79c69cc0a90ce135fde4'],
      [29_497, 'e38f9ebcd0f3ebcdec7fc8eabdcdaef93bb0df8ea12bee65224341c8183d8e17'],
      [3_041_136, 'edd7a857845ad6bb1d0ba43fe7e794d164fe2dce499a1694695a792adfac43c5'],
      [5_120, '20bb9a0ef54c7db3efc55a92eef5582c109615df22683c380526788f98e42a1c'],
    ]),
  },
  {
    ...IMAGES_28,
    id: 'emnist-letters',
    name: 'EMNIST letters',
    summary:
      'Handwritten letters, capital and small as one class. Their archive holds the other parts of EMNIST, too.',
    trainCount: 124_800,
    testCount: 20_800,
    classCount: 26,
    licence: 'none stated; made from NIST Special Database 19',
    citation:
      'G. Cohen, S. Afshar, J. Tapson, A. van Schaik: EMNIST: an extension of MNIST to handwritten letters. ' +
      'arXiv:1702.05373, 2017.',
    homepage: 'https://www.nist.gov/itl/products-and-services/emnist-dataset',
    mirrors: [
      'https://biometrics.nist.gov/cs_links/EMNIST/',
      'https://www.itl.nist.gov/iaui/vip/cs_links/EMNIST/',
    ],
    files: [
      {
        name: 'gzip.zip',
        bytes: 561_753_746,
        sha256: 'fb9bb67e33772a9cc0b895e4ecf36d2cf35be8b709693c3564cea2a019fcda8e',
        members: ['train-images-idx3', 'train-labels-idx1', 'test-images-idx3', 'test-labels-idx1'].map(
          (part) => `gzip/emnist-letters-${part}-ubyte.gz`,
        ),
      },
    ],
  },
  {
    kind: 'images',
    width: 32,
    height: 32,
    channels: 3,
    id: 'cifar-10',
    name: 'CIFAR-10',
    summary: 'Small colour photographs of animals and vehicles.',
    trainCount: 50_000,
    testCount: 10_000,
    classCount: 10,
    licence: 'none stated; its authors ask to be cited',
    citation: 'A. Krizhevsky: Learning multiple layers of features from tiny images. Technical report, 2009.',
    homepage: 'https://www.cs.toronto.edu/~kriz/cifar.html',
    mirrors: [
      'https://www.cs.toronto.edu/~kriz/',
      'https://storage.googleapis.com/s4tf-hosted-binaries/datasets/CIFAR10/',
    ],
    files: [
      {
        name: 'cifar-10-binary.tar.gz',
        bytes: 170_052_171,
        sha256: 'c4a38c50a1bc5f3a1c5537f2155ab9d68f9f25eb1ed8d9ddda3db29a59bca1dd',
        members: [
          ...[1, 2, 3, 4, 5].map((batch) => `data_batch_${String(batch)}.bin`),
          'test_batch.bin',
          'batches.meta.txt',
        ].map((name) => `cifar-10-batches-bin/${name}`),
      },
    ],
  },
];
