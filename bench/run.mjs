// npm run bench [-- --cases a,b] [--rounds N] [--out FILE]: measures all contenders of a case on one machine, in
// alternating rounds, and writes a table as Markdown and as JSON. Only ratios within a case are meaningful. With
// --cases, the results of the others are kept; the case "around" measures everything around the step, "evaluation" the
// quality metrics.
import { spawn } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { bundle } from './bundle.mjs';
import { machine, sameMachine } from './machine.mjs';
import { messageOf } from '../scripts/setup/problem.mjs';
import { markdown, median } from './results-markdown.mjs';
import { openWorkbench } from './whole-run.mjs';

/** @import { AroundResults, BenchResults, CaseResults, EvaluationResults, EvaluationRound, Result } from './results-markdown.mjs' */
/** @import { OpenWorkbench, WholeRun } from './whole-run.mjs' */

const root = resolve(import.meta.dirname, '..');
/**
 * For each model the number of steps in a round, which take about one or two seconds, and what the peers build.
 * @type {Record<string, { stepsPerRound: number }>}
 */
const CASES = JSON.parse(readFileSync(join(root, 'bench', 'cases.json'), 'utf8'));
const { values: options } = parseArgs({
  options: {
    cases: { type: 'string' },
    rounds: { type: 'string', default: '5' },
    out: { type: 'string', default: join(root, 'bench', 'results') },
    'without-compile': { type: 'boolean', default: false },
  },
});
const rounds = Number(options.rounds);
/** @param {string} caseName */
const stepsOf = (caseName) => CASES[caseName]?.stepsPerRound ?? 0;
const known = [...Object.keys(CASES), 'around', 'evaluation'];
const chosen = options.cases?.split(',') ?? known;
for (const one of chosen)
  if (!known.includes(one)) throw new Error(`There is no case ${one}. There are ${known.join(', ')}.`);
const date = new Date().toISOString().slice(0, 10);
const contender = await bundle('bench/contender.ts');
const python = process.env.BENCH_PYTHON;
const FIRST_STEP_MS = 300_000;
const ROUND_MS = 300_000;

/** @typedef {[program: string, args: string[]]} Command */
/** @type {(python: string, script: string, mode: string) => (caseName: string) => Command} */
const peer = (python, script, mode) => (caseName) => [
  python,
  [join(root, 'bench', 'peers', script), caseName, mode],
];
/** @type {(mode: string) => (caseName: string) => Command} */
const own = (mode) => (caseName) => [process.execPath, [contender, caseName, mode]];
const CONTENDERS = [
  { name: 'workbench, compiled', command: own('compiled') },
  { name: 'workbench, eager', command: own('eager') },
  ...(python
    ? [
        { name: 'Keras tf.function', command: peer(python, 'keras_peer.py', 'function') },
        { name: 'Keras with XLA', command: peer(python, 'keras_peer.py', 'xla') },
        { name: 'PyTorch eager', command: peer(python, 'torch_peer.py', 'eager') },
        ...(options['without-compile']
          ? []
          : [{ name: 'PyTorch compile', command: peer(python, 'torch_peer.py', 'compile') }]),
        { name: 'JAX jit', command: peer(python, 'jax_peer.py', 'jit') },
        { name: 'JAX scan of 8', command: peer(python, 'jax_peer.py', 'scan') },
      ]
    : []),
];

/** @param {string} text */
const progress = (text) => process.stderr.write(`${text}\n`);

/**
 * A process that answers each line of its input with a line of JSON.
 * @template [Round=Measured]
 * @template [Ready={ firstStepMs: number }]
 * @typedef {object} Contender
 * @property {() => Promise<Ready>} ready
 * @property {(steps: number) => Promise<Round>} round
 * @property {() => void} end
 */
/** @typedef {{ msPerStep: number, rssMb: number }} Measured */

/**
 * @template [Round=Measured]
 * @template [Ready={ firstStepMs: number }]
 * @param {Command} command
 * @returns {Contender<Round, Ready>}
 */
function start([command, args]) {
  const child = spawn(command, args, { stdio: ['pipe', 'pipe', 'pipe'], cwd: root });
  let errors = '';
  child.stderr.on('data', (chunk) => (errors = (errors + chunk).slice(-2000)));
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  /** @type {(limitMs: number) => Promise<any>} its answer, which the script determines */
  const next = (limitMs) =>
    new Promise((done, fail) => {
      const timer = setTimeout(() => fail(new Error(`no answer in ${limitMs / 1000} s`)), limitMs);
      lines.next().then(({ value, done: ended }) => {
        clearTimeout(timer);
        if (ended) return fail(new Error(errors.trim().split('\n').at(-1) ?? 'ended'));
        return done(JSON.parse(value));
      }, fail);
    });
  return {
    ready: () => next(FIRST_STEP_MS),
    round: (steps) => {
      child.stdin.write(`${steps}\n`);
      return next(ROUND_MS);
    },
    end: () => child.kill('SIGKILL'),
  };
}

/**
 * Medians of all contenders in one case, which alternate round by round.
 * @param {string} caseName
 * @returns {Promise<CaseResults>}
 */
async function compare(caseName) {
  /** @type {(Omit<Result, 'medianMs' | 'ratio'> & { process: Contender })[]} */
  const entries = [];
  for (const { name, command } of CONTENDERS) {
    const process = start(command(caseName));
    /** @type {typeof entries[number]} */
    const entry = { name, process, ms: [], rssMb: 0, firstStepMs: 0, failure: null };
    entries.push(entry);
    try {
      entry.firstStepMs = (await process.ready()).firstStepMs;
      await process.round(Math.max(3, stepsOf(caseName) >> 2));
    } catch (error) {
      entry.failure = messageOf(error);
      process.end();
    }
  }
  for (let round = 0; round < rounds; round++) {
    for (const entry of entries) {
      if (entry.failure !== null) continue;
      try {
        const { msPerStep, rssMb } = await entry.process.round(stepsOf(caseName));
        entry.ms.push(msPerStep);
        entry.rssMb = rssMb;
      } catch (error) {
        entry.failure = messageOf(error);
        entry.process.end();
      }
    }
    progress(`${caseName}, round ${round + 1} of ${rounds}`);
  }
  for (const { process } of entries) process.end();
  const results = entries.map(({ process: _, ms, ...rest }) => ({
    ...rest,
    ms,
    medianMs: ms.length ? median(ms) : null,
  }));
  const reference = results[0]?.medianMs ?? NaN;
  return {
    case: caseName,
    date,
    rounds,
    results: results.map((r) => ({ ...r, ratio: r.medianMs && reference / r.medianMs })),
  };
}

/**
 * Parts of runs of the length that the form proposes (the GAN's 100,000 steps, the VAE's 30 epochs): as many steps as
 * are practical in a round, with figures and checkpoints as often as there.
 */
const WHOLE_RUNS = [
  { model: 'vae-mlp', title: 'VAE (MLP)', steps: 2808, sampleEvery: 234, checkpointEvery: 1404 },
  { model: 'gan-mlp', title: 'Vanilla GAN (MLP)', steps: 15_000, sampleEvery: 500, checkpointEvery: 5000 },
];

/**
 * A run with data, figures, checkpoints, every metric of every step in SQLite and its page open, compared with steps
 * alone.
 * @param {OpenWorkbench} workbench
 * @param {WholeRun} run
 */
async function wholeRun(workbench, run) {
  const bare = start(own('compiled')(run.model));
  await bare.ready();
  await bare.round(stepsOf(run.model));
  const ratios = [];
  for (let round = 0; round < rounds; round++) {
    const before = await bare.round(stepsOf(run.model) * 2);
    const whole = await workbench.train(run);
    const after = await bare.round(stepsOf(run.model) * 2);
    ratios.push(whole / ((before.msPerStep + after.msPerStep) / 2));
    progress(`whole run of ${run.model}, round ${round + 1} of ${rounds}`);
  }
  bare.end();
  return { ...run, ratios, medianRatio: median(ratios) };
}

/**
 * Step time and memory over many steps: neither may grow.
 * @param {string} model
 * @param {number} steps
 */
async function endurance(model, steps) {
  const process = start(own('compiled')(model));
  await process.ready();
  await process.round(1000);
  const parts = [];
  for (let i = 0; i < 10; i++) parts.push(await process.round(steps / 10));
  process.end();
  return { model, steps, msPerStep: parts.map((p) => p.msPerStep), rssMb: parts.map((p) => p.rssMb) };
}

/**
 * Quality metrics compared with the same metrics in Python, alternating round by round.
 * @returns {Promise<EvaluationResults>}
 */
async function evaluation() {
  /** @type {Contender<EvaluationRound>} */
  const workbench = start(own('')('evaluation'));
  const entries = [{ name: 'workbench', process: workbench }];
  if (python) {
    /** @type {Contender<EvaluationRound>} */
    const process = start([python, [join(root, 'bench', 'peers', 'evaluation_peer.py')]]);
    entries.push({ name: 'scikit-learn (prdc) and scipy', process });
  }
  for (const { process } of entries) await process.ready();
  const measured = entries.map(({ name, process }) => {
    /** @type {EvaluationRound[]} */
    const measuredRounds = [];
    return { name, process, rounds: measuredRounds };
  });
  for (let round = 0; round < rounds; round++) {
    for (const one of measured) one.rounds.push(await one.process.round(1));
    progress(`quality metrics, round ${round + 1} of ${rounds}`);
  }
  for (const { process } of entries) process.end();
  /** @type {Contender<Measured, Record<string, number>>} */
  const ofDraws = start(own('prdc')('evaluation'));
  const prdc = await ofDraws.ready();
  ofDraws.end();
  return { date, measured: measured.map(({ name, rounds: all }) => ({ name, rounds: all })), prdc };
}

async function store() {
  /** @type {Contender<{ rowsPerSecond: number }>} */
  const process = start(own('')('store'));
  await process.ready();
  await process.round(20);
  const rates = [];
  for (let i = 0; i < rounds; i++) rates.push((await process.round(100)).rowsPerSecond);
  process.end();
  return { rates, medianRowsPerSecond: median(rates) };
}

/**
 * The previous measurements, if only some cases are measured now.
 * @type {BenchResults | null}
 */
const before =
  options.cases !== undefined && existsSync(`${options.out}.json`)
    ? JSON.parse(readFileSync(`${options.out}.json`, 'utf8'))
    : null;
if (before !== null) sameMachine(`${options.out}.json`, before);
const lock = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
/** @type {BenchResults} */
const report = {
  date,
  machine,
  versions: {
    node: process.versions.node,
    'tfjs-node-gpu': lock.dependencies['@tensorflow/tfjs-node-gpu'],
    ...Object.fromEntries(
      readFileSync(join(root, 'bench', 'peers', 'requirements.txt'), 'utf8')
        .trim()
        .split('\n')
        .map((line) => line.split('==')),
    ),
  },
  around: before?.around ?? null,
  evaluation: before?.evaluation ?? null,
  ...(before?.window && { window: before.window }),
  cases: before?.cases.filter((one) => one.case in CASES) ?? [],
};
for (const caseName of chosen) {
  if (caseName === 'around') report.around = await aroundTheStep();
  else if (caseName === 'evaluation') report.evaluation = await evaluation();
  else report.cases = [...report.cases.filter((one) => one.case !== caseName), await compare(caseName)];
  write();
}
process.stdout.write(markdown(report));
process.exit(0);

/** @returns {Promise<AroundResults>} */
async function aroundTheStep() {
  const workbench = await openWorkbench();
  const wholeRuns = [];
  if (workbench === null) progress('Without Chromium there are no whole runs with their page open.');
  else {
    for (const run of WHOLE_RUNS) wholeRuns.push(await wholeRun(workbench, run));
    await workbench.close();
  }
  const long = [await endurance('gan-mlp', 20000), await endurance('vae-mlp', 20000)];
  return { date, wholeRuns, endurance: long, store: await store() };
}

/** Writes cases in the order of the list, in whatever order they were measured. */
function write() {
  report.cases.sort((a, b) => Object.keys(CASES).indexOf(a.case) - Object.keys(CASES).indexOf(b.case));
  writeFileSync(`${options.out}.json`, `${JSON.stringify(report, null, 2)}\n`);
  writeFileSync(`${options.out}.md`, markdown(report));
}
