// npm run fleet-test -- [--times N] [--faults worker,server,…] [--parallel N] [--seed S]: trains on other "machines"
// (processes of this one) through a real server; kills the worker, the server for 3 or 90 s, or the workbench between
// messages, or stops the worker for longer than its lease; and compares the run with the same run without interruption,
// bit for bit: rows, figures, checkpoints, each once, and each line of the log once. Trials mostly wait, so several can
// run at once. Its last line is the count of trials.
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { seededRandom } from '../../src-main/datasets/seeded-random';
import { readRecord } from '../kill/check';
import { prepareDigits } from '../kill/digits';
import { completed, startProgram } from '../kill/program';
import { FAULTS, type FaultName } from './faults';
import { performTrial, type Setting } from './trial';

const { values: options } = parseArgs({
  options: {
    times: { type: 'string', default: '5' },
    faults: { type: 'string', default: Object.keys(FAULTS).join(',') },
    parallel: { type: 'string', default: '1' },
    seed: { type: 'string' },
  },
});
const seed = Number(options.seed ?? Date.now() % 1_000_000);
const scratch = mkdtempSync(join(tmpdir(), 'latent-workbench-fleet-'));
const write = (line: string) => process.stdout.write(`${line}\n`);

/** Runs of some seconds, with many messages. */
const RUNS = [
  { model: 'vae-mlp', steps: 1200, set: ['hiddenUnits=32', 'batchSize=32'] },
  { model: 'gan-mlp', steps: 1200, set: ['batchSize=32'] },
] as const;

const faults = options.faults.split(',').map((name) => {
  if (!(name in FAULTS)) throw new Error(`--faults takes ${Object.keys(FAULTS).join(', ')}, not ${name}.`);
  return name as FaultName;
});

type Run = Omit<Setting, 'scratch'>;

async function withoutFleet(prepared: string, { model, steps, set }: (typeof RUNS)[number]): Promise<Run> {
  const often = ['--checkpoint-every', '100', '--sample-every', '50', '--evaluation', 'off'];
  const sizes = ['--steps', String(steps), '--seed', '5', '--set', ...set];
  const command = ['train', model, '--dataset', 'digits', ...sizes, ...often];
  const local = join(scratch, `local-${model}`);
  cpSync(prepared, local, { recursive: true, preserveTimestamps: true });
  const start = performance.now();
  await completed(startProgram(local, ...command), 'train');
  const seconds = (performance.now() - start) / 1000;
  write(`${model} without a fleet: ${String(steps)} steps in ${seconds.toFixed(1)} s`);
  return { prepared, command, steps, local, whole: readRecord(local, 1) };
}

interface Count {
  passed: number;
  failed: number;
  struck: number;
}

async function main(): Promise<void> {
  write(`Fleet campaign, --seed ${String(seed)}`);
  const prepared = await prepareDigits(scratch);
  const runs: Run[] = [];
  for (const run of RUNS) runs.push(await withoutFleet(prepared, run));
  const times = Number(options.times);
  const counts = new Map<FaultName, Count>(faults.map((name) => [name, { passed: 0, failed: 0, struck: 0 }]));
  let next = 0;

  async function performNext(): Promise<void> {
    while (next < times) {
      const number = next++;
      const name = faults[number % faults.length] ?? 'worker';
      // Both models meet each fault.
      const run = runs[Math.floor(number / faults.length) % runs.length];
      const count = counts.get(name);
      if (run === undefined || count === undefined) return;
      const random = seededRandom();
      random.reset(seed, number, 0);
      const folder = join(scratch, `trial-${String(number + 1)}`);
      const setting = { ...run, scratch: folder };
      const outcome = await performTrial(setting, name, () => random.uniform());
      const isSound = outcome.faults.length === 0;
      count.struck += outcome.times;
      if (isSound) count.passed++;
      else count.failed++;
      write(
        `${isSound ? '✓' : '✗'} ${String(number + 1)}. ${name}, ${run.command[1] ?? ''}: ${outcome.story}`,
      );
      for (const fault of outcome.faults) write(`  ${fault}`);
      if (isSound) rmSync(folder, { recursive: true });
    }
  }

  await Promise.all(Array.from({ length: Number(options.parallel) }, performNext));
  for (const [name, { passed, failed, struck }] of counts)
    write(`${name}: ${String(struck)} times in ${String(passed + failed)} trials, ${String(passed)} passed`);
  const passed = [...counts.values()].reduce((sum, count) => sum + count.passed, 0);
  if (passed === times) rmSync(scratch, { recursive: true });
  else write(`The data folders are in ${scratch}`);
  write(`${String(passed)} passed, ${String(times - passed)} failed`);
  process.exit(passed === times ? 0 : 1);
}

main().catch((error: unknown) => {
  write(error instanceof Error ? error.message : String(error));
  write('0 passed, 1 failed');
  process.exit(1);
});
