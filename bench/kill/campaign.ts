// npm run kill-test -- [--times N] [--seed S]: kills runs of four models at random moments, in three ways, and compares
// the remains and the resumed runs with the same runs without interruption. Its last line is the count of trials.
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { seededRandom } from '../../src-main/datasets/seeded-random';
import type { RunRecord } from '../../src-main/testing/run-record';
import { readRecord } from './check';
import { chooseMoment, MOMENTS, type Timing } from './moments';
import { prepareDigits } from './digits';
import { completed, startProgram } from './program';
import { performTrial, TARGETS, type Outcome } from './trial';

/** Small networks, because the test is about everything except the steps themselves. */
const MODELS = [
  ['vae-mlp', 400, ['hiddenUnits=32', 'batchSize=32'], 100],
  ['gan-mlp', 600, ['hiddenUnits=16', 'batchSize=32'], 75],
  ['wgan', 80, ['filters=4', 'batchSize=8'], 10],
  ['classifier-mlp', 700, ['hiddenUnits=16', 'batchSize=32'], 90],
] as const;
/** A run may end before its moment; then another moment is drawn. */
const DRAWS = 4;

const { values: options } = parseArgs({
  options: { times: { type: 'string', default: '30' }, seed: { type: 'string' } },
});
const seed = Number(options.seed ?? Date.now() % 1_000_000);
const scratch = mkdtempSync(join(tmpdir(), 'latent-workbench-kill-'));
const write = (line: string) => process.stdout.write(`${line}\n`);

/** An uninterrupted run. */
interface Left {
  readonly model: string;
  readonly command: readonly string[];
  readonly whole: RunRecord;
  readonly timing: Timing;
}

/** Trains each model once without interruption. */
async function leftAlone(prepared: string): Promise<Left[]> {
  const found: Left[] = [];
  for (const [model, steps, settings, every] of MODELS) {
    const cadence = ['--checkpoint-every', String(every), '--sample-every', String(2 * every)];
    const length = ['--dataset', 'digits', '--steps', String(steps), '--seed', '5', ...cadence];
    const command = ['train', model, ...length, '--set', ...settings];
    const dataDir = join(scratch, `whole-${model}`);
    cpSync(prepared, dataDir, { recursive: true, preserveTimestamps: true });
    const start = performance.now();
    let ready = start;
    const program = startProgram(dataDir, ...command);
    program.onEvent(({ event }) => {
      if (event === 'engine') ready = performance.now();
    });
    await completed(program, `train ${model}`);
    const trainingMs = performance.now() - ready;
    const timing = { readyMs: ready - start, trainingMs, checkpoints: Math.floor(steps / every) };
    found.push({ model, command, whole: readRecord(dataDir, 1), timing });
    write(
      `${model} left alone: ${String(steps)} steps, ready after ${text(timing.readyMs)}, then ${text(trainingMs)}`,
    );
  }
  return found;
}

/** One trial of the campaign. It depends only on the seed, its number, and the speed of the machine. */
async function trial(number: number, prepared: string, models: readonly Left[]): Promise<boolean> {
  const left = models[number % models.length];
  const target = TARGETS[number % TARGETS.length];
  if (left === undefined || target === undefined) throw new Error('There is nothing to kill.');
  const random = seededRandom();
  let outcome: Outcome | undefined;
  for (let draw = 0; draw < DRAWS && outcome?.tooLate !== false; draw++) {
    random.reset(seed, number, draw);
    const uniform = (low: number, high: number) => low + random.uniform() * (high - low);
    const kind = MOMENTS[Math.floor(uniform(0, MOMENTS.length))] ?? 'any';
    const moment = chooseMoment(kind, left.timing, uniform);
    const dataDir = join(scratch, `trial-${String(number)}`);
    rmSync(dataDir, { recursive: true, force: true });
    outcome = await performTrial({ ...left, prepared, dataDir, target, moment });
    const failed = outcome.faults.length > 0;
    write(
      `${failed ? '✗' : '✓'} ${String(number + 1)}. ${left.model}, ${target} killed ${moment.name}: ${outcome.story}` +
        (failed ? `\n  ${outcome.faults.join('\n  ')}\n  Its data folder: ${dataDir}` : ''),
    );
    if (failed) return false;
    rmSync(dataDir, { recursive: true });
  }
  return true;
}

async function main(): Promise<void> {
  write(`Kill campaign, --seed ${String(seed)}`);
  const prepared = await prepareDigits(scratch);
  const models = await leftAlone(prepared);
  let passed = 0;
  const times = Number(options.times);
  for (let number = 0; number < times; number++) if (await trial(number, prepared, models)) passed++;
  if (passed === times) rmSync(scratch, { recursive: true });
  write(`${String(passed)} passed, ${String(times - passed)} failed`);
  process.exit(passed === times ? 0 : 1);
}

const text = (ms: number) => `${(ms / 1000).toFixed(1)} s`;

main().catch((error: unknown) => {
  write(error instanceof Error ? error.message : String(error));
  write('0 passed, 1 failed');
  process.exit(1);
});
