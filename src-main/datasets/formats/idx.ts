import { POINT_SHAPE, type ItemShape } from '../../contract/dataset';
import { assemble, type ItemSet, type LabelSet } from '../assemble';
import { classCollector } from '../classes';
import { decodeFloats, type IdxHeader } from '../idx';
import { idxBlocks } from '../idx-blocks';
import { datasetProblem } from '../problem';
import { transposeImages } from '../transpose';
import type { Block, Format, GivenFile } from './format';

/** MNIST's own format, and that of its relatives: a file of images or points, one of labels, or both for each split. */
export const idx: Format = {
  title: 'an IDX file',
  recognises: ({ head }) => head.length >= 4 && head[0] === 0 && head[1] === 0,

  async read(files) {
    const classes = classCollector();
    const items: ItemSet[] = [];
    const labels: LabelSet[] = [];
    const notes = new Set<string>();
    for (const file of files) {
      const { header, values } = await readThrough(file);
      const { kind, count } = header;
      if (kind === 'labels') {
        const numbers = values.map((value) => classes.numberOf(String(value)));
        labels.push({ name: file.name, count, numbers });
        continue;
      }
      if (isTransposed(file, header)) notes.add(TRANSPOSED_NOTE);
      const shape = shapeOf(file, header);
      items.push({ ...shape, name: file.name, kind, count, blocks: () => blocks(file, shape) });
    }
    return assemble({ items, labels }, classes, `Imported ${items[0]?.kind ?? 'images'}`, [...notes]);
  },
};

type ItemsHeader = Exclude<IdxHeader, { kind: 'labels' }>;

export const TRANSPOSED_NOTE = 'EMNIST stores its images on their side; they are turned upright.';

/** EMNIST stores columns where others store rows. */
function isTransposed({ name }: GivenFile, header: ItemsHeader): boolean {
  return /emnist/i.test(name) && header.kind === 'images' && header.channels === 1;
}

function shapeOf(file: GivenFile, header: ItemsHeader): ItemShape {
  if (header.kind === 'points') return POINT_SHAPE;
  const { width, height, channels } = header;
  return isTransposed(file, header)
    ? { width: height, height: width, channels }
    : { width, height, channels };
}

/** Reads to the end, so that what is accepted here can be taken in. @returns `values` of labels alone */
async function readThrough({ path, name }: GivenFile): Promise<{ header: IdxHeader; values: Uint8Array }> {
  let found: IdxHeader | null = null;
  const values: Uint8Array[] = [];
  for await (const { header, data } of idxBlocks(path, name)) {
    found = header;
    if (header.kind === 'labels') values.push(data.slice());
    if (header.kind === 'points') checkFinite(data, name);
  }
  if (found === null) throw new Error(`${name} gave no items and no error.`);
  return { header: found, values: Buffer.concat(values) };
}

async function* blocks(file: GivenFile, shape: ItemShape): AsyncGenerator<Block, void, void> {
  for await (const { header, data } of idxBlocks(file.path, file.name)) {
    if (header.kind !== 'labels' && isTransposed(file, header))
      transposeImages(data, shape.width, shape.height);
    yield { ...shape, count: (data.length * header.count) / header.dataBytes, data };
  }
}

function checkFinite(data: Uint8Array, name: string): void {
  if (decodeFloats(data).every(Number.isFinite)) return;
  throw datasetProblem(
    'not-finite',
    `${name} holds points whose coordinates are not finite numbers.`,
    'Remove them, and give the file again.',
  );
}
