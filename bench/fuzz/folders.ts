/** Folders and archives of images: mutates the images' fields, and those of names, levels and archives around them. */
import type { Fields } from './fields';
import type { Family, InputFile } from './input';
import { jpeg } from './jpeg';
import { losslessPictures, OTHER_CONTENTS, type Picture } from './pictures';
import { webp } from './webp';
import { zip } from './zip';

const PICTURES: readonly Picture[] = [
  ...losslessPictures,
  { extension: 'jpg', build: jpeg },
  { extension: 'jpg', build: jpeg },
  { extension: 'webp', build: webp },
];
const LEVELS = [
  [''],
  ['cat/', 'dog/'],
  ['train/cat/', 'train/dog/', 'test/cat/', 'test/dog/'],
  ['images/train/', 'images/val/'],
];
const NAMES = [
  '고양이.png',
  'a\nb.png',
  'con.png',
  '.png',
  '._0.png',
  'Thumbs.db',
  `${'n'.repeat(200)}.png`,
  'x.PNG.png',
  '%2e%2e%2f.png',
];

function pictures(f: Fields): InputFile[] {
  const levels = f.parts('folders', f.draw.pick(LEVELS));
  const { extension, build } = f.draw.pick(PICTURES);
  return levels.flatMap((level, l) =>
    Array.from({ length: Math.ceil(12 / levels.length) }, (_, i) => ({
      path: `${level}${f.choice('name', `${String(i)}.${extension}`, NAMES)}`,
      bytes: f.choice('content', build(f, (40 * l + 7 * i) % 256), OTHER_CONTENTS),
    })),
  );
}

const folder: Family = {
  name: 'folder of pictures',
  build: (f) => ({
    files: pictures(f).map(({ path, bytes }) => ({ path: `given/${path}`, bytes })),
    given: ['given'],
  }),
};

const archive: Family = {
  name: 'ZIP of pictures',
  build: (f) => {
    const entries = f.parts('entries', pictures(f)).map(({ path, bytes }) => ({ name: path, bytes }));
    return { files: [{ path: 'pictures.zip', bytes: zip(f, entries) }] };
  },
};

export const folderFamilies: readonly Family[] = [folder, archive];
