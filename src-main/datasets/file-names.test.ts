import { describe, expect, it } from 'vitest';
import { plainName, splitHint } from './file-names';

describe('splitHint', () => {
  it.each([
    [
      'train',
      'train-images-idx3-ubyte.gz X_train y_train xtrain Ytrain trainX trainLabels mnist_train.csv mnisttrain.csv',
    ],
    [
      'train',
      'training.csv train.bin data.npz:train_images kmnist-train-imgs.npz TrainData.npz trainset.csv',
    ],
    [
      'test',
      't10k-labels.idx1-ubyte test_batch.bin x_test testY MNIST-test mnisttest.csv labels_testing.npy',
    ],
    ['validation', 'val_images valid.csv x_val xval validation-images dev.csv eval.npz validY'],
  ])('recognises %s by a separate word', (split, names) => {
    for (const name of names.split(' ')) expect([name, splitHint(name)]).toEqual([name, split]);
  });

  it('ignores similar words, and names with two splits', () => {
    const names =
      'latest.csv contest.npz fastest trainer.csv terrain.npz strain testament value.csv interval images';
    for (const name of [...names.split(' '), 'train_test.csv', 'train.npz: x_test']) {
      expect([name, splitHint(name)]).toEqual([name, null]);
    }
  });
});

it('finds the name of a dataset', () => {
  expect(plainName('mnist_train.csv.gz')).toBe('mnist');
  expect(plainName('train.csv')).toBe('train');
  expect(plainName('latest.csv')).toBe('latest');
});
