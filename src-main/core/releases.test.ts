import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { refusal, type WorkbenchError } from '../contract/error';
import { isNewer, type Release, type ReleaseStatus } from '../contract/release';
import { workbenchFixture } from '../testing/workbench-fixture';
import type { JobHost } from './job-host';
import { openWorkbench, type Workbench } from './workbench';

const DAY_MS = 24 * 60 * 60 * 1000;
const HOST = 'releases.example.org';
const source = { url: `https://${HOST}/release.json`, key: 'AAAA' };
const release = (version: string): Release => ({
  program: 'latent-workbench',
  version,
  date: '2026-12-01',
  page: 'https://example.org/new',
});

const fixture = workbenchFixture();
let workbench: Workbench | null = null;
/** What the server has to say next. */
let answer: Release | WorkbenchError;
let asked: number;
beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'Date'] });
  [answer, asked] = [release('0.2.0'), 0];
});
afterEach(async () => {
  await workbench?.close();
  vi.useRealTimers();
});

/** Answers at once, as the process of its own does. */
const host: JobHost = {
  spawn() {
    let send: (message: never) => void = () => undefined;
    const post = (message: object) => {
      send(message as never);
    };
    return {
      post(task) {
        if (task.type !== 'newest-release') return;
        asked += 1;
        if ('problem' in answer) post({ type: 'failed', problem: answer.problem });
        else {
          post({ type: 'release', release: answer });
          post({ type: 'finished', outcome: 'completed', step: 0, problem: null });
        }
      },
      onMessage: (listener) => {
        send = listener;
      },
      onExit: () => undefined,
      kill: () => undefined,
    };
  },
};

async function opened(releaseSource: typeof source | null = source) {
  workbench = await openWorkbench({ ...fixture.options(), version: '0.1.9', jobHost: host, releaseSource });
  const seen: ReleaseStatus[] = [];
  workbench.events.subscribe((event) => {
    if (event.type === 'releases') seen.push(event.releases);
  });
  return { workbench, seen };
}
const answered = (seen: ReleaseStatus[], times: number) =>
  vi.waitFor(() => {
    expect(seen.filter(({ isAsking }) => !isAsking)).toHaveLength(times);
    return seen.at(-1)!;
  });

it('are asked for on request only, unless the settings say otherwise', async () => {
  const { workbench, seen } = await opened();
  workbench.startQueue();
  await vi.advanceTimersByTimeAsync(3 * DAY_MS);
  expect(asked).toBe(0);
  expect(workbench.releases.status()).toEqual({
    ...{ host: HOST, isAsking: false, askedAt: null, newer: null, problem: null },
  });

  expect(workbench.releases.ask().isAsking).toBe(true);
  workbench.releases.ask();
  expect(await answered(seen, 1)).toEqual({
    ...{
      host: HOST,
      isAsking: false,
      askedAt: expect.any(Number) as number,
      newer: release('0.2.0'),
      problem: null,
    },
  });
  expect(asked).toBe(1);
});

it('are asked for when the setting is switched on, at a start, and once a day, until it is switched off', async () => {
  const first = await opened();
  first.workbench.startQueue();
  first.workbench.settings.set({ updates: true });
  await answered(first.seen, 1);
  first.workbench.settings.set({ runsPerDevice: 2 });
  await first.workbench.close();

  const { workbench, seen } = await opened();
  workbench.startQueue();
  await answered(seen, 1);
  expect(asked).toBe(2);
  await vi.advanceTimersByTimeAsync(DAY_MS);
  await answered(seen, 2);
  expect(asked).toBe(3);
  workbench.settings.set({ updates: false });
  await vi.advanceTimersByTimeAsync(3 * DAY_MS);
  expect(asked).toBe(3);
});

it('are not news if they are this version or an older one', async () => {
  const { workbench, seen } = await opened();
  for (const [i, version] of ['0.1.9', '0.1.8'].entries()) {
    answer = release(version);
    workbench.releases.ask();
    expect(await answered(seen, i + 1)).toMatchObject({ newer: null, problem: null });
  }
});

it('say why the server could not be asked, and keep what is known', async () => {
  const { workbench, seen } = await opened();
  workbench.releases.ask();
  await answered(seen, 1);
  answer = refusal('release.not-asked', { host: HOST, why: 'offline' });
  workbench.releases.ask();
  expect(await answered(seen, 2)).toMatchObject({
    newer: release('0.2.0'),
    problem: { code: 'release.not-asked' },
  });
});

it('have nobody to ask in a copy that names no publisher', async () => {
  const { workbench } = await opened(null);
  workbench.startQueue();
  workbench.settings.set({ updates: true });
  expect(workbench.releases.ask()).toMatchObject({ host: null, isAsking: false });
  expect(asked).toBe(0);
});

it.each([
  ['0.1.10', '0.1.9', true],
  ['1.0.0', '0.9.9', true],
  ['0.2.0', '0.1.9', true],
  ['0.1.9', '0.1.9', false],
  ['0.1.9', '0.1.10', false],
  ['0.9.9', '1.0.0', false],
])('%s is newer than %s: %s', (version, than, expected) => {
  expect(isNewer(version, than)).toBe(expected);
});
