import { expect, it, vi } from 'vitest';
import { currentLocale, setLocaleSource } from '../../contract/locale';
import type { Settings } from '../../contract/settings';
import { createHub } from '../../core/events';
import type { WorkbenchEvent } from '../../contract/events';
import { app } from '../../testing/fake-electron';
import { followLanguage, useSystemLanguage } from './language';

vi.mock('electron', () => import('../../testing/fake-electron'));

it('follows the system, then the settings, and what cannot follow by itself is shown again', () => {
  const events = createHub<WorkbenchEvent>();
  const settings = { language: 'system' } as Settings;
  const shown: string[] = [];
  useSystemLanguage();
  const leave = followLanguage({ events, settings: { get: () => settings, set: () => settings } }, () => {
    shown.push(currentLocale());
  });
  expect(currentLocale()).toBe('en');
  app.getPreferredSystemLanguages = () => ['ko-KR', 'en'];
  expect(currentLocale()).toBe('ko');
  events.publish({ type: 'settings', settings: { ...settings, language: 'en' } });
  events.publish({ type: 'settings', settings: { ...settings, language: 'ko' } });
  events.publish({ type: 'settings', settings: { ...settings, language: 'ko' } });
  expect(shown).toEqual(['en', 'ko']);
  leave();
  setLocaleSource(() => 'en');
});
