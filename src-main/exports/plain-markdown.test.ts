import { expect, it } from 'vitest';
import { plainMarkdown } from './plain-markdown';

it('escapes what would format a line, and nothing else', () => {
  expect(plainMarkdown('a|b *c* _d_ [e](f) <g> ~~h~~')).toBe(
    String.raw`a\|b \*c\* \_d\_ \[e\](f) \<g\> \~\~h\~\~`,
  );
  expect(plainMarkdown('- one\n+ two')).toBe(String.raw`\- one + two`);
  expect(plainMarkdown('gan-mlp (1e-3)')).toBe('gan-mlp (1e-3)');
});
