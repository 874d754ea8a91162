import { at } from '../../contract/at';
import type { GivenPart, LeftOut } from '../../contract/dataset';
import { refusal } from '../../contract/error';
import { assemble, type ItemSet, type LabelSet } from '../assemble';
import { byteReader, wholeItems } from '../byte-reader';
import { classCollector, inNaturalOrder, type ClassCollector } from '../classes';
import { bytesOf, decodedChunks, readText } from '../decoded-chunks';
import { splitHint } from '../file-names';
import { interleaved } from '../interleave';
import { checkImages } from '../limits';
import type { Block, Format, GivenFile } from './format';

/**
 * The binary version of CIFAR-10 and CIFAR-100 (Krizhevsky 2009): records of one label (CIFAR-100: two, the coarse one
 * first) and 32×32 pixels, first all reds, then greens, then blues.
 */
interface Variant {
  readonly name: string;
  readonly labelBytes: number;
  readonly classNames: readonly string[];
}
const SHAPE = { width: 32, height: 32, channels: 3 } as const;
const PIXELS = SHAPE.width * SHAPE.height;
const IMAGE_BYTES = PIXELS * SHAPE.channels;
const CIFAR_10: Variant = {
  name: 'CIFAR-10',
  labelBytes: 1,
  classNames: ['airplane', 'automobile', 'bird', 'cat', 'deer', 'dog', 'frog', 'horse', 'ship', 'truck'],
};
/** The names of its hundred classes are in a separate file. */
const CIFAR_100: Variant = { name: 'CIFAR-100', labelBytes: 2, classNames: [] };

const RECORDS = /\.bin$/i;
/** One class per line. */
const NAMES = /^(batches\.meta|(fine|coarse)_label_names)\.txt$/i;
const MAX_NAMES_BYTES = 64 * 1024;

export const cifar: Format = {
  id: 'cifar',
  recognises: ({ name, bytes }) =>
    NAMES.test(name) || (RECORDS.test(name) && bytes > 0 && variantOf(bytes) !== undefined),

  async read(files, { classes }) {
    const batches = files.filter(({ name }) => RECORDS.test(name));
    const sizes = await Promise.all(batches.map(({ path }) => bytesOf(path)));
    const variants = sizes.map(variantOf);
    const variant = variants[0] ?? CIFAR_10;
    const stranger = variants.findIndex((one) => one !== variant);
    if (stranger > 0) {
      throw refusal('dataset.mismatch.cifar', {
        first: at(batches, 0).name,
        variant: variant.name,
        other: at(batches, stranger).name,
      });
    }
    const items: ItemSet[] = [];
    const labels: LabelSet[] = [];
    for (const isTest of [false, true]) {
      const own = batches
        .filter(({ name }) => (splitHint(name) === 'test') === isTest)
        .sort((a, b) => inNaturalOrder(a.name, b.name));
      if (own.length === 0) continue;
      const name = own.map((file) => file.name).join(', ');
      const values = await readLabels(own, variant);
      const count = values.length;
      checkImages([count, SHAPE.height, SHAPE.width, SHAPE.channels], name);
      items.push({ ...SHAPE, name, kind: 'images', count, blocks: () => blocks(own, variant) });
      const read = (collector: ClassCollector) =>
        Promise.resolve(values.map((value) => collector.numberOf(String(value))));
      labels.push({ name, count, source: { code: 'file', name }, read });
    }
    const about = { suggestedName: variant.name, classes, isStrict: true };
    const found = await assemble({ items, labels }, classCollector(), about);
    const names = files.find(({ name }) => NAMES.test(name) && !/^coarse/i.test(name));
    const given = names === undefined ? variant.classNames : await readNames(names);
    const classNames = found.classNames.map((number) => given[Number(number)] ?? number);
    const roles: GivenPart[] = names === undefined ? [] : [{ name: names.name, role: 'class-names' }];
    const unused = files
      .filter((file) => NAMES.test(file.name) && file !== names)
      .map(({ name }): LeftOut => ({ name, why: 'names-other-classes' }));
    return {
      ...found,
      classNames,
      files: [...found.files, ...roles],
      leftOut: [...found.leftOut, ...unused],
    };
  },
};

function variantOf(bytes: number): Variant | undefined {
  return [CIFAR_10, CIFAR_100].find(({ labelBytes }) => bytes % (labelBytes + IMAGE_BYTES) === 0);
}

/** Yields the records of several files, one file after the other, in blocks. */
async function* records(
  files: readonly GivenFile[],
  { labelBytes }: Variant,
): AsyncGenerator<Uint8Array, void, void> {
  const recordBytes = labelBytes + IMAGE_BYTES;
  for (const { path, name } of files) {
    const count = (await bytesOf(path)) / recordBytes;
    const reader = byteReader(decodedChunks(path, name));
    const changed = () => refusal('dataset.changed.file', { name });
    try {
      yield* wholeItems(reader, count, recordBytes, changed);
    } finally {
      await reader.close();
    }
  }
}

/** @returns [count], the class number of each image */
async function readLabels(files: readonly GivenFile[], variant: Variant): Promise<Uint8Array> {
  const { labelBytes } = variant;
  const recordBytes = labelBytes + IMAGE_BYTES;
  const values: number[] = [];
  for await (const block of records(files, variant)) {
    for (let i = labelBytes - 1; i < block.length; i += recordBytes) values.push(at(block, i));
  }
  const most = variant.classNames.length;
  const wrong = most === 0 ? -1 : values.findIndex((value) => value >= most);
  if (wrong >= 0) {
    throw refusal('dataset.labels.cifar', {
      files: files.map(({ name }) => name),
      record: wrong + 1,
      label: at(values, wrong),
      variant: variant.name,
      classes: most,
    });
  }
  return Uint8Array.from(values);
}

async function* blocks(files: readonly GivenFile[], variant: Variant): AsyncGenerator<Block, void, void> {
  const recordBytes = variant.labelBytes + IMAGE_BYTES;
  for await (const block of records(files, variant)) {
    const count = block.length / recordBytes;
    // Remove the labels by moving the images together.
    for (let i = 0; i < count; i++) {
      block.copyWithin(i * IMAGE_BYTES, i * recordBytes + variant.labelBytes, (i + 1) * recordBytes);
    }
    const data = interleaved(block.subarray(0, count * IMAGE_BYTES), SHAPE.channels, PIXELS);
    yield { ...SHAPE, count, data };
  }
}

async function readNames({ path, name }: GivenFile): Promise<string[]> {
  if ((await bytesOf(path)) > MAX_NAMES_BYTES) {
    throw refusal('dataset.too-large.class-names', { name });
  }
  return (await readText(path, name))
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
}
