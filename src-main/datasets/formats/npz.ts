import { at } from '../../contract/at';
import type { LeftOut } from '../../contract/dataset';
import { refusal } from '../../contract/error';
import type { FileReason, ImportNote } from '../../contract/problems/catalogue';
import { assemble, type ItemSet } from '../assemble';
import { classCollector } from '../classes';
import { plainName } from '../file-names';
import type { Format, Found, GivenFile } from './format';
import { isNpy } from './npy';
import { classFiles } from './npy-class-files';
import type { UnreadElements } from './npy-elements';
import { listArrays, type NpyArray } from './npy-file';
import { imageSet, pointSet, settled } from './npy-sets';
import { itemArrays } from './npz-items';
import { chooseLabels, isLabelName, labelCount, labelSet } from './npz-labels';
import { namedClasses, namesAmong } from './npz-names';

/** Offset of the name of a ZIP's first entry. */
const FIRST_NAME_AT = 30;

/**
 * NumPy arrays, and archives of them: images or points, and labels. They are found by shape, and distinguished by name.
 */
export const npz: Format = {
  id: 'npz',
  takesMany: true,
  recognises({ head }) {
    if (isNpy(head)) return true;
    const zip = Buffer.from(head);
    if (zip.length < FIRST_NAME_AT || zip.readUInt32BE(0) !== 0x504b0304) return false;
    return zip.toString('latin1', FIRST_NAME_AT, FIRST_NAME_AT + zip.readUInt16LE(26)).endsWith('.npy');
  },

  async read(files, options) {
    const listed = [];
    for (const file of files) listed.push(await listArrays(file, files.length > 1));
    const arrays = listed.flatMap((one) => one.arrays);
    const sets = await setsAmong(arrays, files);
    const used = new Set([...sets.items.map(({ name }) => name), ...sets.leftOut.map(({ name }) => name)]);
    const others = arrays.filter(({ name }) => !used.has(name));
    const candidates = others.filter((array) => labelCount(array) !== null);
    const chosen = await chooseLabels(sets.items, candidates, options);
    if (options.classes !== 'none') checkReadable(sets.items, others, chosen.labels);
    const isOneEach = files.length > 1 && arrays.length === files.length && others.length === 0;
    const byFile = isOneEach
      ? classFiles(
          sets.items,
          arrays.map(({ ownName }) => ownName),
        )
      : null;
    const items = byFile === null ? sets.items : [byFile.items];
    const labels = byFile === null ? chosen.labels.map(labelSet) : [byFile.labels];
    const doubts = byFile === null ? chosen.doubts : [byFile.doubt];
    const found = await assemble({ items, labels }, classCollector(), {
      suggestedName: plainName(at(files, 0).name),
      classes: options.classes,
      notes: sets.notes,
      doubts: options.classes === 'none' ? [] : doubts,
      leftOut: [...sets.leftOut, ...listed.flatMap(({ others: members }) => members.map(notAnArray))],
    });
    return withNames(found, others, chosen.leftOut);
  },
};

const notAnArray = (name: string): LeftOut => ({ name, why: 'not-an-array' });

async function setsAmong(
  arrays: readonly NpyArray[],
  files: readonly GivenFile[],
): Promise<{ items: ItemSet[]; notes: ImportNote[]; leftOut: readonly LeftOut[] }> {
  const { images, points, leftOut } = itemArrays(arrays);
  if (images.length + points.length === 0) throw noItems(arrays, files);
  const items: ItemSet[] = points.map(({ array, isTransposed }) => pointSet(array, isTransposed));
  const notes: ImportNote[] = [];
  for (const image of images) {
    const { view, notes: own } = await settled(image);
    items.push(imageSet(view));
    notes.push(...own);
  }
  return { items, notes, leftOut };
}

/** Names numbered classes, and adds the reason for every array that is not imported. */
async function withNames(
  found: Found,
  others: readonly NpyArray[],
  notNeeded: readonly LeftOut[],
): Promise<Found> {
  const naming = await namesAmong(others, found.classNames);
  const known = new Set([...found.files, ...found.leftOut].map(({ name }) => name));
  if (naming !== null) known.add(naming.array.name);
  const reasons = new Map(notNeeded.map(({ name, why }) => [name, why]));
  const leftOut = others
    .filter(({ name }) => !known.has(name))
    .map((array) => ({ name: array.name, why: reasons.get(array.name) ?? whyUnused(array) }));
  return {
    ...found,
    classNames:
      naming === null ? found.classNames : (namedClasses(found.classNames, naming.names) ?? found.classNames),
    files: naming === null ? found.files : [...found.files, { name: naming.array.name, role: 'class-names' }],
    leftOut: [...found.leftOut, ...leftOut],
  };
}

function whyUnused({ element, shape }: NpyArray): FileReason {
  if (element.kind === 'unread') return element.why;
  return { code: 'shape', shape };
}

/**
 * Refuses label arrays that cannot be read, rather than ignoring them. @throws WorkbenchError `dataset.element-type`
 */
function checkReadable(
  items: readonly ItemSet[],
  others: readonly NpyArray[],
  labels: readonly NpyArray[],
): void {
  const unread = others.find(
    (array) =>
      array.element.kind === 'unread' &&
      isLabelName(array) &&
      items.some(({ count }) => count === array.shape[0]) &&
      !labels.some((one) => labelCount(one) === array.shape[0]),
  );
  if (unread?.element.kind === 'unread') throw notRead(unread, unread.element.why);
}

const notRead = ({ name }: NpyArray, why: UnreadElements) =>
  refusal('dataset.element-type.array', { name, why });

function noItems(arrays: readonly NpyArray[], files: readonly GivenFile[]): Error {
  const [first] = arrays;
  const unread = arrays.find(({ element }) => element.kind === 'unread');
  if (unread?.element.kind === 'unread') return notRead(unread, unread.element.why);
  if (first !== undefined && arrays.every((array) => labelCount(array) !== null && isLabelName(array))) {
    return refusal('dataset.no-items.labels', { name: first.name, are: 'arrays' });
  }
  const others = arrays.filter((array) => !isLabelName(array));
  const arraysShown = others
    .slice(0, 3)
    .map(({ name, shape, element }) => ({ name, shape: element.kind === 'texts' ? null : [...shape] }));
  return refusal('dataset.no-items.arrays', {
    files: files.map(({ name }) => name),
    arrays: arraysShown,
    areVolumes: others.some(({ shape }) => shape.length > 3),
  });
}
