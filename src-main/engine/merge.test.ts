import { expect, it } from 'vitest';
import { loadTensorflow } from './backend';
import { dense, reshape } from './layers';
import { concat, multiply } from './merge';
import { network } from './network';
import { tf } from './tensorflow';

await loadTensorflow();

/** Weights of one and biases of zero: a dense layer of one unit sums its inputs. */
const build = () => network('N', (_, shape) => tf.ones([...shape]));

it('multiplies two inputs, and shows that in the summary', () => {
  const N = build();
  const product = multiply({ name: 'z', shape: [3] }, { name: 'scale', shape: [3] });
  const sum = N.stack('sum', product, [dense('sum', 1)]);
  const values = tf.tidy(() => sum(tf.tensor2d([[1, 2, 3]]), tf.tensor2d([[4, 5, 6]])).dataSync());
  expect([...values]).toEqual([32]);
  expect(N.stacks[0]).toMatchObject({
    from: 'z',
    input: [3],
    joined: { stack: 'scale', by: '×', own: [3], other: [3] },
  });
});

it('concatenates the outputs of two stacks along the last axis, and shows that in the summary', () => {
  const N = build();
  const image = N.stack('planes', { name: 'image', shape: [4] }, [reshape([2, 2, 1])]);
  const label = N.stack('plane', { name: 'label', shape: [8] }, [reshape([2, 2, 2])]);
  const both = N.stack('both', concat(image, label), [reshape([12])]);
  const values = tf.tidy(() =>
    both(image(tf.tensor2d([[1, 2, 3, 4]])), label(tf.range(10, 18).reshape([1, 8]))).dataSync(),
  );
  expect([...values]).toEqual([1, 10, 11, 2, 12, 13, 3, 14, 15, 4, 16, 17]);
  expect(N.stacks[2]).toMatchObject({
    from: 'planes',
    input: [2, 2, 3],
    joined: { stack: 'plane', by: ',', own: [2, 2, 1], other: [2, 2, 2] },
  });
});

it('refuses sizes that do not match, when declared and when computed', () => {
  const sized = (...shape: number[]) => ({ name: 'input', shape });
  expect(() => multiply(sized(3), sized(1))).toThrow('Sizes 3 and 1 cannot be multiplied.');
  expect(() => concat(sized(2, 2, 1), sized(2, 3, 1))).toThrow('cannot be concatenated');
  expect(() => concat(sized(3), sized(2, 2, 1))).toThrow('cannot be concatenated');
  // Broadcasting would accept this input.
  const sum = build().stack('sum', multiply(sized(3), sized(3)), [dense('sum', 1)]);
  expect(() => tf.tidy(() => sum(tf.ones([1, 3]), tf.ones([1, 1])))).toThrow('was given 1');
});
