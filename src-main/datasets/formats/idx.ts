import { POINT_SHAPE, type ItemShape } from '../../contract/dataset';
import { nameText } from '../../contract/problems/catalogue';
import { assemble, type ItemSet, type LabelSet } from '../assemble';
import { classCollector, type ClassCollector } from '../classes';
import { decodeFloats, type IdxHeader } from '../idx';
import { idxBlocks } from '../idx-blocks';
import { checkFinite } from '../limits';
import { isTransposed, transposeImages } from '../transpose';
import type { Block, Format, GivenFile } from './format';

/** The format of MNIST and its relatives: for each split a file of images or points, and one of labels. */
export const idx: Format = {
  id: 'idx',
  recognises: ({ head }) => head.length >= 4 && head[0] === 0 && head[1] === 0,

  async read(files, { classes }) {
    const items: ItemSet[] = [];
    const labels: LabelSet[] = [];
    let isAnyTransposed = false;
    for (const file of files) {
      const { header, values } = await readThrough(file);
      const { kind, count } = header;
      if (kind === 'labels') {
        const read = (collector: ClassCollector) =>
          Promise.resolve(values.map((value) => collector.numberOf(String(value))));
        labels.push({ name: file.name, count, source: { code: 'file', name: file.name }, read });
        continue;
      }
      isAnyTransposed ||= isTransposed(file.name, header);
      const shape = shapeOf(file, header);
      items.push({ ...shape, name: file.name, kind, count, blocks: () => blocks(file, shape) });
    }
    const suggestedName = nameText(items[0]?.kind === 'points' ? 'imported-points' : 'imported-images');
    return assemble({ items, labels }, classCollector(), {
      suggestedName,
      classes,
      isStrict: true,
      notes: isAnyTransposed ? ['upright'] : [],
    });
  },
};

function shapeOf(file: GivenFile, header: IdxHeader): ItemShape {
  if (header.kind !== 'images') return POINT_SHAPE;
  const { width, height, channels } = header;
  return isTransposed(file.name, header)
    ? { width: height, height: width, channels }
    : { width, height, channels };
}

/** Reads the whole file, so that errors are found before the import. @returns `values` only for labels */
async function readThrough({ path, name }: GivenFile): Promise<{ header: IdxHeader; values: Uint8Array }> {
  let found: IdxHeader | null = null;
  const values: Uint8Array[] = [];
  for await (const { header, data } of idxBlocks(path, name)) {
    found = header;
    if (header.kind === 'labels') values.push(data.slice());
    if (header.kind === 'points') checkFinite(decodeFloats(data), name);
  }
  if (found === null) throw new Error(`${name} gave no items and no error.`);
  return { header: found, values: Buffer.concat(values) };
}

async function* blocks(file: GivenFile, shape: ItemShape): AsyncGenerator<Block, void, void> {
  for await (const { header, data } of idxBlocks(file.path, file.name)) {
    if (isTransposed(file.name, header)) transposeImages(data, shape.width, shape.height);
    yield { ...shape, count: (data.length * header.count) / header.dataBytes, data };
  }
}
