import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { en } from './en';

const ROOT = join(__dirname, '../../..');
/** Product code, without tests and fixtures, by its path from the root. */
const SOURCES = ['src-main', 'src-renderer']
  .flatMap((folder) => filesBelow(folder))
  .filter(
    (path) => /\.(ts|svelte)$/.test(path) && !/\.test\.ts$|fixture|\/testing\/|fake-|small-disk/.test(path),
  )
  .map((path) => ({ path, text: readFileSync(join(ROOT, path), 'utf8') }));
const OUTSIDE = SOURCES.filter(({ path }) => !path.startsWith('src-main/contract/problems/'));

function filesBelow(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    return entry.isDirectory() ? filesBelow(path) : [path];
  });
}

const withoutComments = (text: string) => text.replace(/\/\*.*?\*\/|(?<!:)\/\/[^\n]*/gs, '');

it('has no unused problems', () => {
  const code = OUTSIDE.map(({ text }) => withoutComments(text)).join('\n');
  const unused = Object.keys(en.problems).filter((name) => !code.includes(`'${name}'`));
  expect(unused).toEqual([]);
});

it('defines the text of every problem in the catalogue, and nowhere else', () => {
  const worded = OUTSIDE.filter(({ text }) => /\bmessage:\s*[`'"].*\badvice:/s.test(withoutComments(text)));
  expect(worded.map(({ path }) => path)).toEqual([]);
});

it('composes no user-facing sentences below the shells', () => {
  // Datasets and metrics are described where they are declared.
  const declarations = /datasets\/(built-in|published)\.ts$|evaluation\/\w+-metrics\.ts$/;
  const low = OUTSIDE.filter(
    ({ path }) =>
      /^src-main\/(store|jobs|datasets|downloads|evaluation|core)\//.test(path) && !declarations.test(path),
  );
  const sentence =
    /(?<!(Error|super)\(\s*)(?<quote>['`])[A-Z$“](?:(?!\k<quote>|\n).)* (?:(?!\k<quote>|\n).)*\.\k<quote>/;
  const composing = low.filter(({ text }) => sentence.test(withoutComments(text)));
  expect(composing.map(({ path }) => path)).toEqual([]);
});

it('names no command line options below the shells', () => {
  const low = OUTSIDE.filter(
    ({ path }) =>
      /^src-main\/(store|engine|models|jobs|datasets|downloads|evaluation|images|core)\//.test(path) ||
      path.startsWith('src-renderer/state/'),
  );
  const naming = low.filter(({ text }) => /['"`][^'"`\n]*--[a-z]/.test(withoutComments(text)));
  expect(naming.map(({ path }) => path)).toEqual([]);
});
