import { expect, it } from 'vitest';
import { dateTime, exact } from './format';
import { fragment } from './markup';

it('dates', () => {
  expect(dateTime(Date.UTC(2025, 0, 5, 9, 7))).toBe('5 January 2025, 09:07 UTC');
});

it('keeps the exact value', () => {
  expect(exact(0.1 + 0.2).markup).toBe('<span title="0.30000000000000004">0.3000</span>');
});

it('escapes what is put into a fragment, but not fragments', () => {
  const inner = fragment`<b>${'<&>"\''}</b>`;
  expect(fragment`${[inner, null, false, 3]}`.markup).toBe('<b>&lt;&amp;&gt;&quot;&#39;</b>3');
});
