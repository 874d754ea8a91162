// npm run study [-- --only a,b] [--seeds N]: trains every model of the plan with several seeds, judges what came of it,
// and writes a table as Markdown, as JSON and into the README. With --only, the other results stay as they were.
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { bundle } from '../bundle.mjs';
import { machine, sameMachine } from '../machine.mjs';
import { EXPERIMENTS } from './plan.ts';
import { studyMarkdown, studySection, verdictOf } from './report.mjs';

const root = resolve(import.meta.dirname, '..', '..');
const target = join(root, 'bench', 'study', 'results');
const { values: options } = parseArgs({
  options: { only: { type: 'string' }, seeds: { type: 'string', default: '3' } },
});
const seeds = Array.from({ length: Number(options.seeds) }, (_, i) => i + 1);
const only = options.only?.split(',');
const chosen = only?.map((id) => EXPERIMENTS.find((one) => one.id === id)) ?? EXPERIMENTS;
if (chosen.includes(undefined)) throw new Error(`Known are ${EXPERIMENTS.map(({ id }) => id).join(', ')}.`);
const LABELS_KEPT = 100;
const CODE_SIZE = 32;

const script = await bundle('bench/study/trial.ts');

/** Trials run on one thread each, as many at a time as there are cores: two cores do more so than by sharing a trial. */
const ONE_THREAD = { TF_NUM_INTRAOP_THREADS: '1', TF_NUM_INTEROP_THREADS: '1' };

/** One process: its command, and the last of the lines of JSON that it prints; `name` is told the ones before. */
function trial(args, name = args[0]) {
  const child = spawn(process.execPath, [script, ...args.map(String)], {
    env: { ...process.env, ...ONE_THREAD },
  });
  let result = {};
  let errors = '';
  createInterface(child.stdout).on('line', (line) => {
    if (!line.startsWith('{')) return;
    result = JSON.parse(line);
    if (result.looked !== undefined) tell(`${name}: ${JSON.stringify(result.looked)}`);
  });
  child.stderr.on('data', (chunk) => (errors = (errors + chunk).slice(-2000)));
  return new Promise((done, fail) => {
    child.on('close', (code) =>
      code === 0 ? done(result) : fail(new Error(`${name} ended with ${code}: ${errors.trim()}`)),
    );
  });
}

const tell = (text) => process.stderr.write(`${text}\n`);
const folder = mkdtempSync(join(tmpdir(), 'latent-workbench-study-'));
const dataset = (id) => join(folder, id);
const judge = join(folder, 'judge.safetensors');

async function prepare() {
  for (const id of new Set(['synthetic-digits', ...chosen.map((one) => one.dataset)]))
    await trial(['generate', dataset(id)]);
  tell('datasets are there');
  const classifier = {
    model: 'classifier-mlp',
    dataset: dataset('synthetic-digits'),
    seed: 1,
    hyperparameters: {},
  };
  const judged = await trial(['train', JSON.stringify({ ...classifier, save: judge })]);
  const found = await trial(['baselines', dataset('synthetic-digits'), CODE_SIZE]);
  await trial(['keep', dataset('synthetic-digits'), dataset('few-labels'), LABELS_KEPT]);
  const few = { ...classifier, dataset: dataset('few-labels'), hyperparameters: { validationSplit: 0.01 } };
  const accuracies = [];
  for (const seed of seeds) {
    // One step an epoch: as many steps as it takes until it knows its hundred images by heart.
    const budget = { unit: 'epochs', count: 400 };
    const { measures } = await trial(['train', JSON.stringify({ ...few, seed, budget })]);
    accuracies.push(measures.test_accuracy);
  }
  return {
    ...found,
    judge_accuracy: judged.measures.test_accuracy,
    few_labels_accuracy: accuracies.reduce((sum, value) => sum + value, 0) / accuracies.length,
  };
}

async function experiment(one, seed) {
  const { id, model, preset, hyperparameters = {}, budget, until, judged } = one;
  const request = { model, preset, dataset: dataset(one.dataset), seed, hyperparameters, budget, until };
  const name = `${id}, seed ${seed}`;
  const command = ['train', JSON.stringify({ ...request, ...(judged && { judge }) })];
  const failed = (error) => ({ outcome: error.message, step: 0, seconds: 0, measures: {} });
  const result = await trial(command, name).catch(failed);
  const { input_error: given, reconstruction_error: left } = result.measures;
  if (given !== undefined) result.measures.denoising_factor = given / left;
  tell(`${name}: ${result.outcome} in ${Math.round(result.seconds)} s ${JSON.stringify(result.measures)}`);
  return { seed, ...result };
}

/** Does all that is left in a list, as many at a time as there are cores. */
async function inParallel(tasks) {
  const left = [...tasks];
  const worker = async () => {
    for (let next = left.shift(); next !== undefined; next = left.shift()) await next();
  };
  await Promise.all(Array.from({ length: availableParallelism() }, worker));
}

const file = `${target}.json`;
const date = new Date().toISOString().slice(0, 10);
/** By id, as they were measured: a later plan does not change what is told of them. */
const before = only !== undefined && existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : null;
if (before !== null) sameMachine(file, before);
const experiments = before?.experiments ?? {};
try {
  const baselines = await prepare();
  tell(JSON.stringify(baselines));
  const done = new Map(chosen.map((one) => [one, []]));
  const trialOf = (one, seed) => async () => {
    const trials = done.get(one);
    trials.push(await experiment(one, seed));
    trials.sort((a, b) => a.seed - b.seed);
    const { id, goals, ...told } = one;
    const verdicts = goals.map((goal) => verdictOf(goal, trials, baselines));
    experiments[id] = { date, ...told, trials, verdicts };
    write(baselines);
  };
  await inParallel(chosen.flatMap((one) => seeds.map((seed) => trialOf(one, seed))));
  tell(`${target}.md`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}

function write(baselines) {
  const { dependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const report = {
    date,
    machine,
    tfjs: dependencies['@tensorflow/tfjs-node-gpu'],
    baselines,
    experiments,
  };
  const ids = EXPERIMENTS.map(({ id }) => id);
  writeFileSync(file, `${JSON.stringify(report, null, 2)}\n`);
  writeFileSync(`${target}.md`, studyMarkdown(report, ids));
  const readme = join(root, 'README.md');
  const marked = /(<!-- study -->\n)[\s\S]*?(\n<!-- \/study -->)/;
  writeFileSync(
    readme,
    readFileSync(readme, 'utf8').replace(
      marked,
      (_, begin, end) => `${begin}\n${studySection(report, ids)}\n${end}`,
    ),
  );
}
