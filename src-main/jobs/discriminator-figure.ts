import { at as valueAt } from '../contract/at';
import type { DiscriminatorOutputs } from '../contract/discriminator-outputs';
import type { LoadedSplit } from '../datasets/load';
import type { Random } from '../engine/random';
import { valuesOf } from '../engine/read-values';
import { tf, type Tensor1D } from '../engine/tensorflow';
import type { DiscriminatorOutput, Generator } from '../models/model';
import { chosenItems, itemsAt } from './tensors';

/** Enough items to see how the outputs are distributed, few enough to cost no more than two steps. */
const ITEMS = 128;
/** As many items at once as in a training step, since more would need twice its memory. */
const BATCH = 64;

/** Each `make` uses the same test items and the same latents, with the classes in turn. */
export function discriminatorFigure(
  generator: Generator,
  { output, at }: DiscriminatorOutput,
  test: LoadedSplit,
  random: Random,
): { make: () => DiscriminatorOutputs; dispose: () => void } {
  const { classes } = generator;
  const latents = generator.drawLatents(random, 'figures/discriminator', ITEMS);
  const labels =
    classes === null
      ? null
      : tf.tensor1d(
          Int32Array.from({ length: ITEMS }, (_, i) => i % classes),
          'int32',
        );
  const chosen = chosenItems(test, ITEMS, 'figures/discriminator');
  const { labels: known } = test;
  const testLabels =
    classes === null || known === null
      ? null
      : tf.tensor1d(
          chosen.map((item) => valueAt(known, item)),
          'int32',
        );

  const partOf = (all: Tensor1D | null, from: number, size: number) =>
    all === null ? null : tf.slice(all, [from], [size]);

  return {
    make: () => ({
      output,
      real: inBatches(chosen.length, (from, size) =>
        at(itemsAt(test, chosen.subarray(from, from + size)), partOf(testLabels, from, size)),
      ),
      generated: inBatches(ITEMS, (from, size) => {
        const asked = partOf(labels, from, size);
        const items = generator.decode(tf.slice(latents, [from, 0], [size, generator.latentSize]), asked);
        return at(items, asked);
      }),
    }),
    dispose: () => {
      tf.dispose([latents, labels ?? [], testLabels ?? []]);
    },
  };
}

function inBatches(count: number, make: (from: number, size: number) => Tensor1D): Float32Array {
  const values = new Float32Array(count);
  for (let from = 0; from < count; from += BATCH)
    values.set(
      valuesOf(() => make(from, Math.min(BATCH, count - from))),
      from,
    );
  return values;
}
