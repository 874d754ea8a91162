// npm run study [-- --only a,b] [--seeds N] [--jobs N] [--dataset ID | --data FOLDER --name NAME]: trains every model
// of the plan with several seeds for its full length, evaluates the result, and writes a table as Markdown and as JSON
// after every trial. Rows that are not measured are kept. With --dataset or --data, the rows of images are measured on
// that dataset instead: a built-in one, or a folder of the four IDX files of grey images.
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { bundle } from '../bundle.mjs';
import { machine, sameMachine } from '../machine.mjs';
import { EXPERIMENTS } from './plan.ts';
import { studyMarkdown, goalResultOf } from './report.ts';

/** @import { Experiment } from './plan.ts' */
/** @import { StudyResults, Trial } from './report.ts' */
/** @typedef {Experiment & { key: string }} Row */

const root = resolve(import.meta.dirname, '..', '..');
const target = join(root, 'bench', 'study', 'results');
const file = `${target}.json`;
const { values: options } = parseArgs({
  options: {
    only: { type: 'string' },
    seeds: { type: 'string', default: '3' },
    jobs: { type: 'string', default: String(availableParallelism()) },
    dataset: { type: 'string' },
    data: { type: 'string' },
    name: { type: 'string' },
  },
});
const seeds = Array.from({ length: Number(options.seeds) }, (_, i) => i + 1);
const IMAGES = 'synthetic-digits';
const LABELS_KEPT = 100;
const CODE_SIZE = 32;
/** The dataset for the rows of images. */
const imagesId = options.dataset ?? (options.data === undefined ? IMAGES : idOf(options.data));
const chosen = chosenRows();

/** @param {string} path */
function idOf(path) {
  const name = options.name ?? basename(resolve(path));
  return name.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-');
}

/**
 * The requested rows of the plan, each with its key in the results and its dataset.
 * @returns {Row[]}
 */
function chosenRows() {
  const known = EXPERIMENTS.map(({ id }) => id);
  const ids = options.only?.split(',') ?? known;
  const unknown = ids.filter((id) => !known.includes(id));
  if (unknown.length > 0) throw new Error(`There is no ${unknown.join(', ')}. Rows are ${known.join(', ')}.`);
  return EXPERIMENTS.filter(({ id }) => ids.includes(id)).flatMap((one) => {
    if (imagesId === IMAGES) return [{ ...one, key: one.id }];
    return one.dataset === IMAGES ? [{ ...one, dataset: imagesId, key: `${one.id}@${imagesId}` }] : [];
  });
}

const script = await bundle('bench/study/trial.ts');

/**
 * Each trial uses one thread, with as many trials at a time as there are jobs: on two cores this is faster than sharing
 * them.
 */
const ONE_THREAD = { TF_NUM_INTRAOP_THREADS: '1', TF_NUM_INTEROP_THREADS: '1' };

/**
 * Runs one process: returns the last of the lines of JSON that it prints; reports the looks before it.
 * @param {readonly (string | number)[]} args
 * @returns {Promise<any>} the content of that line, which the command determines
 */
function trial(args, name = args[0]) {
  const child = spawn(process.execPath, [script, ...args.map(String)], {
    env: { ...process.env, ...ONE_THREAD },
  });
  /** @type {{ look?: unknown }} */
  let result = {};
  let errors = '';
  createInterface(child.stdout).on('line', (line) => {
    if (!line.startsWith('{')) return;
    result = JSON.parse(line);
    if (result.look !== undefined) report(`${name}: ${JSON.stringify(result.look)}`);
  });
  child.stderr.on('data', (chunk) => (errors = (errors + chunk).slice(-2000)));
  return new Promise((done, fail) => {
    child.on('close', (code) =>
      code === 0 ? done(result) : fail(new Error(`${name} ended with ${code}: ${errors.trim()}`)),
    );
  });
}

/** @param {string} text */
const report = (text) => process.stderr.write(`${text}\n`);
const folder = mkdtempSync(join(tmpdir(), 'latent-workbench-study-'));
/** @param {string} id */
const directoryOf = (id) => join(folder, id);
const scorer = join(folder, 'scorer.safetensors');

/**
 * Creates the datasets.
 * @returns {Promise<Record<string, { name: string, train: number, test: number }>>} facts about each, by id
 */
async function makeDatasets() {
  /** @type {Record<string, { name: string, train: number, test: number }>} */
  const datasets = {};
  for (const id of new Set(chosen.map((one) => one.dataset))) {
    const made = await trial(
      id === imagesId && options.data !== undefined
        ? ['unpack', options.data, directoryOf(id)]
        : ['generate', directoryOf(id)],
    );
    datasets[id] = { name: options.name ?? id, ...made };
  }
  return datasets;
}

/** Trains the classifier that scores samples, and measures the baselines of image models. */
async function measureBaselines() {
  const classifier = {
    model: 'classifier-mlp',
    dataset: directoryOf(imagesId),
    seed: 1,
    hyperparameters: {},
  };
  const scored = await trial(['train', JSON.stringify({ ...classifier, save: scorer })]);
  const found = await trial(['baselines', directoryOf(imagesId), CODE_SIZE]);
  const accuracies = [];
  for (const seed of seeds) {
    // Each seed keeps different labels.
    const labels = directoryOf(`few-labels-${seed}`);
    await trial(['keep', directoryOf(imagesId), labels, LABELS_KEPT, seed]);
    const few = { ...classifier, dataset: labels, hyperparameters: { validationSplit: 0 } };
    // One step per epoch: enough steps to memorise its hundred images.
    const budget = { unit: 'epochs', count: 400 };
    const { measures } = await trial(['train', JSON.stringify({ ...few, seed, budget })]);
    accuracies.push(measures.test_accuracy);
  }
  return {
    ...found,
    scorer_accuracy: scored.measures.test_accuracy,
    few_labels_accuracy: accuracies.reduce((sum, value) => sum + value, 0) / accuracies.length,
  };
}

/**
 * @param {Row} one
 * @param {number} seed
 * @returns {Promise<Trial>}
 */
async function experiment(one, seed) {
  const { key, model, preset, hyperparameters = {}, budget, looks, scored } = one;
  const request = { model, preset, dataset: directoryOf(one.dataset), seed, hyperparameters, budget, looks };
  const name = `${key}, seed ${seed}`;
  const command = ['train', JSON.stringify({ ...request, ...(scored && { scorer }) })];
  /** @param {Error} error */
  const failed = (error) => ({ outcome: error.message, step: 0, seconds: 0, measures: {}, looks: [] });
  const result = await trial(command, name).catch(failed);
  const { input_error: given, reconstruction_error: left } = result.measures;
  if (given !== undefined) result.measures.denoising_factor = given / left;
  report(`${name}: ${result.outcome} in ${Math.round(result.seconds)} s ${JSON.stringify(result.measures)}`);
  return { seed, ...result };
}

/**
 * Runs all tasks of a list, as many at a time as there are jobs.
 * @param {readonly (() => Promise<void>)[]} tasks
 */
async function inParallel(tasks) {
  const left = [...tasks];
  const worker = async () => {
    for (let next = left.shift(); next !== undefined; next = left.shift()) await next();
  };
  await Promise.all(Array.from({ length: Number(options.jobs) }, worker));
}

const date = new Date().toISOString().slice(0, 10);
/** @type {Partial<StudyResults>} */
const before = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {};
const complete = options.only === undefined && imagesId === IMAGES;
if (!complete && before.machine !== undefined) sameMachine(file, { machine: before.machine });
const measured = complete ? {} : before;
/** @type {Record<string, StudyResults['datasets'][string]>} */
const datasets = { ...measured.datasets };
/** @type {Record<string, StudyResults['experiments'][string]>} */
const experiments = { ...measured.experiments };
try {
  for (const [id, found] of Object.entries(await makeDatasets()))
    datasets[id] = { ...datasets[id], ...found };
  report('datasets are there');
  const images = datasets[imagesId];
  if (images !== undefined && chosen.some((one) => one.dataset === imagesId))
    datasets[imagesId] = { ...images, baselines: await measureBaselines() };
  /** @type {Map<Row, Trial[]>} */
  const done = new Map();
  /** @type {(one: Row, seed: number) => () => Promise<void>} */
  const trialOf = (one, seed) => async () => {
    const trials = done.get(one) ?? [];
    done.set(one, trials);
    trials.push(await experiment(one, seed));
    trials.sort((a, b) => a.seed - b.seed);
    const { key, goals, ...plan } = one;
    const baselines = datasets[one.dataset]?.baselines ?? {};
    const goalResults = goals.map((goal) => goalResultOf(goal, trials, baselines));
    const budget = trials[0]?.budget ?? plan.budget ?? { unit: 'steps', count: 0 };
    experiments[key] = { date, ...plan, budget, trials, goalResults };
    write();
  };
  await inParallel(chosen.flatMap((one) => seeds.map((seed) => trialOf(one, seed))));
  report(`${target}.md`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}

function write() {
  const { devDependencies, dependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const tfjs = { ...devDependencies, ...dependencies }['@tensorflow/tfjs-node-gpu'];
  const results = { machine, tfjs, datasets, experiments };
  const ids = EXPERIMENTS.map(({ id }) => id);
  writeFileSync(file, `${JSON.stringify(results, null, 2)}\n`);
  writeFileSync(`${target}.md`, studyMarkdown(results, ids));
}
