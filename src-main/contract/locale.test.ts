import { afterEach, expect, it } from 'vitest';
import { inLocale, localeOf, setLocaleSource, type Locale } from './locale';
import { t } from './texts';

afterEach(() => setLocaleSource(() => 'en'));

it('follows the first language of the system that the interface has', () => {
  expect(localeOf('system', ['ko-KR', 'en-US'])).toBe('ko');
  expect(localeOf('system', ['fr-FR', 'ko_KR.UTF-8', 'en'])).toBe('ko');
  expect(localeOf('system', ['en-GB', 'ko'])).toBe('en');
  expect(localeOf('system', ['fr', 'C'])).toBe('en');
});

it('prefers what a person chose', () => {
  expect(localeOf('en', ['ko-KR'])).toBe('en');
  expect(localeOf('ko', [])).toBe('ko');
});

it('reads texts in the language of the moment', () => {
  let locale: Locale = 'en';
  setLocaleSource(() => locale);
  const { common } = t;
  expect([t.common.cancel, t.common.runCount(1), t.common.runCount(2)]).toEqual([
    'Cancel',
    '1 run',
    '2 runs',
  ]);
  locale = 'ko';
  expect([t.common.cancel, t.common.runCount(2)]).toEqual(['취소', '실행 2개']);
  expect(common.cancel).toBe('Cancel');
});

it('makes parts in one language, while other work goes on in another', () => {
  const lines = inLocale('ko', function* () {
    yield t.common.runs;
    yield t.common.yes;
  });
  expect(lines.next().value).toBe('실행');
  expect(t.common.runs).toBe('Runs');
  expect([...lines]).toEqual(['예']);
  expect(t.common.yes).toBe('yes');
});
