import { afterEach, expect, it, vi } from 'vitest';
import type { ChangedSettings, Settings } from '../../src-main/contract/settings';
import { t } from '../../src-main/contract/texts';
import type { Workbench } from './workbench.svelte';

// The router reads the address when it is loaded.
vi.stubGlobal('location', { hash: '' });
vi.stubGlobal('addEventListener', () => undefined);
const { language } = await import('./language.svelte');

const choose = async (choice: Settings['language']): Promise<ChangedSettings[]> => {
  const changes: ChangedSettings[] = [];
  const workbench = { changeSettings: async (changed: ChangedSettings) => void changes.push(changed) };
  await language.choose(workbench as unknown as Workbench, choice);
  return changes;
};

afterEach(() => choose('system'));

it('shows a chosen language immediately, and stores the choice', async () => {
  expect(await choose('ko')).toEqual([{ language: 'ko' }]);
  expect([language.locale, t.common.cancel]).toEqual(['ko', '취소']);
  expect(await choose('en')).toEqual([{ language: 'en' }]);
  expect([language.locale, t.common.cancel]).toEqual(['en', 'Cancel']);
});

it('takes the stored choice', () => {
  language.take({ language: 'ko' } as Settings);
  expect(t.common.runs).toBe('실행');
});
