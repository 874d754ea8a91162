import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { filePaths } from '../../contract/files';
import { fakeJobHost } from '../../testing/fake-job-host';
import { openWorkbench, type Workbench } from '../../core/workbench';
import { startClient, type Client } from '../../testing/client';
import { LONG_METRICS, seedRuns } from '../../testing/long-run';
import { longestTurn, MAX_TURN_MS } from '../../testing/longest-turn';
import { rpcSockets } from '../common/rpc-socket';
import { serveLoopback, type LoopbackServer } from './server';

const STEPS = 1_000_000;
const MIDDLING = 50_000;
const SHORT = 2000;

const dataDir = mkdtempSync(join(tmpdir(), 'latent-workbench-long-'));
let workbench: Workbench;
let server: LoopbackServer;
let client: Client;
let ids: number[];
let long: number;
let middling: number;

beforeAll(async () => {
  ids = seedRuns(dataDir, [...new Array<number>(SHORT).fill(10), MIDDLING, STEPS]);
  [middling = 0, long = 0] = ids.slice(-2);
  workbench = await openWorkbench({
    dataDir,
    jobHost: fakeJobHost().host,
    version: '1.2.3',
    electron: null,
  });
  server = await serveLoopback({
    port: 0,
    rendererDirectory: dataDir,
    files: workbench.files,
    onSocket: rpcSockets({ current: () => workbench }),
  });
  client = startClient(server.newAddress());
  // The first request loads the modules that all requests need.
  await client.export({ format: 'metrics-csv', runs: [1] });
  await client.list();
}, 180_000);
afterAll(async () => {
  await client.close();
  await server.close();
  await workbench.close();
  rmSync(dataDir, { recursive: true, force: true });
});

/** Checks that `work` stays within the limit, and returns its result. */
async function held<T>(work: () => Promise<T>): Promise<T> {
  const { result, longestMs } = await longestTurn(work);
  expect(longestMs).toBeLessThan(MAX_TURN_MS);
  return result;
}

describe(
  `with a run of ${String(STEPS)} steps, the server keeps answering while`,
  { timeout: 300_000 },
  () => {
    it('its metrics are exported', async () => {
      const [csv] = await held(() => client.export({ format: 'metrics-csv', runs: [long] }));
      expect(csv).toMatchObject({ status: 200, whole: true });
      expect(csv?.head.split('\n')[0]).toBe(['step', 'epoch', ...LONG_METRICS].join(','));
      expect(csv?.tail.trimEnd().split('\n').pop()).toMatch(/^1000000,,(\d[^,]*,){5}\d/);
      expect(csv?.bytes).toBeGreaterThan(50 * STEPS);
    });

    it('the metrics of another run are exported ten times at once', async () => {
      const answers = await held(() => client.export({ format: 'metrics-csv', runs: [middling] }, 10));
      expect(answers).toHaveLength(10);
      for (const { whole, tail } of answers) {
        expect(whole).toBe(true);
        expect(tail.trimEnd().split('\n').pop()).toMatch(/^50000,/);
      }
    });

    it('a report of it is created', async () => {
      const [report] = await held(() => client.export({ format: 'report-html', runs: [long] }));
      expect(report).toMatchObject({ status: 200, whole: true });
      expect(report?.tail).toMatch(/<\/html>\s*$/);
      expect(report?.bytes).toBeLessThan(3_000_000);
    });

    it('it is compared with hundreds of others', async () => {
      const [report] = await held(() => client.export({ format: 'report-html', runs: ids.slice(-400) }));
      expect(report).toMatchObject({ status: 200, whole: true });
      expect(report?.tail).toMatch(/<\/html>\s*$/);
    });

    it('its page is opened', async () => {
      const ofLong = LONG_METRICS.map((name) => ({ runId: long, name }));
      const [figures, ...series] = await held(() =>
        Promise.all([
          client.figures(long),
          client.get(filePaths.series(ofLong, 1200)),
          client.get(filePaths.series(ofLong, 1200, { from: 500_000, to: 530_000 })),
          ...LONG_METRICS.map((name) => client.get(filePaths.metric(long, name))),
        ]),
      );
      expect(figures).toBe((2 * STEPS) / 500);
      for (const [file] of series.slice(0, 2)) {
        expect(file).toMatchObject({ whole: true });
        expect(file?.bytes).toBeLessThan(2_000_000);
      }
      for (const [file] of series.slice(2)) expect(file).toMatchObject({ bytes: 16 * STEPS, whole: true });
    });

    it('its figures are shown as thumbnails and enlarged, and the best and a middle value of all runs are listed', async () => {
      const paths = [
        filePaths.thumbnail(1),
        filePaths.figurePng(1, 16),
        filePaths.metricValues('d_loss', 'lowest'),
        filePaths.metricValues('d_loss', 500_000),
      ];
      const answers = await held(() => Promise.all(paths.map((path) => client.get(path, 3))));
      for (const [answer] of answers) expect(answer).toMatchObject({ status: 200, whole: true });
      expect(answers[2]?.[0]?.bytes).toBe(16 * ids.length);
      expect(answers[3]?.[0]?.bytes).toBe(16);
    });

    it('it is watched from its first step', async () => {
      expect(await held(() => client.watch(long, STEPS))).toBe(LONG_METRICS.length * STEPS);
    });

    it(`${String(SHORT)} runs are listed, by four clients at once`, async () => {
      const all = ids.length;
      expect(await held(() => client.list(4))).toEqual([all, all, all, all]);
    });
  },
);
