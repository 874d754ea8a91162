import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { zipSync } from 'fflate';
import { expect, it } from 'vitest';
import { png } from '../testing/image-files';
import { importFixture, refused } from '../testing/import-fixture';
import { openFolders } from './folders';

const { at, given, imported } = importFixture();
const picture = (value: number) =>
  png({
    width: 8,
    height: 8,
    depth: 8,
    colorType: 0,
    rows: Array<number[]>(8).fill(Array<number>(8).fill(value)),
  });

function folder(name: string, ...files: string[]) {
  for (const file of files) {
    mkdirSync(at(name, file, '..'), { recursive: true });
    writeFileSync(at(name, file), picture(file.length));
  }
  return { name, path: at(name) };
}

it('reads a train and a test folder, or ZIP, as the splits of one dataset', async () => {
  const test = given(
    'test.zip',
    zipSync({ 'cat/1.png': picture(1), 'dog/1.png': picture(2), 'dog/2.png': picture(3) }),
  );
  const {
    dataset,
    train,
    test: tested,
  } = await imported([folder('train', 'cat/1.png', 'cat/2.png', 'dog/1.png'), test]);
  expect(dataset).toMatchObject({ classNames: ['cat', 'dog'], suggestedName: 'Imported images' });
  expect([...(train.labels ?? [])].sort()).toEqual([0, 0, 1]);
  expect([...(tested.labels ?? [])]).toEqual([1, 0, 1]);
  expect([...tested.items].filter((_, i) => i % 64 === 0)).toEqual([2, 1, 3]);
});

it('reads other folders as classes', async () => {
  const { dataset } = await imported([folder('cat', '1.png', '2.png'), folder('dog', '1.png', '2.png')]);
  expect(dataset.classNames).toEqual(['cat', 'dog']);
});

it('reads each file from its folder, and distinguishes copies and links', async () => {
  folder('a', '1.png', 'x/22.png');
  symlinkSync('../1.png', at('a', 'x', '1.png'));
  symlinkSync('nothing', at('a', 'gone.png'));
  const zip = zipSync({ '1.png': picture(5), '2.png': picture(9), '3.png': picture(5) });
  const all = await openFolders(
    [{ name: 'a', path: at('a') }, given('b.zip', zip), given('b.zip', zip)],
    'auto',
  );
  expect([...all.paths].sort()).toEqual(
    [
      'a/1.png',
      'a/x/1.png',
      'a/x/22.png',
      'b/1.png',
      'b/2.png',
      'b/3.png',
      'b 2/1.png',
      'b 2/2.png',
      'b 2/3.png',
    ].sort(),
  );
  expect(Buffer.from(await all.read('b/1.png')).equals(picture(5))).toBe(true);
  expect(Buffer.from(await all.start('a/1.png', 4)).equals(Buffer.from(picture(5)).subarray(0, 4))).toBe(
    true,
  );
  expect(all.originOf('a/x/1.png')).toBe(all.originOf('a/1.png'));
  expect(all.originOf('b/1.png')).not.toBe(all.originOf('b 2/1.png'));
  expect(await Promise.all([all.isCopy('a/1.png', 'b/1.png'), all.isCopy('b/1.png', 'b/3.png')])).toEqual([
    true,
    true,
  ]);
  expect(await Promise.all([all.isCopy('a/1.png', 'b/2.png'), all.isCopy('b/1.png', 'b/2.png')])).toEqual([
    false,
    false,
  ]);
  expect(all.leftOut).toEqual([{ name: 'a/gone.png', why: 'link-broken' }]);
  expect([all.fileAt('a/1.png'), all.fileAt('b/1.png')]).toEqual([at('a', '1.png'), null]);
  all.close();
  await expect(
    openFolders([given('b.zip', zip), { name: 'c', path: at('c') }], 'auto'),
  ).rejects.toMatchObject(refused('unreadable', /^c cannot be read/));
});
