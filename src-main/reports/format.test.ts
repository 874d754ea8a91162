import { afterEach, expect, it, vi } from 'vitest';
import { dateTime, exact } from './format';
import { fragment } from './markup';

afterEach(() => {
  vi.unstubAllEnvs();
});

it.each(['UTC', 'Asia/Seoul', 'America/New_York'])('has dates in UTC in any time zone: %s', (zone) => {
  vi.stubEnv('TZ', zone);
  expect(new Date(0).getTimezoneOffset() === 0).toBe(zone === 'UTC');
  expect(dateTime(Date.UTC(2025, 0, 5, 9, 7))).toBe('5 January 2025, 09:07 UTC');
  expect(dateTime(Date.UTC(2024, 11, 31, 23, 59))).toBe('31 December 2024, 23:59 UTC');
});

it('contains the exact value', () => {
  expect(exact(0.1 + 0.2).markup).toBe('<span title="0.30000000000000004">0.3000</span>');
});

it('escapes values in a fragment, except other fragments', () => {
  const inner = fragment`<b>${'<&>"\''}</b>`;
  expect(fragment`${[inner, null, false, 3]}`.markup).toBe('<b>&lt;&amp;&gt;&quot;&#39;</b>3');
});
