import { at } from '../contract/at';
import { MEASURED_ATTRIBUTES } from '../contract/latent';
import { statelessRandom } from '../engine/random';
import { columnMeans } from '../evaluation/distances';
import type { Matrix } from '../evaluation/matrix';
import { attributeVector, extremeGroups, type AttributeVector } from '../latent/attributes';
import type { Directions } from '../latent/directions';
import { measuredAttributes } from '../latent/measured-attributes';
import type { Generator } from '../models/model';
import type { Prepared } from './prepare';
import { chosenItems, itemsAt, matrixOf, type Decode } from './tensors';

/** Number of items whose attributes are measured. */
const [ENCODED, GENERATED] = [2000, 1000];

/** Latents with their items, and the classes of these where they are known. */
interface Examples {
  readonly latents: Matrix;
  readonly items: ArrayLike<number>;
  readonly classes: Uint8Array | null;
}

/**
 * Finds the vectors of the attributes that are measured on images, balanced over classes where these are known, then
 * those of the classes against all others. Examples are encoded test items or, without an encoder, generated ones.
 * @returns a direction for each attribute, with its separation (d′) in place of a fraction of the variance
 */
export function findAttributes(prepared: Prepared, generator: Generator, decode: Decode): Directions {
  const { latents, items, classes } = examplesOf(prepared, generator, decode);
  const { model, test } = prepared;
  const measured = model.info.data === 'images' ? measuredAttributes(items, test) : null;
  const vectors = (measured === null ? [] : MEASURED_ATTRIBUTES).map((attribute) =>
    attributeVector(latents, extremeGroups(measured?.[attribute] ?? new Float64Array(0)), classes),
  );
  if (classes !== null) vectors.push(...classVectors(latents, classes));
  return {
    origin: columnMeans(latents),
    vectors: {
      values: Float64Array.from(vectors.flatMap(({ vector }) => [...vector])),
      rows: vectors.length,
      columns: latents.columns,
    },
    shares: Float64Array.from(vectors, ({ separation }) => separation),
  };
}

function examplesOf(
  { built, test, atStart, backend }: Prepared,
  generator: Generator,
  decode: Decode,
): Examples {
  const { encode } = built;
  if (encode !== undefined) {
    const chosen = chosenItems(test, ENCODED, 'latent/attributes');
    return {
      latents: matrixOf(() => encode(itemsAt(test, chosen))),
      items: matrixOf(() => itemsAt(test, chosen)).values,
      classes: test.labels && Uint8Array.from(chosen, (item) => at(test.labels ?? [], item)),
    };
  }
  const random = statelessRandom(0, atStart.step, backend.native);
  const draw = () => generator.drawLatents(random, 'attributes', GENERATED);
  return { latents: matrixOf(draw), items: matrixOf(() => decode(draw())).values, classes: null };
}

function classVectors(latents: Matrix, classes: Uint8Array): AttributeVector[] {
  const count = classes.reduce((most, label) => Math.max(most, label), 0) + 1;
  return Array.from({ length: count }, (_, label) => {
    const groups = Int8Array.from({ length: latents.rows }, (_, row) =>
      at(classes, row) === label ? 1 : -1,
    );
    return attributeVector(latents, groups, null);
  });
}
