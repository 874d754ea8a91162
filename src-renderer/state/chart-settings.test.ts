import { beforeEach, expect, test, vi } from 'vitest';
import { ChartSettings } from './chart-settings.svelte';

const storage = new Map<string, string>();
beforeEach(() => {
  storage.clear();
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => storage.get(key) ?? null,
    setItem: (key: string, value: string) => storage.set(key, value),
  });
});

const lasting = ({ axis, smoothing, log, ignoreOutliers }: ChartSettings) => ({
  axis,
  smoothing,
  log,
  ignoreOutliers,
});

test('settings are kept from the previous screen', () => {
  expect(lasting(new ChartSettings())).toEqual({
    axis: 'step',
    smoothing: 0,
    log: false,
    ignoreOutliers: true,
  });
  const settings = new ChartSettings();
  settings.axis = 'time';
  settings.smoothing = 0.6;
  settings.log = true;
  settings.ignoreOutliers = false;
  expect(lasting(new ChartSettings())).toEqual({
    axis: 'time',
    smoothing: 0.6,
    log: true,
    ignoreOutliers: false,
  });
});

test('invalid stored settings are replaced by the defaults', () => {
  storage.set('charts', JSON.stringify({ axis: 'moon', smoothing: 1, log: 'yes', ignoreOutliers: false }));
  expect(lasting(new ChartSettings())).toEqual({
    axis: 'step',
    smoothing: 0,
    log: false,
    ignoreOutliers: false,
  });
  storage.set('charts', '{');
  expect(new ChartSettings().axis).toBe('step');
});

test('a change of axis resets the zoom', () => {
  const settings = new ChartSettings();
  settings.zoom = { from: 1, to: 2 };
  settings.hover = 1.5;
  settings.axis = 'epoch';
  expect([settings.zoom, settings.hover]).toEqual([null, null]);
});
