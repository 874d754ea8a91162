// npm run fleet-test -- [--times N] [--seed S]: trains on other "machines" (processes of this one) through a real server,
// kills the worker, the server or the workbench at random moments, or stops the worker for longer than its lease, and
// compares the run with the same run without interruption, bit for bit. Its last line is the count of trials.
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { seededRandom } from '../../src-main/datasets/seeded-random';
import { freePort } from '../../src-main/testing/ports';
import { readRecord } from '../kill/check';
import { prepareDigits } from '../kill/digits';
import { completed, runProgram, startProgram } from '../kill/program';
import { performTrial, TARGETS, type Setting } from './trial';

const { values: options } = parseArgs({
  options: { times: { type: 'string', default: '4' }, seed: { type: 'string' } },
});
const seed = Number(options.seed ?? Date.now() % 1_000_000);
const scratch = mkdtempSync(join(tmpdir(), 'latent-workbench-fleet-'));
const write = (line: string) => process.stdout.write(`${line}\n`);

const STEPS = 1200;
const COMMAND = ['train', 'vae-mlp', '--dataset', 'digits', '--steps', String(STEPS), '--seed', '5'].concat([
  '--set',
  'hiddenUnits=32',
  'batchSize=32',
  '--checkpoint-every',
  '100',
  '--sample-every',
  '200',
  '--evaluation',
  'off',
]);

async function prepare(): Promise<Setting> {
  const prepared = await prepareDigits(scratch);
  const local = join(scratch, 'local');
  cpSync(prepared, local, { recursive: true, preserveTimestamps: true });
  const start = performance.now();
  await completed(startProgram(local, ...COMMAND), 'train');
  const localMs = performance.now() - start;
  write(`left alone: ${String(STEPS)} steps in ${(localMs / 1000).toFixed(1)} s`);
  const fleet = join(scratch, 'fleet');
  const port = String(await freePort());
  const names = ['--person', 'tester', '--worker', 'box', '--port', port];
  await runProgram(prepared, 'fleet', 'setup', fleet, ...names);
  return { scratch, fleet, prepared, command: COMMAND, whole: readRecord(local, 1), localMs };
}

async function main(): Promise<void> {
  write(`Fleet campaign, --seed ${String(seed)}`);
  const setting = await prepare();
  const times = Number(options.times);
  const random = seededRandom();
  let passed = 0;
  for (let number = 0; number < times; number++) {
    random.reset(seed, number, 0);
    const target = TARGETS[number % TARGETS.length] ?? 'worker';
    const { story, faults } = await performTrial(setting, number, target, random.uniform());
    const isSound = faults.length === 0;
    if (isSound) passed++;
    write(`${isSound ? '✓' : '✗'} ${String(number + 1)}. ${target}: ${story}`);
    for (const fault of faults) write(`  ${fault}`);
  }
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
