/** Paths that are not regular files, and folders without an end. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { folder, type Bomb } from './bomb';
import { plainPng } from './bombs-pictures';

const writePictures = (at: (path: string) => string, ...paths: string[]) => {
  for (const path of paths) writeFileSync(at(path), plainPng(12));
};
const TWO = ['1.png', '2.png'];

/** A bomb that is imported by its own path. */
const given = (name: string, fileName: string, make: (path: string) => void): Bomb => ({
  name,
  write(path) {
    make(join(path, fileName));
    return [join(path, fileName)];
  },
});
const existing = (path: string): Bomb => ({ name: path, write: () => [path] });

export const fileBombs: readonly Bomb[] = [
  given('a FIFO', 'p.png', (path) => execFileSync('mkfifo', [path])),
  given('a FIFO called a table', 'p.csv', (path) => execFileSync('mkfifo', [path])),
  folder('a FIFO among pictures', (at) => {
    writePictures(at, ...TWO);
    execFileSync('mkfifo', [at('3.png')]);
  }),
  existing('/dev/zero'),
  existing('/dev/tty'),
  existing('/proc/self'),
  given('/dev/urandom by a link', 'r.csv', (path) => {
    symlinkSync('/dev/urandom', path);
  }),
  folder('devices among pictures', (at) => {
    writePictures(at, ...TWO);
    symlinkSync('/dev/zero', at('3.png'));
    symlinkSync('/dev/stdin', at('4.png'));
  }),
  given('a link to itself', 'loop.csv', (path) => {
    symlinkSync('loop.csv', path);
  }),
  folder('a link to itself among pictures', (at) => {
    writePictures(at, ...TWO);
    symlinkSync('loop.png', at('loop.png'));
  }),
  folder('folders that hold each other', (at) => {
    mkdirSync(at('a'));
    mkdirSync(at('b'));
    writePictures(at, 'a/1.png', 'b/2.png');
    symlinkSync('../b', at('a/b'));
    symlinkSync('../a', at('b/a'));
    symlinkSync('..', at('a/up'));
  }),
  folder('links that double at each level', (at) => {
    mkdirSync(at('0'));
    writePictures(at, '0/1.png', '0/2.png');
    for (let level = 1; level <= 24; level++) {
      mkdirSync(at(String(level)));
      for (const name of ['x', 'y']) symlinkSync(`../${String(level - 1)}`, at(`${String(level)}/${name}`));
    }
  }),
  folder('a link to the whole disk', (at) => {
    writePictures(at, ...TWO);
    symlinkSync('/', at('disk'));
  }),
  folder('300 folders in each other', (at) => {
    const deep = Array.from({ length: 300 }, () => 'd').join('/');
    mkdirSync(at(deep), { recursive: true });
    writePictures(at, `${deep}/1.png`, `${deep}/2.png`);
  }),
  folder('10 000 empty files', (at) => {
    for (let i = 0; i < 10_000; i++) writeFileSync(at(`${String(i)}.png`), '');
  }),
  folder('an empty folder', () => undefined),
  given('a file that is not there', 'none.csv', () => undefined),
];
