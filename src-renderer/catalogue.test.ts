import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse, type AST } from 'svelte/compiler';
import { expect, it } from 'vitest';

/** Attributes that a person reads or hears. */
const READ = [
  'title',
  'aria-label',
  'aria-roledescription',
  'alt',
  'placeholder',
  'label',
  'help',
  'hint',
  'none',
];
/** What is typed or is a name, in any language. */
const LITERAL_ELEMENTS = ['code', 'kbd', 'style', 'script'];
const NAMES = ['Latent Workbench', 'https://'];

const isWords = (text: string): boolean => /\p{L}{2}/u.test(text) && !NAMES.includes(text.trim());

/** The texts of a component that are written in it instead of in the catalogue. */
function textsIn(source: string): string[] {
  const found: string[] = [];
  const visit = (node: unknown): void => {
    if (Array.isArray(node)) {
      node.forEach(visit);
      return;
    }
    if (typeof node !== 'object' || node === null || !('type' in node)) return;
    const one = node as AST.SvelteNode;
    if (one.type === 'StyleDirective') return;
    if (one.type === 'RegularElement' && LITERAL_ELEMENTS.includes(one.name)) return;
    if (one.type === 'Text' && isWords(one.data)) found.push(one.data.trim());
    if (one.type === 'Attribute') {
      if (!READ.includes(one.name) || !Array.isArray(one.value)) return;
      for (const part of one.value) if (part.type === 'Text' && isWords(part.data)) found.push(part.data);
      return;
    }
    for (const [key, child] of Object.entries(node)) if (key !== 'parent') visit(child);
  };
  visit(parse(source, { modern: true }).fragment);
  return found;
}

it('recognises texts and attributes that are not from the catalogue', () => {
  expect(textsIn('<p>Nothing yet</p><a title="Close the {noun}" class="wide">{t.common.close}</a>')).toEqual([
    'Nothing yet',
    'Close the ',
  ]);
  expect(textsIn('<code>npm start</code> {a} · {b} <b aria-label={t.common.back}></b>')).toEqual([]);
});

it('has all texts of all components in the catalogue', () => {
  const root = import.meta.dirname;
  const components = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((file) =>
    file.endsWith('.svelte'),
  );
  expect(components.length).toBeGreaterThan(100);
  const texts = components.flatMap((file) =>
    textsIn(readFileSync(join(root, file), 'utf8')).map((text) => `${file}: ${text}`),
  );
  expect(texts).toEqual([]);
});
