// npm run fuzz -- [--seconds N] [--seed S] [--only PATH…|NAME]: imports every bomb, then generated files with mutated
// fields until the time is over, each in its own process as in the window. Its last line is the count: each bomb and
// each family of files is one test.
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { ImportOptionsSchema, type ImportOptions } from '../../src-main/contract/dataset';
import { holdsRuns } from '../../src-main/contract/runs-file';
import type { Bomb } from './bomb';
import { BOMBS } from './bombs';
import { FAMILIES } from './families';
import { mutate, type Draw } from './fields';
import type { Input } from './input';
import { openImporter, type Attempt, type Importer } from './job';

const { values: options } = parseArgs({
  options: {
    seconds: { type: 'string', default: '60' },
    seed: { type: 'string' },
    only: { type: 'string', multiple: true },
  },
});
const seed = Number(options.seed ?? Date.now() % 1_000_000);
/** Half of an import is the start of its process, which waits more than it computes. */
const JOBS = 2;
const DEFAULTS = ImportOptionsSchema.parse({});
const scratch = mkdtempSync(join(tmpdir(), 'latent-workbench-fuzz-'));
const failures = join(scratch, 'failed');
const write = (line: string) => process.stdout.write(`${line}\n`);

/** Results of the inputs of one test. */
interface Tally {
  readonly name: string;
  tried: number;
  accepted: number;
  failed: number;
  slowestMs: number;
  memory: number;
}
const tallyOf = (name: string): Tally => ({
  name,
  tried: 0,
  accepted: 0,
  failed: 0,
  slowestMs: 0,
  memory: 0,
});

function count(tally: Tally, { outcome, faults, usage }: Attempt): void {
  tally.tried++;
  if (outcome === 'accepted') tally.accepted++;
  if (faults.length > 0) tally.failed++;
  tally.slowestMs = Math.max(tally.slowestMs, usage.cpuMs);
  tally.memory = Math.max(tally.memory, usage.memory);
}

function reportFailure(what: string, { said, faults }: Attempt, repeat: string): void {
  write(`✗ ${what}\n  ${faults.join('\n  ')}\n  It said: ${said}\n  Repeat it: npm run fuzz -- ${repeat}`);
}

/** A folder for one input; it is kept if the input failed. */
async function inFolder(name: string, use: (folder: string) => Promise<boolean>): Promise<void> {
  const folder = join(failures, name);
  mkdirSync(folder, { recursive: true });
  if (await use(folder)) rmSync(folder, { recursive: true });
}

async function tryBomb(importer: Importer, { name, write: writeBomb, seconds }: Bomb): Promise<Tally> {
  const tally = tallyOf(name);
  await inFolder(name.replace(/\W+/g, '-'), async (folder) => {
    const attempt = await importer.attempt(
      writeBomb(folder),
      DEFAULTS,
      seconds === undefined ? {} : { lookMs: 1000 * seconds },
    );
    count(tally, attempt);
    if (tally.failed > 0) reportFailure(name, attempt, `--only '${name}'`);
    else write(`✓ ${name}: ${attempt.said} (${usageText(tally)})`);
    return true;
  });
  return tally;
}

async function tryMutant(importer: Importer, tally: Tally, number: number): Promise<void> {
  const family = FAMILIES[number % FAMILIES.length];
  if (family === undefined) return;
  const { result, changes } = mutate([seed, number], (fields) => ({
    input: family.build(fields),
    options: drawOptions(fields.draw),
  }));
  await inFolder(String(number), async (folder) => {
    const attempt = await importer.attempt(writeInput(folder, result.input), result.options, {
      holdsRuns: family.holdsRuns === true,
    });
    count(tally, attempt);
    if (attempt.faults.length === 0) return true;
    const paths = givenPaths(folder, result.input)
      .map((path) => `--only '${path}'`)
      .join(' ');
    reportFailure(
      `${family.name}, input ${String(number)} of --seed ${String(seed)}: ${changes.join('; ') || 'unchanged'}`,
      attempt,
      paths,
    );
    return false;
  });
}

function drawOptions(draw: Draw): ImportOptions {
  return ImportOptionsSchema.parse({
    side: draw.pick([null, null, null, 8, 16, 64]),
    fit: draw.pick(['crop', 'stretch']),
    color: draw.pick(['auto', 'auto', 'grey', 'rgb']),
    classes: draw.pick(['auto', 'auto', 'auto', 'none']),
    split: draw.pick(['auto', 'auto', 'folders', 'none']),
    label: draw.pick([null, null, null, null, '1', '3', 'label', 'x', '999']),
    encoding: draw.pick(['auto', 'auto', 'auto', 'cp949', 'shift_jis', 'windows-1252', 'utf-8']),
  });
}

function writeInput(folder: string, input: Input): string[] {
  for (const { path, bytes } of input.files) {
    const at = join(folder, path);
    mkdirSync(dirname(at), { recursive: true });
    writeFileSync(at, bytes);
  }
  return givenPaths(folder, input);
}

const givenPaths = (folder: string, { files, given }: Input) =>
  (given ?? files.map(({ path }) => path)).map((path) => join(folder, path));

const usageText = ({ slowestMs, memory }: Tally) =>
  `${(slowestMs / 1000).toFixed(1)} s of a processor, ${String(memory >> 20)} MB`;

/** Imports every bomb, then mutants until the time is over, but for at least half of it. */
async function bombsAndMutants(importers: readonly Importer[]): Promise<Tally[]> {
  const timeMs = 1000 * Number(options.seconds);
  let end = performance.now() + timeMs;
  const bombs: Tally[] = [];
  const families = FAMILIES.map(({ name }) => tallyOf(name));
  let next = 0;
  const work = async (importer: Importer) => {
    for (let turn = next++; ; turn = next++) {
      const bomb = BOMBS[turn];
      const number = turn - BOMBS.length;
      const tally = families[number % families.length];
      if (number === 0) end = Math.max(end, performance.now() + timeMs / 2);
      if (bomb !== undefined) bombs.push(await tryBomb(importer, bomb));
      else if (number >= families.length && performance.now() > end) return;
      else if (tally !== undefined) await tryMutant(importer, tally, number);
    }
  };
  await Promise.all(importers.map(work));
  for (const tally of families) {
    const { name, tried, accepted, failed } = tally;
    const counts = `${String(tried)} tried, ${String(accepted)} accepted, ${String(failed)} failed`;
    write(`${failed === 0 ? '✓' : '✗'} ${name}: ${counts} (at most ${usageText(tally)})`);
  }
  return [...bombs, ...families];
}

/** Imports bombs by name, or files and folders together as one dataset. */
async function onlyThese(importer: Importer, these: readonly string[]): Promise<Tally[]> {
  const bombs = BOMBS.filter(({ name }) => these.includes(name));
  const paths = these.filter((one) => !bombs.some(({ name }) => name === one)).map((path) => resolve(path));
  const missing = paths.find((path) => !existsSync(path));
  if (missing !== undefined) throw new Error(`There is no bomb and no file ${missing}.`);
  const tallies = [];
  for (const bomb of bombs) tallies.push(await tryBomb(importer, bomb));
  if (paths.length === 0) return tallies;
  const tally = tallyOf(these.join(' '));
  const attempt = await importer.attempt(paths, DEFAULTS, { holdsRuns: paths.every(holdsRuns) });
  count(tally, attempt);
  write(`${attempt.outcome}: ${attempt.said} (${usageText(tally)})`);
  if (tally.failed > 0) reportFailure(tally.name, attempt, these.map((one) => `--only '${one}'`).join(' '));
  return [...tallies, tally];
}

async function main(): Promise<void> {
  write(`Fuzz campaign, --seed ${String(seed)}`);
  mkdirSync(failures);
  const open = (job: number) =>
    openImporter(join(scratch, `home-${String(job)}`), resolve('out', 'main', 'job.js'));
  const first = await open(0);
  const others = await Promise.all(Array.from({ length: JOBS - 1 }, (_, i) => open(i + 1)));
  const tallies =
    options.only === undefined
      ? await bombsAndMutants([first, ...others])
      : await onlyThese(first, options.only);
  for (const importer of [first, ...others]) await importer.close();
  const failed = tallies.filter((tally) => tally.failed > 0).length;
  if (failed === 0) rmSync(scratch, { recursive: true });
  else write(`What failed lies in ${failures}.`);
  write(`${String(tallies.length - failed)} passed, ${String(failed)} failed`);
  process.exit(failed === 0 ? 0 : 1);
}

main().catch((error: unknown) => {
  write(error instanceof Error ? (error.stack ?? error.message) : String(error));
  write('0 passed, 1 failed');
  process.exit(1);
});
