import { MIN_IMAGE_SIDE, POINT_SHAPE, type ItemShape } from '../../contract/dataset';
import { countText } from '../../contract/numbers';
import { assemble, type ItemSet, type LabelSet } from '../assemble';
import { byteReader, wholeItems } from '../byte-reader';
import { classCollector } from '../classes';
import { plainName } from '../file-names';
import { encodeFloats } from '../idx';
import { interleaved } from '../interleave';
import { checkCount, checkFinite, checkImages } from '../limits';
import { NO_VALUES, widened } from '../pixel-values';
import { datasetProblem } from '../problem';
import { openZip, type ZipMember } from '../zip';
import type { Block, Format, GivenFile, Role } from './format';
import { readNpyHeader, type NpyHeader, type Values } from './npy';

/** One array of a file. */
interface NpyArray extends NpyHeader {
  readonly file: GivenFile;
  /** Inside the file. */
  readonly path: string;
  /** What it is called in sentences, and what may tell its split. */
  readonly name: string;
}
interface ImageArray extends NpyArray, ItemShape {
  /** Colours one after another, as PyTorch has them. */
  readonly isPlanar: boolean;
}

/** Where a ZIP's first entry has its name. */
const FIRST_NAME_AT = 30;
const LABEL_NAME = /label|target|class|^y([-_.]|$)/i;

/** NumPy's archives: arrays of images or points, and of labels, found by their shapes and told apart by their names. */
export const npz: Format = {
  title: 'an .npz file',
  recognises({ head }) {
    const zip = Buffer.from(head);
    if (zip.length < FIRST_NAME_AT || zip.readUInt32BE(0) !== 0x504b0304) return false;
    return zip.toString('latin1', FIRST_NAME_AT, FIRST_NAME_AT + zip.readUInt16LE(26)).endsWith('.npy');
  },

  async read(files, options) {
    const arrays = (await Promise.all(files.map((file) => listArrays(file, files.length > 1)))).flat();
    const images = arrays.flatMap((array) => imageArray(array) ?? []);
    const points = arrays.filter(isPoints);
    const labels = arrays.filter(isLabels);
    const unused: Role[] = arrays
      .filter(
        (array) => ![...points, ...labels].includes(array) && !images.some(({ name }) => name === array.name),
      )
      .map(({ name }) => ({ name, role: 'not used' }));

    const items = [...points.map(pointSet), ...images.map(imageSet)];
    const found = await assemble({ items, labels: labels.map(labelSet) }, classCollector(), {
      suggestedName: plainName(files[0]?.name ?? ''),
      classes: options.classes,
    });
    return { ...found, files: [...found.files, ...unused] };
  },
};

async function listArrays(file: GivenFile, isOneOfMany: boolean): Promise<NpyArray[]> {
  const zip = await openZip(file.path, file.name);
  try {
    const members = zip.members.filter(({ path }) => path.endsWith('.npy'));
    const arrays: NpyArray[] = [];
    for (const member of members) {
      const own = member.path.slice(0, -'.npy'.length);
      const name = !isOneOfMany ? own : members.length === 1 ? file.name : `${file.name}: ${own}`;
      const header = await headerOf(member, name);
      arrays.push({ ...header, file, path: member.path, name });
    }
    return arrays;
  } finally {
    zip.close();
  }
}

async function headerOf(member: ZipMember, name: string): Promise<NpyHeader> {
  const reader = byteReader(member.chunks());
  try {
    return await readNpyHeader(reader, name);
  } finally {
    await reader.close();
  }
}

function isLabels({ shape, name }: NpyArray): boolean {
  const [, columns = 1] = shape;
  if (shape.length > 2 || (columns > 1 && !LABEL_NAME.test(name))) return false;
  if (columns === 1) return shape.length > 0;
  throw datasetProblem(
    'labels',
    `${name} holds ${countText(columns)} values for each item; a label is one.`,
    'Give the number of each item’s class, e.g. with numpy.argmax.',
  );
}

function isPoints({ shape, name }: NpyArray): boolean {
  return shape.length === 2 && shape[1] === 2 && !LABEL_NAME.test(name);
}

/** [n, h·h], [n, h, w], [n, h, w, channels] or [n, channels, h, w]; null for anything else. */
function imageArray(array: NpyArray): ImageArray | null {
  const [, a = 0, b = 0, c = 0] = array.shape;
  const image = (height: number, width: number, channels: number, isPlanar = false) =>
    channels === 1 || channels === 3 ? ({ ...array, height, width, channels, isPlanar } as const) : null;
  switch (array.shape.length) {
    case 2: {
      const side = Math.sqrt(a);
      return Number.isInteger(side) && side >= MIN_IMAGE_SIDE ? image(side, side, 1) : null;
    }
    case 3:
      return image(a, b, 1);
    case 4:
      return image(a, b, c) ?? image(b, c, a, true);
    default:
      return null;
  }
}

function imageSet(array: ImageArray): ItemSet {
  const { name, width, height, channels, isPlanar } = array;
  const shape = { width, height, channels };
  const pixels = width * height;
  return {
    ...shape,
    name,
    kind: 'images',
    count: array.shape[0] ?? 0,
    async check() {
      checkImages([array.shape[0] ?? 0, height, width, channels], name);
      let range = NO_VALUES;
      for await (const values of valueBlocks(array)) range = widened(range, values);
      return range;
    },
    async *blocks(scaling): AsyncGenerator<Block, void, void> {
      for await (const values of valueBlocks(array)) {
        const data = scaling?.toBytes(values) ?? Uint8Array.from(values);
        const count = data.length / (pixels * channels);
        yield { ...shape, count, data: isPlanar ? interleaved(data, channels, pixels) : data };
      }
    },
  };
}

function pointSet(array: NpyArray): ItemSet {
  return {
    ...POINT_SHAPE,
    name: array.name,
    kind: 'points',
    count: array.shape[0] ?? 0,
    async check() {
      checkCount(array.shape[0] ?? 0, array.name);
      for await (const values of valueBlocks(array)) checkFinite(values, array.name);
      return null;
    },
    async *blocks(): AsyncGenerator<Block, void, void> {
      for await (const values of valueBlocks(array))
        yield { ...POINT_SHAPE, count: values.length / 2, data: encodeFloats(Float32Array.from(values)) };
    },
  };
}

function labelSet(array: NpyArray): LabelSet {
  const { name } = array;
  const count = array.shape[0] ?? 0;
  return {
    name,
    count,
    source: `the array “${name}”`,
    async read(collector) {
      checkCount(count, name);
      const numbers = new Uint8Array(count);
      let at = 0;
      for await (const values of valueBlocks(array)) {
        for (const value of values) {
          if (!Number.isInteger(value)) {
            throw datasetProblem(
              'labels',
              `${name} holds ${String(value)}, which is no whole number and so no label.`,
              'Give the number of each item’s class.',
            );
          }
          numbers[at++] = collector.numberOf(String(value));
        }
      }
      return numbers;
    },
  };
}

/** All of an array's values, whole items at a time; reads and unpacks a block at a time. */
async function* valueBlocks({
  file,
  path,
  name,
  shape,
  element,
}: NpyArray): AsyncGenerator<Values, void, void> {
  const zip = await openZip(file.path, file.name);
  try {
    const member = zip.members.find((one) => one.path === path);
    const truncated = () =>
      datasetProblem('truncated', `${name} is cut off.`, 'Copy or download the file again.');
    if (member === undefined) throw truncated();
    const reader = byteReader(member.chunks());
    try {
      await readNpyHeader(reader, name);
      const [count = 0, ...sizes] = shape;
      const perItem = sizes.reduce((product, size) => product * size, 1);
      const blocks = wholeItems(reader, count, perItem * element.bytes, truncated);
      for await (const block of blocks) yield element.decode(block);
    } finally {
      await reader.close();
    }
  } finally {
    zip.close();
  }
}
