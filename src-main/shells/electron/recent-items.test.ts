import { expect, it } from 'vitest';
import type { OpenRequest } from './open-requests';
import { recentItems, runOfAddress, withRecent, type RecentItem } from './recent-items';

const run = (id: number): RecentItem => ({ type: 'run', id });

it('has each item once, the newest in front, and the oldest leave a full list', () => {
  const two = withRecent(withRecent([], run(1)), { type: 'file', path: '/a/b.lwrun' });
  expect(withRecent(two, run(1))).toEqual([run(1), { type: 'file', path: '/a/b.lwrun' }]);
  let full: RecentItem[] = [];
  for (let id = 1; id <= 12; id++) full = withRecent(full, run(id));
  expect(full).toEqual([12, 11, 10, 9, 8, 7, 6, 5, 4, 3].map(run));
});

it('finds the run of an address of the page, and no other', () => {
  expect(runOfAddress('workbench://app/#/runs/12')).toEqual(run(12));
  for (const url of [
    'workbench://app/#/runs',
    'workbench://app/#/runs/0',
    'workbench://app/#/runs/12/quality',
    'workbench://app/#/compare/1,2',
    'https://example.org/#/runs/12',
    'workbench://app/',
  ])
    expect(runOfAddress(url), url).toBeNull();
});

it('lists names of runs and files, opens what is chosen, and is kept only when it changes', () => {
  const opened: OpenRequest[] = [];
  const kept: RecentItem[][] = [];
  const remembered = {
    state: { recent: [] as readonly RecentItem[] },
    change({ recent }: { recent: RecentItem[] }) {
      kept.push(recent);
      remembered.state = { recent };
    },
  };
  let changes = 0;
  const recent = recentItems({
    remembered,
    nameOf: (id) => (id === 2 ? null : `Run ${String(id)}`),
    open: (request) => opened.push(request),
    onChange: () => (changes += 1),
  });
  recent.add(run(1));
  recent.add(run(1));
  recent.add(run(2));
  recent.add({ type: 'file', path: '/data/몇 장.zip' });
  expect(kept).toHaveLength(3);
  expect(changes).toBe(3);
  const { recent: entries, clearRecent } = recent.menu();
  expect(entries.map(({ label }) => label)).toEqual(['몇 장.zip', 'Run 1']);
  for (const { open } of entries) open();
  expect(opened).toEqual([
    { type: 'files', paths: ['/data/몇 장.zip'] },
    { type: 'run', id: 1 },
  ]);
  clearRecent();
  expect(recent.menu().recent).toEqual([]);
});
