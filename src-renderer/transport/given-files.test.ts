import { unzipSync } from 'fflate';
import { expect, it } from 'vitest';
import { MAX_UPLOAD_BYTES } from '../../src-main/contract/files';
import { chosenFiles, droppedFiles, filesToSend } from './given-files';

const file = (name: string, text = name) => new File([text], name);
const given = (...paths: string[]) =>
  paths.map((path) => ({ path, file: file(path.split('/').pop() ?? '', path) }));
const ignore = () => undefined;

/** A folder as browsers represent it: its entries in portions, then none. */
function folder(name: string, ...entries: object[]): object {
  const portions = [entries.slice(0, 1), entries.slice(1), []];
  const readEntries = (give: (some: object[]) => void) => {
    give(portions.shift() ?? []);
  };
  return { name, isDirectory: true, createReader: () => ({ readEntries }) };
}
const entry = (name: string) => ({
  name,
  isDirectory: false,
  file: (give: (found: File) => void) => {
    give(file(name));
  },
});
const item = (dropped: object | null, inHand: File | null = null) => ({
  kind: 'file',
  webkitGetAsEntry: () => dropped,
  getAsFile: () => inHand,
});

it('finds all files in dropped folders, and dropped files themselves', async () => {
  const items = [
    item(
      folder('pets', folder('cat', entry('1.png'), entry('2.png')), entry('.DS_Store'), entry('about.txt')),
    ),
    item(null, file('labels.csv')),
    { kind: 'string' },
  ];
  const found = await droppedFiles({ items } as unknown as DataTransfer);
  expect(found.map(({ path }) => path)).toEqual([
    'pets/cat/1.png',
    'pets/cat/2.png',
    'pets/about.txt',
    'labels.csv',
  ]);
  expect(await droppedFiles(null)).toEqual([]);
});

it('accepts files from a chooser, with their path in the folder', () => {
  const chosen = Object.defineProperty(file('1.png'), 'webkitRelativePath', { value: 'pets/1.png' });
  const alone = Object.defineProperty(file('a.csv'), 'webkitRelativePath', { value: '' });
  const paths = chosenFiles([chosen, alone] as unknown as FileList).map(({ path }) => path);
  expect(paths).toEqual(['pets/1.png', 'a.csv']);
});

it('omits files that operating systems create in folders, but not a given folder itself', async () => {
  const left = ['@eaDir', '.git', '__MACOSX', '$RECYCLE.BIN', '@tmp'];
  const items = [
    item(folder('.pets', folder('cat', entry('1.png'), ...left.map((name) => folder(name, entry('2.png')))))),
  ];
  const found = await droppedFiles({ items } as unknown as DataTransfer);
  expect(found.map(({ path }) => path)).toEqual(['.pets/cat/1.png']);
  const chosen = ['pets/@eaDir/1.png/x.jpg', 'pets/cat/Thumbs.db', 'pets/cat/._1.png', 'pets/cat/1.png'].map(
    (path) => Object.defineProperty(file('x'), 'webkitRelativePath', { value: path }),
  );
  expect(chosenFiles(chosen as unknown as FileList).map(({ path }) => path)).toEqual(['pets/cat/1.png']);
});

it('packs images into one ZIP, and does not pack other files', async () => {
  const others = given('mnist/images.gz', 'mnist/labels.gz');
  expect(await filesToSend(others, ignore)).toEqual(others.map((one) => one.file));

  const reported: number[] = [];
  const [packed, ...more] = await filesToSend(given('동물/고양이/1.png', '동물/notes.txt'), (at) =>
    reported.push(at),
  );
  expect([packed?.name, more, reported]).toEqual(['동물', [], [0.5, 1]]);
  const members = unzipSync(new Uint8Array(await packed!.arrayBuffer()));
  expect(Object.keys(members)).toEqual(['고양이/1.png', 'notes.txt']);
  expect(new TextDecoder().decode(members['notes.txt'])).toBe('동물/notes.txt');
  const [loose] = await filesToSend(given('1.png', 'a/2.png'), ignore);
  expect(loose?.name).toBe('images');
  expect(Object.keys(unzipSync(new Uint8Array(await loose!.arrayBuffer())))).toEqual(['1.png', 'a/2.png']);
});

it('sends data files themselves, also with a figure beside them, and many files as one ZIP', async () => {
  const figure = given('mnist/train-images-idx3-ubyte', 'mnist/a.png');
  figure[0] = {
    path: 'mnist/train-images-idx3-ubyte',
    file: file('train-images-idx3-ubyte', 'x'.repeat(100)),
  };
  expect((await filesToSend(figure, ignore)).map(({ name }) => name)).toEqual([
    'train-images-idx3-ubyte',
    'a.png',
  ]);
  const documents = given(
    ...Array.from({ length: 60 }, (_, i) => `mnist/${String(i)}.json`),
    'mnist/x',
    'mnist/x.gz',
  );
  expect((await filesToSend(documents, ignore)).map(({ name }) => name)).toEqual(['x']);
  const nameless = given(...Array.from({ length: 60 }, (_, i) => `photos/${String(i)}`));
  expect((await filesToSend(nameless, ignore)).map(({ name }) => name)).toEqual(['photos']);
  const few = given('photos/cat/1', 'photos/cat/2', 'photos/dog/1', 'photos/README');
  expect((await filesToSend(few, ignore)).map(({ name }) => name)).toEqual(['photos']);
  const loose = given('labels', 'images');
  expect((await filesToSend(loose, ignore)).map(({ name }) => name)).toEqual(['labels', 'images']);
});

it('refuses uploads that are too large, and reports unreadable files', async () => {
  const large = Object.defineProperty(file('1.png'), 'size', { value: MAX_UPLOAD_BYTES + 1 });
  await expect(filesToSend([{ path: '1.png', file: large }], ignore)).rejects.toMatchObject({
    problem: {
      code: 'upload.too-large.folder',
      message: expect.stringMatching(/^These are 1 files of 257 MB/) as string,
    },
  });
  const gone = Object.defineProperty(file('1.png'), 'arrayBuffer', {
    value: () => Promise.reject(new Error('gone')),
  });
  await expect(filesToSend([{ path: '1.png', file: gone }], ignore)).rejects.toMatchObject({
    problem: { code: 'upload.failed.read', message: '1.png could not be read.' },
  });
});
