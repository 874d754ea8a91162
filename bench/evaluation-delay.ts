/**
 * npm run bench:delay [-- --model ID] [--dataset ID] [--rounds N] [--seconds S] [--data-dir DIR]: measures how much
 * slower a run trains while its checkpoints are evaluated one after another, which is the worst case of evaluations
 * during training. Rounds with and without evaluations alternate in one run, and an evaluation is cancelled at the end
 * of its round. With a data folder, its encoder is used if it has one.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { filePaths } from '../src-main/contract/files';
import { ELAPSED_METRIC } from '../src-main/contract/run';
import type { JobHost, JobProcess } from '../src-main/core/job-host';
import { openWorkbench, type Workbench } from '../src-main/core/workbench';
import { wholeBytes } from '../src-main/core/whole-bytes';
import { childProcessHost } from '../src-main/shells/node/child-process-host';
import { median } from './results-markdown.mjs';

const { values: options } = parseArgs({
  options: {
    model: { type: 'string', default: 'gan-mlp' },
    dataset: { type: 'string', default: 'mnist-10k' },
    rounds: { type: 'string', default: '6' },
    seconds: { type: 'string', default: '10' },
    'checkpoint-every': { type: 'string', default: '500' },
    'data-dir': { type: 'string' },
  },
});
/** Steps that are timed together, because one alone is shorter than the noise of the clock. */
const WINDOW = 50;
const WARM_UP_SECONDS = 10;

interface Round {
  readonly evaluates: boolean;
  readonly from: number;
  readonly to: number;
  readonly evaluations: number;
}

const sleep = (seconds: number) => new Promise((done) => setTimeout(done, seconds * 1000));
const say = (text: string) => process.stderr.write(`${text}\n`);

async function main(): Promise<void> {
  const given = options['data-dir'];
  const dataDir = given ?? mkdtempSync(join(tmpdir(), 'latent-workbench-delay-'));
  const { jobHost, endEvaluations } = watchedHost();
  const workbench = await openWorkbench({ dataDir, jobHost, version: '0.0.0', electron: null });
  try {
    workbench.settings.set({ evaluation: 'off' });
    await trainEncoder(workbench);
    report(await measured(workbench, endEvaluations));
  } finally {
    await workbench.close();
    if (given === undefined) rmSync(dataDir, { recursive: true });
  }
}

/** Also ends evaluations: with the lowest priority, one may take long if other programs are running. */
function watchedHost() {
  const evaluations = new Set<JobProcess>();
  const host = childProcessHost(resolve('out/main/job.js'));
  const jobHost: JobHost = {
    spawn() {
      const child = host.spawn();
      child.onExit(() => evaluations.delete(child));
      const post: JobProcess['post'] = (message) => {
        if (message.type === 'evaluate') evaluations.add(child);
        child.post(message);
      };
      return { ...child, post };
    },
  };
  const endEvaluations = () => {
    for (const child of evaluations) child.kill();
  };
  return { jobHost, endEvaluations };
}

const newRun = (steps: number) => ({
  model: options.model,
  dataset: options.dataset,
  seed: 1,
  budget: { unit: 'steps' as const, count: steps },
  checkpointEvery: Number(options['checkpoint-every']),
  sampleEvery: 1_000_000,
});

/** Trains an encoder first, because evaluations during training start only once the dataset has one. */
async function trainEncoder(workbench: Workbench): Promise<void> {
  const { id } = workbench.runs.create(newRun(1));
  while (!['completed', 'failed'].includes(workbench.runs.get(id).state)) await sleep(0.2);
  say('Trains the encoder, where there is none.');
  await workbench.qualities.evaluate(id, { samples: 50, seed: 1 });
}

/** Milliseconds per step in each round. */
async function measured(
  workbench: Workbench,
  endEvaluations: () => void,
): Promise<(Round & { readonly ms: number })[]> {
  const { id } = workbench.runs.create(newRun(100_000_000));
  while (workbench.runs.get(id).step < WINDOW) await sleep(0.5);
  await sleep(WARM_UP_SECONDS);
  const rounds: Round[] = [];
  let evaluations = 0;
  const unsubscribe = workbench.events.subscribe(({ type }) => {
    if (type === 'quality') evaluations++;
  });
  for (let round = 0; round < 2 * Number(options.rounds) + 1; round++) {
    const evaluates = round % 2 === 1;
    const from = workbench.runs.get(id).step;
    evaluations = 0;
    workbench.settings.set({ evaluation: evaluates ? 'training' : 'off' });
    await sleep(Number(options.seconds));
    workbench.settings.set({ evaluation: 'off' });
    const to = workbench.runs.get(id).step;
    rounds.push({ evaluates, from, to, evaluations });
    say(`round ${String(round)}: ${String(to - from)} steps, ${String(evaluations)} whole evaluations`);
    endEvaluations();
    await workbench.qualities.settled(id);
  }
  unsubscribe();
  await workbench.runs.stop(id);
  while (workbench.runs.get(id).state === 'running') await sleep(0.2);
  const elapsed = await elapsedOf(workbench, id);
  return rounds.map((round) => ({ ...round, ms: stepTime(elapsed, round) }));
}

/** Milliseconds of training at the end of each step, by step. */
async function elapsedOf(workbench: Workbench, id: number): Promise<Map<number, number>> {
  const bytes = await wholeBytes(await workbench.files.get(filePaths.metric(id, ELAPSED_METRIC)));
  const pairs = new Float64Array(Uint8Array.from(bytes).buffer);
  return new Map(
    Array.from({ length: pairs.length / 2 }, (_, i) => [pairs[2 * i] ?? 0, pairs[2 * i + 1] ?? 0]),
  );
}

/** The median over the windows of a round. */
function stepTime(elapsed: ReadonlyMap<number, number>, { from, to }: Round): number {
  const times: number[] = [];
  for (let step = from; step + WINDOW <= to; step += WINDOW) {
    const [start, end] = [elapsed.get(step), elapsed.get(step + WINDOW)];
    if (start !== undefined && end !== undefined) times.push((end - start) / WINDOW);
  }
  return median(times);
}

function report(rounds: readonly (Round & { readonly ms: number })[]): void {
  const ratios = rounds.flatMap(({ evaluates, ms }, i) => {
    const [before, after] = [rounds[i - 1], rounds[i + 1]];
    return evaluates && before && after ? [(2 * ms) / (before.ms + after.ms)] : [];
  });
  const of = (evaluates: boolean) => rounds.filter((round) => round.evaluates === evaluates);
  process.stdout.write(
    `${JSON.stringify({
      model: options.model,
      dataset: options.dataset,
      evaluations: of(true).reduce((sum, round) => sum + round.evaluations, 0),
      msPerStep: {
        without: median(of(false).map(({ ms }) => ms)),
        with: median(of(true).map(({ ms }) => ms)),
      },
      ratios,
      medianRatio: median(ratios),
      // Load of the machine, including other programs: if it exceeds the number of processors, ratios are noise.
      load: loadavg()[0],
    })}\n`,
  );
}

main().catch((error: unknown) => {
  say(error instanceof Error ? (error.stack ?? error.message) : String(error));
  process.exit(1);
});
