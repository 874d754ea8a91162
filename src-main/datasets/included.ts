import testImages from '../../resources/datasets/mnist-10k/t10k-images-idx3-ubyte.gz?asset';
import testLabels from '../../resources/datasets/mnist-10k/t10k-labels-idx1-ubyte.gz?asset';
import trainImages from '../../resources/datasets/mnist-10k/train-images-idx3-ubyte.gz?asset';
import trainLabels from '../../resources/datasets/mnist-10k/train-labels-idx1-ubyte.gz?asset';
import type { DatasetFiles } from './files';

/** Paths of the gzipped IDX files of `mnist-10k`, which `scripts/datasets/mnist-10k.mjs` generates. */
export const MNIST_10K: DatasetFiles = {
  train: { items: trainImages, labels: trainLabels },
  test: { items: testImages, labels: testLabels },
};
