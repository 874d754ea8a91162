import { execFileSync } from 'node:child_process';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { gzipSync } from 'node:zlib';
import { zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { importFixture, inspect, refused } from '../testing/import-fixture';
import { png } from '../testing/image-files';
import { encodeIdxImages, encodeIdxLabels } from './idx';

const { at, given } = importFixture();

/** Images whose bytes differ with `from`. */
const images = (count: number, from = 0) =>
  encodeIdxImages({
    images: Uint8Array.from({ length: count * 64 }, (_, i) => from + i),
    count,
    height: 8,
    width: 8,
  });
const labels = (...values: number[]) => encodeIdxLabels(Uint8Array.from(values));
const text = (value: string) => Buffer.from(value);
const picture = (width = 8) =>
  png({
    width,
    height: 8,
    depth: 8,
    colorType: 0,
    rows: Array<number[]>(8).fill(Array<number>(width).fill(0)),
  });

/** A folder with the given files, gzipped if their names end in `.gz`. */
function folder(files: Readonly<Record<string, Uint8Array>>, name = 'data') {
  for (const [path, bytes] of Object.entries(files)) {
    const place = at(name, path);
    mkdirSync(dirname(place), { recursive: true });
    writeFileSync(place, path.endsWith('.gz') ? gzipSync(bytes) : bytes);
  }
  return { name, path: at(name) };
}
const out = (found: { leftOut: readonly { name: string; why: string }[] }) =>
  found.leftOut.map(({ name, why }) => `${name} ${why}`);

/** Four files as in MNIST. */
const four = (prefix = '', suffix = '') => ({
  [`${prefix}train-images-idx3-ubyte${suffix}`]: images(6),
  [`${prefix}train-labels-idx1-ubyte${suffix}`]: labels(1, 2, 1, 2, 1, 2),
  [`${prefix}t10k-images-idx3-ubyte${suffix}`]: images(4, 9),
  [`${prefix}t10k-labels-idx1-ubyte${suffix}`]: labels(2, 1, 2, 1),
});

describe('a folder as published', () => {
  it('EMNIST: its mapping names the classes', async () => {
    const found = await inspect([
      folder({ ...four('emnist-letters-', '.gz'), 'emnist-letters-mapping.txt': text('1 65 97\n2 66 98\n') }),
    ]);
    expect(found).toMatchObject({ classNames: ['A', 'B'], leftOut: [], suggestedName: 'EMNIST letters' });
    expect(found.files).toContainEqual({ name: 'emnist-letters-mapping.txt', role: 'class names' });
    // The mapping names only some labels; the others have their known names.
    const some = { ...four('emnist-letters-'), 'emnist-letters-mapping.txt': text('1 97\n3 99\n') };
    expect((await inspect([folder(some, 'some')])).classNames).toEqual(['a', 'B']);
    // The mapping has a different alphabet from that of the known dataset.
    const other = { ...four('emnist-digits-'), 'emnist-digits-mapping.txt': text('1 9312\r\n2 9313\r\n') };
    expect((await inspect([folder(other, 'other')])).classNames).toEqual(['①', '②']);
  });

  it('KMNIST: its table of classes is not data', async () => {
    const map = text('index,codepoint,char\n0,U+304A,お\n1,U+304D,き\n2,U+3059,す\n');
    const found = await inspect([folder({ ...four('x/'), 'kmnist_classmap.csv': map })]);
    expect(found).toMatchObject({ classNames: ['き', 'す'], leftOut: [] });
    expect(found.files).toContainEqual({ name: 'kmnist_classmap.csv', role: 'class names' });
  });

  it.each<[string, string, string[]]>([
    ['class_names.txt', 'zero\none\ntwo\n', ['one', 'two']],
    ['labels.txt', '0 zero\n1 one\n2 number two\n', ['one', 'number two']],
    ['classes.csv', 'id,name\n2,"two"\n1,one\n', ['one', 'two']],
  ])('class names in %s', async (name, content, expected) => {
    const found = await inspect([folder({ ...four(), [name]: text(content) })]);
    expect(found).toMatchObject({ classNames: expected, leftOut: [] });
  });

  it.each<[string, string, string]>([
    ['class_names.txt', 'zero\none\n', 'does not name the classes that there are'],
    ['labels.txt', '1\n2\n1\n', 'is of no format that is read'],
    ['classes.csv', 'id,name\n1,one\n1,two\n', 'is a table beside'],
    ['notes.txt', 'zero\none\ntwo\n', 'is of no format that is read'],
  ])('but not in %s of %j', async (name, content, why) => {
    const found = await inspect([folder({ ...four(), [name]: text(content) })]);
    expect(found.classNames).toEqual(['1', '2']);
    expect(out(found)).toEqual([expect.stringContaining(`${name} ${why}`)]);
  });

  it('Kaggle’s MNIST: each file twice, in a separate folder', async () => {
    const twice = Object.entries(four()).flatMap(([name, bytes]) => [
      [name.replace('-idx', '.idx'), bytes],
      [`${name}/${name}`, bytes],
    ]);
    const found = await inspect([folder(Object.fromEntries(twice) as Record<string, Uint8Array>)]);
    expect(found.splits).toMatchObject({ train: { count: 6 }, test: { count: 4 } });
    expect(found.leftOut).toHaveLength(4);
    expect(out(found)).toContainEqual(
      expect.stringMatching(/train-images\S* holds the same as \S*train-images/),
    );
  });

  it('copies, but not equal labels of two splits, nor different files with alike names', async () => {
    const same = labels(1, 2, 1, 2, 1, 2);
    const files = {
      ...four(),
      't10k-images-idx3-ubyte': images(6, 9),
      't10k-labels-idx1-ubyte': same,
      'train-images-idx3-ubyte (1)': images(6),
      'copies/train-labels-idx1-ubyte.gz': same,
    };
    const found = await inspect([folder(files)]);
    expect(found.splits.test.labels).toEqual(found.splits.train.labels);
    expect(out(found).sort()).toEqual([
      'copies/train-labels-idx1-ubyte.gz holds the same as train-labels-idx1-ubyte',
      'train-images-idx3-ubyte (1) holds the same as train-images-idx3-ubyte',
    ]);
    const other = { ...four(), 'train-images-idx3-ubyte (1)': images(6, 3) };
    await expect(inspect([folder(other, 'other')])).rejects.toMatchObject(
      refused('too-many', /3 sets of images/),
    );
  });

  it('torchvision’s: gzipped files beside unpacked ones, and its own tensors', async () => {
    const tensors = zipSync({ 'training/data.pkl': text('x'), 'training/data/0': text('y') });
    const raw = { ...four('MNIST/raw/'), ...four('MNIST/raw/', '.gz') };
    const found = await inspect([
      folder({
        ...raw,
        'MNIST/processed/training.pt': tensors,
        'MNIST/processed/old.pt': Buffer.of(0x80, 2, 0x8a),
      }),
    ]);
    expect(found.splits).toMatchObject({ train: { count: 6 }, test: { count: 4 } });
    expect(out(found).sort()).toEqual([
      'MNIST/processed/old.pt is a Python pickle, which can run programs when it is read',
      'MNIST/processed/training.pt is a PyTorch file, which is not read',
      ...Object.keys(four('MNIST/raw/', '.gz'))
        .sort()
        .map((path) => `${path} is there unpacked, too`),
    ]);
  });

  it('documents, programs and checksums', async () => {
    const documents = [
      'README',
      'LICENSE.txt',
      'paper.pdf',
      'load.py',
      'demo.ipynb',
      'meta.json',
      'annotations/1.xml',
      'SHA256SUMS',
      'x.md5',
    ];
    const files = Object.fromEntries(documents.map((name) => [name, text('1,2\n3,4\n')]));
    const found = await inspect([folder({ ...four(), ...files })]);
    expect(out(found).sort()).toEqual(documents.sort().map((name) => `${name} is a document, not data`));
  });

  it('a form for submissions, and figures', async () => {
    const form = { 'sample_submission.csv': text('ImageId,Label\n1,0\n2,0\n'), 'digits.png': picture() };
    const found = await inspect([folder({ ...four(), ...form })]);
    expect(out(found).sort()).toEqual([
      'digits.png is an image among files of data',
      'sample_submission.csv is a form for submissions',
    ]);
  });

  it('links to the same file, pipes, and links that lead nowhere', async () => {
    const data = folder(four());
    symlinkSync('train-images-idx3-ubyte', at('data', 'a link'));
    symlinkSync('nothing', at('data', 'b link'));
    execFileSync('mkfifo', [at('data', 'c pipe')]);
    expect(out(await inspect([data])).sort()).toEqual([
      'a link is a link to the same file as train-images-idx3-ubyte',
      'b link is a link that leads nowhere',
      'c pipe is a pipe',
    ]);
  });

  it('all links that lead nowhere', async () => {
    mkdirSync(at('links'));
    symlinkSync('nothing', at('links', '1.png'));
    symlinkSync('nothing', at('links', '2.png'));
    await expect(inspect([{ name: 'links', path: at('links') }])).rejects.toMatchObject(
      refused(
        'no-items',
        /^There are no files with data in links: 2 are left out, e\.g\. 1\.png, which is a link/,
      ),
    );
  });
});

describe('files of several kinds', () => {
  it('are read in the format of most data; a table beside pictures is left out', async () => {
    const pictures = Object.fromEntries(
      Array.from({ length: 9 }, (_, i) => [`${String(i)}.png`, picture(i + 8)]),
    );
    const found = await inspect([folder({ ...pictures, 'labels.csv': text('file,label\n0.png,cat\n') })]);
    expect(found).toMatchObject({ kind: 'images', width: 32 });
    expect(found.splits.train.count + found.splits.test.count).toBe(9);
    // The pictures are few, but the table about them still is smaller.
    const few = {
      'a.png': picture(),
      'b.png': picture(),
      'about.csv': text('file,label\na.png,cat\nb.png,dog\n'),
    };
    const two = await inspect([folder(few, 'few')]);
    expect(two.splits.train.count + two.splits.test.count).toBe(2);
  });

  it('are refused if two could be the data', async () => {
    const table = text(`x,y\n${Array.from({ length: 40 }, (_, i) => `${String(i)},1`).join('\n')}`);
    await expect(inspect([folder({ 'a-ubyte': images(2), 'b.csv': table })])).rejects.toMatchObject(
      refused('mixed', /^a-ubyte is an IDX file, but b\.csv is a CSV file/),
    );
  });

  it('of several datasets are refused, with their folders or names', async () => {
    const folders = { ...four('MNIST/raw/'), ...four('FashionMNIST/raw/') };
    // Different contents, or they would be copies.
    folders['FashionMNIST/raw/train-images-idx3-ubyte'] = images(6, 1);
    await expect(inspect([folder(folders)])).rejects.toMatchObject(
      refused('several', /^These are the files of 2 datasets: (MNIST, FashionMNIST|FashionMNIST, MNIST)\.$/),
    );
    const names = { ...four('emnist-letters-'), ...four('emnist-digits-'), ...four('emnist-balanced-') };
    await expect(inspect([folder(names, 'emnist')])).rejects.toMatchObject(
      refused('several', /3 datasets: emnist-\w+, emnist-\w+, emnist-\w+/),
    );
  });

  it('may be hundreds of pictures, but not of IDX files', async () => {
    const many = (name: string, bytes: (i: number) => Uint8Array) =>
      Object.fromEntries(Array.from({ length: 100 }, (_, i) => [`${name}${String(i)}`, bytes(i)]));
    await expect(inspect([folder(many('x', (i) => images(1, i)))])).rejects.toMatchObject(
      refused(
        'too-many-files',
        /^These are 100 files that are neither images nor documents .*; a dataset has at most 8/,
      ),
    );
    const unread = many('photo', () => text('....ftypheic'));
    const photos = Object.fromEntries(Object.entries(unread).map(([name, bytes]) => [`${name}.heic`, bytes]));
    await expect(inspect([folder(photos, 'photos')])).rejects.toMatchObject(
      refused('format', /^All 100 files in photos are images of a kind that is not read \(HEIC\)/),
    );
  });
});

it('identifies single files that are not read', async () => {
  const refusal = async (name: string, bytes: Uint8Array) =>
    inspect([given(name, bytes)]).then(
      () => 'taken',
      (error: { problem: { message: string } }) => error.problem.message,
    );
  expect(await refusal('training.pt', zipSync({ 'archive/data.pkl': text('x') }))).toBe(
    'training.pt is a PyTorch file, which is not read.',
  );
  expect(await refusal('a.xlsx', zipSync({ '[Content_Types].xml': text('x') }))).toMatch(
    /^a\.xlsx is an Office file/,
  );
  expect(await refusal('a.parquet', text('PAR1....'))).toMatch(/^a\.parquet is a Parquet file/);
  expect(await refusal('a.zip', zipSync({ 'a.exe': text('1,2') }))).toMatch(/^a\.zip holds no images/);
  expect(await refusal('readme.md', text('# Data'))).toBe(
    'There are no files with data in readme.md: readme.md is a document, not data.',
  );
});

describe('a ZIP of files of data', () => {
  const table = (count: number) =>
    text(
      ['label,x,y', ...Array.from({ length: count }, (_, i) => [i % 2, i, (i * i) % 7].join(','))].join('\n'),
    );
  const pack = (files: Readonly<Record<string, Uint8Array>>) =>
    zipSync(
      Object.fromEntries(
        Object.entries(files).map(([path, bytes]) => [path, path.endsWith('.gz') ? gzipSync(bytes) : bytes]),
      ),
    );
  const idx = {
    'MNIST/train-images-idx3-ubyte.gz': images(4),
    'MNIST/train-labels-idx1-ubyte.gz': labels(0, 1, 0, 1),
    'MNIST/t10k-images-idx3-ubyte': images(2, 7),
    'MNIST/t10k-labels-idx1-ubyte': labels(1, 0),
  };

  it('is read like the unpacked folder, of tables or of IDX files', async () => {
    const tables = {
      'train.csv': table(30),
      'test.csv': table(12),
      'README.md': text('# Points'),
    };
    for (const files of [tables, idx]) {
      const loose = await inspect([folder(files, `loose-${Object.keys(files)[0]?.split('/').pop() ?? ''}`)]);
      const packed = await inspect([given('archive.zip', pack(files))]);
      expect(packed.kind).toBe(loose.kind);
      expect(packed.classNames).toEqual(loose.classNames);
      for (const split of ['train', 'test'] as const) {
        expect(packed.splits[split].count).toBe(loose.splits[split].count);
        expect(packed.splits[split].labels).toEqual(loose.splits[split].labels);
      }
      expect(packed.leftOut).toEqual(loose.leftOut);
    }
    const { splits } = await inspect([given('archive.zip', pack(idx))]);
    const pixels: Uint8Array[] = [];
    for await (const piece of splits.test.blocks())
      if (piece instanceof Uint8Array) pixels.push(piece.slice());
    expect(Buffer.concat(pixels)).toEqual(Buffer.from(images(2, 7).subarray(16)));
  });

  it('may contain pictures or IDX files without telltale names', async () => {
    const pictures = await inspect([
      given('photos', zipSync({ 'a/1': picture(), 'a/2': picture(9), 'b/1': picture(10) })),
    ]);
    expect([pictures.kind, pictures.classNames]).toEqual(['images', ['a', 'b']]);
    const files = { 'train images': images(4), 'train labels': labels(0, 1, 0, 1) };
    const { splits } = await inspect([given('mnist', zipSync(files))]);
    expect(splits.train.count + splits.test.count).toBe(4);
  });

  it('may be in a folder, and have Korean names', async () => {
    const zip = zipSync({
      '훈련/train.csv': table(30),
      '시험/test.csv': table(12),
      'a.pdf': text('%PDF'),
    });
    const { splits, leftOut } = await inspect([folder({ 'archive.zip': zip }, 'download')]);
    expect([splits.train.count, splits.test.count]).toEqual([30, 12]);
    expect(leftOut).toEqual([{ name: 'a.pdf', why: 'is a document, not data' }]);
  });

  it('is refused if a file in it is damaged, and nested archives are not opened', async () => {
    const broken = Buffer.from(zipSync({ 'train.csv': table(3000) }));
    broken.fill(0x55, 60, 90);
    await expect(inspect([given('broken.zip', broken)])).rejects.toMatchObject(
      refused('gzip', /^train\.csv in its ZIP cannot be unpacked: it is damaged/),
    );
    const nested = zipSync({
      'inner.zip': zipSync({ 'a.csv': table(20) }),
      'train.csv': table(30),
    });
    const { leftOut } = await inspect([given('nested.zip', nested)]);
    expect(leftOut.map(({ name }) => name)).toEqual(['inner.zip']);
  });
});
