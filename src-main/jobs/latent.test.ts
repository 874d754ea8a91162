import { describe, expect, it } from 'vitest';
import type { FigureKind } from '../contract/figure';
import { LatentFactsSchema, LatentRequestSchema, type LatentQuestion } from '../contract/latent';
import type { ModelInfo } from '../contract/model';
import { decodePointCloud } from '../contract/point-cloud';
import type { Rank } from '@tensorflow/tfjs';
import { tf, type Tensor2D } from '../engine/tensorflow';
import { decodeSheet } from '../images/scale-png';
import { sheetTiles } from '../images/sheet';
import { MODELS } from '../models/registry';
import { configOf, COUNTS, jobFixture, ofType, trained } from '../testing/job-fixture';
import { linearAlgebra } from '../evaluation/engine';
import { squaredDistance } from '../evaluation/distances';
import { latentAnswer, latentFacts } from './latent';
import { neighborSearch } from './latent-neighbors';
import { latentWork } from './latent-work';
import { prepareInference, type Prepared } from './prepare';

const data = jobFixture();
const stripes = data.stripes();
const points = data.points();

const ENCODER = { kind: 'classifier', hash: '', dimensions: 2, score: 1, scoredOn: 1 } as const;
const SMALL = { batchSize: 32, hiddenUnits: '8', filters: 4, labelled: 20 };
/** Returns the configuration of a small run of a model. */
function smallConfig(model: string) {
  const { fields } = MODELS.find(({ info }) => info.id === model)!.info;
  const hyperparameters = Object.fromEntries(Object.entries(SMALL).filter(([name]) => name in fields));
  return configOf({ model, hyperparameters });
}
const prepared = (model: string, checkpoint: Uint8Array | null = null, dataset = stripes) =>
  prepareInference({ config: smallConfig(model), dataset, checkpoint });

function answered(from: Prepared, question: LatentQuestion, values: readonly number[] | Float32Array = []) {
  const request = LatentRequestSchema.parse(question);
  return latentAnswer(from, configOf(), request, Float32Array.from(values));
}
const floatsOf = (bytes: Uint8Array) => new Float32Array(bytes.slice().buffer);

const DECODING = MODELS.filter(({ info }) => info.family !== 'Classifier').map(
  ({ info }) => [info.id, info] as const,
);

describe.each(DECODING)('%s', (id, info) => {
  it('decodes latents of its prior, with the same result together and one by one', async () => {
    const from = await prepared(id, null, info.data === 'points' ? points : stripes);
    const facts = latentFacts(from, 'average');
    const { latentSize, item, classes, hasEncoder } = facts;
    expect(item.kind).toBe(info.data);
    expect(classes !== null).toBe(info.conditional === true);
    const z = floatsOf(answered(from, { kind: 'draw', count: 3, seed: 1 }));
    expect(z).toHaveLength(3 * latentSize);
    const label = classes === null ? null : 1;
    const { numTensors } = tf.memory();
    const all = answered(from, { kind: 'decode', label }, z);
    expect(tf.memory().numTensors).toBe(numTensors);
    const size = all.length / 3;
    expect(size).toBe(item.kind === 'points' ? 8 : item.width * item.height * item.channels);
    const second = answered(from, { kind: 'decode', label }, z.subarray(latentSize, 2 * latentSize));
    if (item.kind === 'points') {
      const [x, y] = floatsOf(second);
      expect(floatsOf(all)[2]).toBeCloseTo(x!, 5);
      expect(floatsOf(all)[3]).toBeCloseTo(y!, 5);
    } else {
      const apart = second.map((value, i) => Math.abs(value - all[size + i]!));
      expect(Math.max(...apart)).toBeLessThanOrEqual(1);
    }
    expect(hasEncoder).toBe(from.built.encode !== undefined);
  });

  it('has directions of its first layer', async () => {
    const from = await prepared(id, null, info.data === 'points' ? points : stripes);
    const { latentSize, classes } = latentFacts(from, 'average');
    const label = classes === null ? null : 1;
    const { numTensors } = tf.memory();
    const rows = floatsOf(answered(from, { kind: 'directions', method: 'layer', count: 2, label }));
    expect(tf.memory().numTensors).toBe(numTensors);
    expect(rows).toHaveLength((1 + Math.min(2, latentSize)) * (1 + latentSize));
    expect(Math.hypot(...rows.subarray(latentSize + 2, 2 * (latentSize + 1)))).toBeCloseTo(1, 5);
  });
});

describe('a decoded item', () => {
  /** Number of samples in a figure of points. */
  const POINTS = 1000;
  const COLUMNS = 8;

  /** Trains a model. Returns it with the items of its newest figure, their latents, and their classes. */
  async function recorded({ id, data, figures, fields }: ModelInfo) {
    const dataset = data === 'points' ? points : stripes;
    const small = smallConfig(id);
    // Bytes of a figure are too coarse to encode noisy images again.
    const hyperparameters = { ...small.hyperparameters, ...('noise' in fields && { noise: 0 }) };
    const config = { ...small, hyperparameters };
    const messages = await trained(dataset, config);
    const checkpoint = ofType(messages, 'checkpoint').at(-1)!.bytes;
    const from = await prepareInference({ config, dataset, checkpoint });
    const figureOf = (kind: FigureKind) =>
      ofType(messages, 'figure')
        .filter((one) => one.kind === kind)
        .at(-1)!;
    const tilesOf = ({ bytes, sheet }: ReturnType<typeof figureOf>) => sheetTiles(decodeSheet(bytes), sheet!);
    if (data === 'points') {
      const latents = from.built.generator!.drawLatents(from.atStart.random, 'figures', POINTS);
      const samples = decodePointCloud(figureOf('points').bytes)!.generated.filter((_, i) => i % 3 !== 2);
      return { from, z: latents.dataSync<'float32'>(), samples, classOf: (sample: number) => sample % 2 };
    }
    const classOf = (sample: number) => Math.floor(sample / COLUMNS);
    if (figures.includes('samples')) {
      const z = floatsOf(answered(from, { kind: 'sheet' }));
      return { from, z, samples: tilesOf(figureOf('samples')), classOf };
    }
    // The originals, then what is decoded from their encodings.
    const tiles = tilesOf(figureOf('reconstructions'));
    const [originals, samples] = [tiles.subarray(0, tiles.length / 2), tiles.subarray(tiles.length / 2)];
    const values = Float32Array.from(originals, (value) => value / 255);
    return { from, z: floatsOf(answered(from, { kind: 'encode' }, values)), samples, classOf };
  }

  it.each(DECODING)(
    'equals the recorded item of the same latent bit for bit: %s',
    { timeout: 120_000 },
    async (_, info) => {
      const { from, z, samples, classOf } = await recorded(info);
      const { classes, latentSize, item } = latentFacts(from, 'average');
      // All of them with each class: a batch of another size may be rounded differently.
      const decoded = (classes === null ? [null] : [0, 1]).map((label) => {
        const bytes = answered(from, { kind: 'decode', label }, z);
        return item.kind === 'points' ? floatsOf(bytes) : bytes;
      });
      const size = (samples.length * latentSize) / z.length;
      const expected = samples.map((_value, i) => {
        const label = classes === null ? 0 : classOf(Math.floor(i / size));
        return decoded[label]![i]!;
      });
      expect(samples).toEqual(expected);
      expect(new Set(samples).size).toBeGreaterThan(9);
    },
  );

  it('lies between two classes if shares of both are requested', async () => {
    const from = await prepared('cgan');
    const z = floatsOf(answered(from, { kind: 'draw', count: 2, seed: 1 }));
    const of = (label: number, share: number) =>
      answered(from, { kind: 'decode', label, to: { label: 1 - label, share } }, z);
    expect(of(0, 0)).toEqual(answered(from, { kind: 'decode', label: 0 }, z));
    expect(of(0, 1)).toEqual(answered(from, { kind: 'decode', label: 1 }, z));
    expect(of(0, 0.5)).toEqual(of(1, 0.5));
    expect(of(0, 0.5)).not.toEqual(of(0, 0));
  });
});

describe('a model with an encoder', () => {
  it('encodes a seeded choice of test items', async () => {
    const from = await prepared('vae-mlp');
    const rows = floatsOf(answered(from, { kind: 'encoded', count: 10, seed: 3 }));
    expect(rows).toHaveLength(10 * 4);
    expect(answered(from, { kind: 'encoded', count: 10, seed: 3 })).toEqual(new Uint8Array(rows.buffer));
    const [x, y, label, item] = rows.subarray(4, 8);
    expect(label).toBe(item! % 2);
    const pixels = answered(from, { kind: 'items' }, [item!]);
    const [again, other] = floatsOf(
      answered(
        from,
        { kind: 'encode' },
        Float32Array.from(pixels, (v) => v / 255),
      ),
    );
    expect([again, other]).toEqual([expect.closeTo(x!, 4), expect.closeTo(y!, 4)]);
    expect(floatsOf(answered(from, { kind: 'encoded', count: 5000, seed: 3 }))).toHaveLength(COUNTS.test * 4);
  });

  it('reports the information in each latent, in nats', async () => {
    const { kl } = latentFacts(await prepared('vae-mlp'), 'average');
    expect(kl).toHaveLength(2);
    expect(Math.min(...kl!)).toBeGreaterThanOrEqual(0);
    expect(latentFacts(await prepared('gan-mlp'), 'average').kl).toBeNull();
  });

  it('can be explored after its variance has overflowed', async () => {
    const from = await prepared('vae-mlp');
    const [, bias] = [...from.variables].find(([name]) => /log_variance.*bias/.test(name))!;
    bias.assign(tf.fill(bias.shape, 100));
    const facts = latentFacts(from, 'average');
    expect(facts.kl).toBeNull();
    expect(LatentFactsSchema.parse(facts)).toEqual(facts);
  });
});

describe('neighbours', () => {
  it('are the training images nearest to the decoded one', async () => {
    const from = await prepared('vae-mlp');
    const question = LatentRequestSchema.parse({ kind: 'neighbors', count: 3 });
    const z = Float32Array.of(0.5, 1);
    const decoded = tf.tidy(() =>
      from.built.generator!.decode(tf.tensor2d(z, [1, 2]), null).dataSync<'float32'>(),
    );
    const { items, count } = from.training;
    const expected = Array.from({ length: count }, (_, item) => {
      const squares = [...decoded].map((value, i) => (value - items[item * decoded.length + i]! / 255) ** 2);
      return { item, distance: Math.sqrt(squares.reduce((sum, square) => sum + square)) };
    }).sort((a, b) => a.distance - b.distance || a.item - b.item);
    const { numTensors } = tf.memory();
    const [done, total, isFeatures, ...found] = floatsOf(latentAnswer(from, configOf(), question, z));
    expect(tf.memory().numTensors).toBe(numTensors);
    expect([done, total, isFeatures]).toEqual([count, count, 0]);
    expect(found).toHaveLength(6);
    expect([found[1], found[3], found[5]]).toEqual(
      expected.slice(0, 3).map(({ distance }) => expect.closeTo(distance, 4) as number),
    );
    expect(expected.find(({ item }) => item === found[0])!.distance).toBeCloseTo(found[1]!, 4);
    const pixels = answered(from, { kind: 'items', split: 'training' }, [found[0]!]);
    expect([...pixels]).toEqual([
      ...items.subarray(found[0]! * decoded.length, (found[0]! + 1) * decoded.length),
    ]);
    expect(() => answered(from, { kind: 'items', split: 'training' }, [count])).toThrow(/the training split/);
  });

  it('of points are the nearest by coordinates', async () => {
    const from = await prepared('vae-mlp-2d', null, points);
    const { items, count } = from.training;
    const place = floatsOf(answered(from, { kind: 'decode' }, [0.3, -0.4]));
    const work = latentWork(from);
    const request = LatentRequestSchema.parse({ kind: 'neighbors', count: 3 });
    const ask = () =>
      floatsOf(latentAnswer(from, configOf(), request, Float32Array.of(0.3, -0.4), null, work));
    let answer = ask();
    while (answer[0]! < count) answer = ask();
    const rows = { values: Float32Array.from(items), rows: count, columns: 2 };
    const query = { values: place, rows: 1, columns: 2 };
    const expected = Array.from({ length: count }, (_, i) => Math.sqrt(squaredDistance(query, 0, rows, i)));
    const found = answer.subarray(3);
    expect(found).toHaveLength(6);
    for (const i of [0, 1, 2]) {
      expect(found[2 * i + 1]).toBeCloseTo([...expected].sort((a, b) => a - b)[i]!, 4);
      expect(expected[found[2 * i]!]).toBeCloseTo(found[2 * i + 1]!, 4);
    }
    const [x, y] = floatsOf(answered(from, { kind: 'items', split: 'training' }, [found[0]!]));
    expect([x, y]).toEqual([...rows.values.subarray(2 * found[0]!, 2 * found[0]! + 2)]);
  });

  it('are found once the training images are encoded, part by part', () => {
    const values = Uint8Array.from({ length: 1200 }, (_, i) => i % 251);
    const split = { items: values, labels: null, count: 1200, width: 1, height: 1, channels: 1 };
    const encoder = {
      ...{ logits: null, probabilities: null, info: ENCODER },
      features: (images: Tensor2D): Tensor2D => tf.matMul<Tensor2D>(images, tf.tensor2d([510], [1, 1])),
    };
    const search = neighborSearch(split as never, encoder, linearAlgebra(null));
    const find = () => [...search.find(() => tf.tensor2d([7.25 / 255], [1, 1]), 2)];
    expect(find()).toEqual([500, 1200, 1]);
    expect(find()).toEqual([1000, 1200, 1]);
    expect(find()).toEqual([1200, 1200, 1, 7, expect.closeTo(0.5, 3), 258, expect.closeTo(0.5, 3)]);
  });
});

describe('a layout of the encoded test items', () => {
  it('goes on while another one is requested: two windows may show different seeds', async () => {
    const work = latentWork(await prepared('vae-mlp'));
    const latents = () => tf.randomNormal<Rank.R2>([100, 8], 0, 1, 'float32', 1);
    const next = (seed: number) => work.layout(`seed ${String(seed)}`, seed, latents)[0]!;
    const before = { 1: 0, 2: 0 };
    for (let part = 0; before[1] < 1 || before[2] < 1; part++) {
      expect(part).toBeLessThan(200);
      for (const seed of [1, 2] as const) {
        const done = next(seed);
        expect(done).toBeGreaterThanOrEqual(before[seed]);
        before[seed] = done;
      }
    }
  });

  it('is computed in parts, and is the same for the same seed', async () => {
    const from = await prepared('vae-mlp');
    const layoutOf = (seed: number) => {
      const request = LatentRequestSchema.parse({ kind: 'umap', count: 30, seed: 0, layoutSeed: seed });
      const work = latentWork(from);
      const fractions: number[] = [];
      for (;;) {
        const { numTensors } = tf.memory();
        const answer = latentAnswer(from, configOf(), request, new Float32Array(0), null, work);
        expect(tf.memory().numTensors).toBe(numTensors);
        const [fraction, ...positions] = floatsOf(answer);
        fractions.push(fraction!);
        if (positions.length > 0) return { fractions, positions };
      }
    };
    const [one, same, other] = [layoutOf(1), layoutOf(1), layoutOf(2)];
    expect(one.fractions).toEqual([...one.fractions].sort((a, b) => a - b));
    expect(one.fractions.at(-1)).toBe(1);
    expect(one.positions).toHaveLength(60);
    expect(same.positions).toEqual(one.positions);
    expect(other.positions).not.toEqual(one.positions);
    const gan = await prepared('gan-mlp');
    expect(() => answered(gan, { kind: 'umap', count: 5, seed: 0 })).toThrow(/no encoder/);
  });
});

describe('directions', () => {
  const LATENTS = 2;
  it.each(['encoded', 'generated', 'local'] as const)('%s: have length 1 and an origin', async (method) => {
    const from = await prepared('vae-mlp');
    const { numTensors } = tf.memory();
    const values = method === 'local' ? [0.5, 1] : [];
    const rows = floatsOf(answered(from, { kind: 'directions', method, count: 5 }, values));
    expect(tf.memory().numTensors).toBe(numTensors);
    expect(rows).toHaveLength((1 + LATENTS) * (1 + LATENTS));
    const [, x, y, first, a, b, second, c, d] = rows;
    if (method === 'local') expect([x, y]).toEqual([0.5, 1]);
    expect([Math.hypot(a!, b!), Math.hypot(c!, d!)]).toEqual([expect.closeTo(1, 5), expect.closeTo(1, 5)]);
    expect(first).toBeGreaterThanOrEqual(second!);
  });

  it('of attributes are those measured on images, then the classes of encoded items', async () => {
    const question = { kind: 'directions', method: 'attributes', count: 1 } as const;
    expect(floatsOf(answered(await prepared('vae-mlp'), question))).toHaveLength((1 + 4 + 2) * (1 + LATENTS));
    expect(floatsOf(answered(await prepared('gan-mlp'), question))).toHaveLength((1 + 4) * 101);
    const cloud = await prepared('vae-mlp-2d', null, points);
    expect(floatsOf(answered(cloud, question))).toHaveLength((1 + 2) * (1 + LATENTS));
  });

  it('of classes are the gradients of their logits', async () => {
    const from = await prepared('vae-mlp');
    const question = { kind: 'directions', method: 'classes', count: 1 } as const;
    expect(() => answered(from, question, [0.5, 1])).toThrow(/No classifier/);
    const weights = tf.tensor2d(
      Float32Array.from({ length: 128 }, (_, i) => Math.sin(i)),
      [64, 2],
    );
    const logits = (images: Tensor2D) => tf.matMul<Tensor2D>(images, weights);
    const encoder = { features: logits, logits, probabilities: null, info: ENCODER };
    const request = LatentRequestSchema.parse(question);
    const rows = floatsOf(latentAnswer(from, configOf(), request, Float32Array.of(0.5, 1), encoder));
    const logitsAt = (x: number, y: number) =>
      tf.tidy(() => [
        ...logits(from.built.generator!.decode(tf.tensor2d([x, y], [1, 2]), null)).dataSync<'float32'>(),
      ]);
    [0, 1].forEach((label) => {
      const [slope = 0, x = 0, y = 0] = rows.subarray(3 * (label + 1));
      const [before, after] = [logitsAt(0.5, 1), logitsAt(0.5 + 0.05 * x, 1 + 0.05 * y)];
      expect((after[label]! - before[label]!) / 0.05).toBeCloseTo(slope, 1);
    });
    weights.dispose();
  });

  it('need an encoder or a latent to start from', async () => {
    const gan = await prepared('gan-mlp');
    expect(() => answered(gan, { kind: 'directions', method: 'encoded', count: 2 })).toThrow(/no encoder/);
    expect(() => answered(gan, { kind: 'directions', method: 'local', count: 2 }, [1])).toThrow(
      /one row of 100/,
    );
  });
});

describe('a search for the latent of an image', () => {
  // With the DCGAN's initial weights, the image hardly depends on the latent.
  it.each(['gan-mlp', 'gan-conv', 'vae-conv'])(
    'comes nearer with every part, and can continue: %s',
    async (model) => {
      const from = await prepared(model);
      const { latentSize } = latentFacts(from, 'average');
      const item = Float32Array.from(answered(from, { kind: 'items' }, [0]), (value) => value / 255);
      const state = new Float32Array(3 * latentSize);
      state.set(floatsOf(answered(from, { kind: 'draw', count: 1, seed: 1 })));
      const { numTensors } = tf.memory();
      const errors: number[] = [];
      for (const taken of [0, 20]) {
        const found = floatsOf(answered(from, { kind: 'search', steps: 20, taken }, [...state, ...item]));
        state.set(found.subarray(0, 3 * latentSize));
        errors.push(...found.subarray(3 * latentSize));
      }
      expect(tf.memory().numTensors).toBe(numTensors);
      expect(errors).toHaveLength(40);
      const { prior } = latentFacts(from, 'average');
      const most = prior === 'uniform' ? 1 : 3;
      for (const value of state.subarray(0, latentSize)) expect(Math.abs(value)).toBeLessThanOrEqual(most);
      expect(errors[20]!).toBeLessThan(errors[0]!);
      expect(errors[39]!).toBeLessThan(errors[20]!);
      expect(() => answered(from, { kind: 'search', steps: 1, taken: 0 }, [1])).toThrow(/not one row of/);
    },
  );
});

it('refuses what a model cannot do', async () => {
  const gan = await prepared('gan-mlp');
  const refused =
    (question: LatentQuestion, values: number[] = []) =>
    () =>
      answered(gan, question, values);
  expect(refused({ kind: 'decode' }, [1, 2, 3])).toThrow(/rows of 100/);
  expect(refused({ kind: 'decode' })).toThrow(/rows of 100/);
  expect(refused({ kind: 'decode', label: 1 }, Array<number>(100).fill(0))).toThrow(/chosen class/);
  expect(refused({ kind: 'encode' }, Array<number>(64).fill(0))).toThrow(/no encoder/);
  expect(refused({ kind: 'encoded', count: 1, seed: 1 })).toThrow(/no encoder/);
  expect(refused({ kind: 'items' }, [COUNTS.test])).toThrow(/test split has 47/);
  expect(refused({ kind: 'items' }, [0.5])).toThrow(/test split has 47/);
  expect(refused({ kind: 'items' }, Array<number>(5001).fill(0))).toThrow(/5.001 values/);
  const { numTensors } = tf.memory();
  for (const method of ['local', 'classes'] as const)
    expect(refused({ kind: 'directions', method, count: 1 }, Array<number>(200).fill(0))).toThrow(/of 100/);
  expect(tf.memory().numTensors).toBe(numTensors);
  // Beyond this number, one step more is the same number.
  const search = { kind: 'search', steps: 1, taken: Number.MAX_SAFE_INTEGER } as const;
  expect(LatentRequestSchema.safeParse(search).success).toBe(false);
  const cgan = await prepared('cgan');
  expect(() => answered(cgan, { kind: 'decode', label: 2 }, Array<number>(100).fill(0))).toThrow(/knows 2/);
  const classifier = await prepared('classifier-mlp');
  expect(() => latentFacts(classifier, 'average')).toThrow(/generates nothing/);
});
