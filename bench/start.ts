/**
 * npm run bench:start [-- --rounds N]: measures how long after its launch the first metrics of a run reach the core:
 * with a process that is started for it, and with one that was made ready before, as the form for new runs does.
 * Rounds of both alternate.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { JobHost, JobProcess } from '../src-main/core/job-host';
import { openWorkbench, type Workbench } from '../src-main/core/workbench';
import { childProcessHost } from '../src-main/shells/node/child-process-host';
import { median } from './results-markdown.mjs';

const { values: options } = parseArgs({ options: { rounds: { type: 'string', default: '7' } } });
const MODELS = ['gan-mlp', 'vae-mlp', 'dcgan'];
/** Longer than a process needs to load TensorFlow. */
const READY_MS = 5000;

const say = (text: string) => process.stderr.write(`${text}\n`);
const sleep = (ms: number) => new Promise((done) => setTimeout(done, ms));

/** @param seen called with each batch of metrics */
function watchedHost(seen: () => void): JobHost {
  const host = childProcessHost(resolve('out/main/job.js'));
  return {
    spawn(environment) {
      const child = host.spawn(environment);
      const onMessage: JobProcess['onMessage'] = (listener) => {
        child.onMessage((message) => {
          if (message.type === 'metrics') seen();
          listener(message);
        });
      };
      return { ...child, onMessage };
    },
  };
}

/** @returns milliseconds */
async function timeToFirstRow(
  workbench: Workbench,
  model: string,
  first: (seen: () => void) => void,
): Promise<number> {
  const launched = performance.now();
  const arrived = new Promise<number>((found) => {
    first(() => {
      found(performance.now() - launched);
    });
  });
  const { id } = workbench.runs.create({
    model,
    dataset: 'mnist-10k',
    seed: 1,
    budget: { unit: 'steps', count: 1_000_000 },
  });
  const ms = await arrived;
  await workbench.runs.stop(id);
  return ms;
}

async function main(): Promise<void> {
  const dataDir = mkdtempSync(join(tmpdir(), 'latent-workbench-start-'));
  let seen = (): void => undefined;
  const jobHost = watchedHost(() => {
    seen();
  });
  const workbench = await openWorkbench({ dataDir, jobHost, version: '0.0.0', electron: null });
  try {
    workbench.settings.set({ evaluation: 'off' });
    await workbench.datasets.ready('mnist-10k');
    for (const model of MODELS) {
      const times = { cold: [] as number[], ready: [] as number[] };
      for (let round = 0; round < 2 * Number(options.rounds); round++) {
        const kind = round % 2 === 0 ? 'cold' : 'ready';
        if (kind === 'ready') workbench.runs.prepare({ device: 'auto' });
        await sleep(READY_MS);
        times[kind].push(await timeToFirstRow(workbench, model, (listener) => (seen = listener)));
      }
      process.stdout.write(
        `${model}: ${median(times.cold).toFixed(0)} ms with a new process, ${median(times.ready).toFixed(0)} ms with one that is ready ` +
          `(load ${(loadavg()[0] ?? 0).toFixed(1)})\n`,
      );
    }
  } finally {
    await workbench.close();
    rmSync(dataDir, { recursive: true });
  }
}

main().catch((error: unknown) => {
  say(error instanceof Error ? (error.stack ?? error.message) : String(error));
  process.exitCode = 1;
});
