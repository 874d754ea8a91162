// npm run bench:fleet: what a fleet costs a workbench, and how soon it shows what its machines do, with the real server,
// workbench, store and workers, each worker a process of this machine whose trainer is simulated. Writes
// bench/fleet/results.md.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { openWorkbench } from '../../src-main/core/workbench';
import { connectFleet } from '../../src-main/fleet/client';
import { openConnection } from '../../src-main/fleet/connection';
import { readCredentials } from '../../src-main/fleet/credentials';
import { joinFleet, membershipOf } from '../../src-main/fleet/membership';
import { runServer, serverProgram } from '../../src-main/fleet/server';
import { setUpFleet } from '../../src-main/fleet/setup';
import { readPools } from '../../src-main/fleet/status';
import { fakeJobHost } from '../../src-main/testing/fake-job-host';
import { answers, freePort } from '../../src-main/testing/ports';
import { longestTurn } from '../../src-main/testing/longest-turn';
import { descendantsOf } from '../../src-main/testing/processes';
import { machine } from '../machine.mjs';
import { nowMs, simulateWorker, type Pattern, type SimulatedWorker } from './simulated-worker';

const RESULTS = resolve('bench/fleet/results.md');
const SIMULATE = '--simulate';
const RUN = {
  model: 'gan-mlp',
  dataset: 'synthetic-digits',
  budget: { unit: 'steps', count: 1_000_000 },
} as const;
const MB = 1e6;
const GIB = 2 ** 30;

interface Result {
  readonly what: string;
  readonly value: string;
  readonly limit: string;
  readonly isHeld: boolean;
}
const results: Result[] = [];

function note(what: string, value: number, limit: number, unit: 'ms' | 's' | 'MiB'): void {
  const text = (number: number) => `${number.toFixed(number < 10 && unit !== 'MiB' ? 1 : 0)} ${unit}`;
  results.push({ what, value: text(value), limit: text(limit), isHeld: value < limit });
  process.stderr.write(`${value < limit ? '✓' : '✗'} ${what}: ${text(value)} of ${text(limit)}\n`);
}

/** Notes how long the workbench did not answer during what was noted before. */
function noteTurn(longestMs: number): void {
  note('meanwhile, the longest turn of the workbench, in which it does not answer', longestMs, 100, 'ms');
}

/** A message of a worker that the workbench has committed. */
interface Committed {
  readonly sentAt: number;
  readonly delayMs: number;
}

type Lab = Awaited<ReturnType<typeof openLab>>;

async function openLab() {
  const scratch = mkdtempSync(join(tmpdir(), 'latent-workbench-load-'));
  const folder = join(scratch, 'fleet');
  const port = await freePort();
  await setUpFleet({
    ...{ folder, hosts: [], port, people: ['ann'], workers: ['box'], remove: [] },
    serverProgram: 'nats-server',
  });
  const ending = new AbortController();
  const served = runServer(folder, serverProgram(), () => undefined, ending.signal);
  while (!(await answers(port))) await sleep(50);
  const dataDir = join(scratch, 'data');
  const credentials = readCredentials(join(folder, 'people', 'ann.json'), 'person');
  joinFleet(dataDir, credentials);
  const committed: Committed[] = [];
  const workbench = await openWorkbench({
    ...{ dataDir, jobHost: fakeJobHost().host, version: '1', electron: null },
    openFleet: async () => measuredFleet(dataDir, committed),
  });
  workbench.settings.set({ evaluation: 'off' });
  const connection = await openConnection(credentials, credentials.keys[0]?.seed ?? '');
  return {
    scratch,
    workbench,
    committed,
    serverPid: descendantsOf(process.pid).find((pid) => commandOf(pid).includes('nats-server')) ?? 0,
    worker: join(folder, 'workers', 'box.json'),
    pools: () => readPools(connection),
    async close(): Promise<void> {
      await connection.nats.close();
      await workbench.close();
      ending.abort();
      await served;
      rmSync(scratch, { recursive: true });
    },
  };
}

/** The client of the product; notes when metrics are committed. */
function measuredFleet(dataDir: string, committed: Committed[]) {
  const membership = membershipOf(dataDir);
  if (membership === null) return null;
  const fleet = connectFleet(membership);
  return {
    ...fleet,
    follow: (take: Parameters<typeof fleet.follow>[0]) => {
      fleet.follow(async (event) => {
        await take(event);
        if (event.message.type !== 'metrics') return;
        const sentAt = event.message.rows[0]?.values.at(-1) ?? NaN;
        committed.push({ sentAt, delayMs: nowMs() - sentAt });
      });
    },
  };
}

function commandOf(pid: number): string {
  return readFileSync(`/proc/${String(pid)}/cmdline`, 'utf8');
}

/** The most memory that a process has had, in bytes; by Linux. */
function peakBytes(pid: number): number {
  const status = readFileSync(`/proc/${String(pid)}/status`, 'utf8');
  return 1024 * Number(/VmHWM:\s+(\d+) kB/.exec(status)?.[1] ?? NaN);
}

async function measureQueue({ workbench, pools }: Lab): Promise<void> {
  const launch = (name: string) =>
    workbench.sweeps.create({
      name,
      run: { ...RUN, pool: 'queue' },
      axes: [{ field: 'learningRate', values: Array.from({ length: 25 }, (_, i) => (i + 1) / 10_000) }],
      seeds: 20,
    });
  const ids: number[] = [];
  const waiting = async () => (await pools()).find(({ pool }) => pool === 'queue')?.waiting ?? 0;
  let queuedMs = 0;
  const { longestMs: silentMs } = await longestTurn(async () => {
    const start = performance.now();
    for (const name of ['first', 'second']) ids.push((await launch(name)).id);
    while ((await waiting()) < 1000) await sleep(50);
    queuedMs = performance.now() - start;
  });
  note('1,000 runs launched, until all wait on the server', queuedMs / 1000, 20, 's');
  noteTurn(silentMs);
  let stoppedMs = 0;
  const { longestMs: stopping } = await longestTurn(async () => {
    const start = performance.now();
    await Promise.all(ids.map((id) => workbench.sweeps.stop(id)));
    while ((await waiting()) > 0) await sleep(50);
    stoppedMs = performance.now() - start;
  });
  note('1,000 waiting runs stopped', stoppedMs / 1000, 5, 's');
  noteTurn(stopping);
}

/** Trains in a pool of as many workers as runs. @returns what was committed, and how long after its last was sent */
async function train(
  { workbench, scratch, worker, committed }: Lab,
  pool: string,
  runs: number,
  pattern: Pattern,
) {
  committed.length = 0;
  const started = Array.from({ length: runs }, () => workbench.runs.create({ ...RUN, pool }).id);
  const workers = started.map((_, index) => {
    const options: SimulatedWorker = {
      ...{ credentials: worker, pool, pattern },
      directory: join(scratch, `${pool}-${String(index)}`),
    };
    return spawn(process.execPath, [process.argv[1] ?? '', SIMULATE, JSON.stringify(options)], {
      stdio: ['ignore', 'ignore', 'inherit'],
    });
  });
  const ends = workers.map((child) => once(child, 'exit'));
  const { longestMs: silentMs } = await longestTurn(async () => {
    while (started.some((id) => workbench.runs.get(id).state !== 'completed')) await sleep(20);
  });
  await Promise.all(ends);
  const all = [...committed];
  return { delays: all.map(({ delayMs }) => delayMs), silentMs, all };
}

function quantile(values: readonly number[], fraction: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(fraction * sorted.length))] ?? NaN;
}

const TEN_A_SECOND: Pattern = {
  ...{ durationMs: 30_000, messageEveryMs: 100, stepsPerMessage: 40 },
  ...{ figureEveryMs: 5_000, figureBytes: 60_000, checkpointEveryMs: null, checkpointBytes: 0 },
};

async function measureDelays(lab: Lab): Promise<void> {
  const one = await train(lab, 'one', 1, TEN_A_SECOND);
  note(
    'one run, 10 messages and 3,200 values a second: worker to committed, median',
    quantile(one.delays, 0.5),
    50,
    'ms',
  );
  note('the same, 99 of 100', quantile(one.delays, 0.99), 50, 'ms');
  const ten = await train(lab, 'ten', 10, TEN_A_SECOND);
  note('10 runs, each as before: worker to committed, median', quantile(ten.delays, 0.5), 100, 'ms');
  note('the same, 99 of 100', quantile(ten.delays, 0.99), 500, 'ms');
  const end = Math.max(...ten.all.map(({ sentAt }) => sentAt));
  const last = ten.all.filter(({ sentAt }) => sentAt > end - 5_000).map(({ delayMs }) => delayMs);
  note('the same in the last 5 s of 30: without a backlog', quantile(last, 0.99), 500, 'ms');
  noteTurn(ten.silentMs);
  const heavy = { ...TEN_A_SECOND, checkpointEveryMs: 10_000, checkpointBytes: 20 * MB };
  const saving = await train(lab, 'saving', 10, heavy);
  note(
    '10 runs beside ten checkpoints of 20 MB at once, every 10 s: 99 of 100',
    quantile(saving.delays, 0.99),
    500,
    'ms',
  );
  noteTurn(saving.silentMs);
  note('the most memory of the server', peakBytes(lab.serverPid) / 2 ** 20, GIB / 2 ** 20, 'MiB');
}

function report(): string {
  const rows = results.map(
    ({ what, value, limit, isHeld }) => `| ${what} | ${isHeld ? value : `**${value}**`} | ${limit} |`,
  );
  return `# A fleet on one machine

${new Date().toISOString().slice(0, 10)}, by \`npm run bench:fleet\`: server, workbench and workers all on one machine, over TLS, with simulated
trainers. ${machine}. Load of the machine during the last 5 minutes, these processes included: ${(loadavg()[1] ?? NaN).toFixed(1)}. What is
over its limit is bold.

| What | Measured | Limit |
| --- | --- | --- |
${rows.join('\n')}
`;
}

async function main(): Promise<void> {
  const [, , mode, given] = process.argv;
  if (mode === SIMULATE) {
    await simulateWorker(JSON.parse(given ?? '') as SimulatedWorker);
    process.exit(0);
  }
  const lab = await openLab();
  try {
    await measureQueue(lab);
    await measureDelays(lab);
  } finally {
    await lab.close();
  }
  writeFileSync(RESULTS, report());
  process.exit(results.every(({ isHeld }) => isHeld) ? 0 : 1);
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  process.exit(1);
});
