// npm run bench [-- --cases a,b] [--rounds N] [--out FILE]: measures all contenders of a case on one machine, in rounds
// that take turns, and writes a table as Markdown and as JSON. Ratios within a case are what counts. With --cases, the
// others stay as they were; "around" is one, of what is around the step, and "evaluation", of quality metrics.
import { spawn } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { bundle } from './bundle.mjs';
import { machine, sameMachine } from './machine.mjs';
import { openWorkbench } from './whole-run.mjs';

const root = resolve(import.meta.dirname, '..');
/** For each model the steps of a round, about a second or two of them, and what the peers build. */
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
const known = [...Object.keys(CASES), 'around', 'evaluation'];
const chosen = options.cases?.split(',') ?? known;
for (const one of chosen)
  if (!known.includes(one)) throw new Error(`There is no case ${one}. There are ${known.join(', ')}.`);
const date = new Date().toISOString().slice(0, 10);
const contender = await bundle('bench/contender.ts');
const python = process.env.BENCH_PYTHON;
const FIRST_STEP_MS = 300_000;
const ROUND_MS = 300_000;

const peer = (script, mode) => (caseName) => [python, [join(root, 'bench', 'peers', script), caseName, mode]];
const own = (mode) => (caseName) => [process.execPath, [contender, caseName, mode]];
const CONTENDERS = [
  { name: 'workbench, compiled', command: own('compiled') },
  { name: 'workbench, eager', command: own('eager') },
  ...(python
    ? [
        { name: 'Keras tf.function', command: peer('keras_peer.py', 'function') },
        { name: 'Keras with XLA', command: peer('keras_peer.py', 'xla') },
        { name: 'PyTorch eager', command: peer('torch_peer.py', 'eager') },
        ...(options['without-compile']
          ? []
          : [{ name: 'PyTorch compile', command: peer('torch_peer.py', 'compile') }]),
      ]
    : []),
];

const median = (values) => {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
};
const tell = (text) => process.stderr.write(`${text}\n`);

/** A process that answers each line of its input with a line of JSON. */
function start([command, args]) {
  const child = spawn(command, args, { stdio: ['pipe', 'pipe', 'pipe'], cwd: root });
  let errors = '';
  child.stderr.on('data', (chunk) => (errors = (errors + chunk).slice(-2000)));
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
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

/** Medians of all contenders in one case; they take turns, round by round. */
async function compare(caseName) {
  const entries = [];
  for (const { name, command } of CONTENDERS) {
    const process = start(command(caseName));
    const entry = { name, process, ms: [], rssMb: 0, firstStepMs: 0, failure: null };
    entries.push(entry);
    try {
      entry.firstStepMs = (await process.ready()).firstStepMs;
      await process.round(Math.max(3, CASES[caseName].stepsPerRound >> 2));
    } catch (error) {
      entry.failure = error.message;
      process.end();
    }
  }
  for (let round = 0; round < rounds; round++) {
    for (const entry of entries) {
      if (entry.failure !== null) continue;
      try {
        const { msPerStep, rssMb } = await entry.process.round(CASES[caseName].stepsPerRound);
        entry.ms.push(msPerStep);
        entry.rssMb = rssMb;
      } catch (error) {
        entry.failure = error.message;
        entry.process.end();
      }
    }
    tell(`${caseName}, round ${round + 1} of ${rounds}`);
  }
  for (const { process } of entries) process.end();
  const results = entries.map(({ process: _, ms, ...rest }) => ({
    ...rest,
    ms,
    medianMs: ms.length ? median(ms) : null,
  }));
  const reference = results[0].medianMs;
  return {
    case: caseName,
    date,
    rounds,
    results: results.map((r) => ({ ...r, ratio: r.medianMs && reference / r.medianMs })),
  };
}

/**
 * Parts of runs of the length that the form proposes (the GAN's 100,000 steps, the VAE's 30 epochs): as many steps as
 * a round can wait for, with figures and checkpoints as often as there.
 */
const WHOLE_RUNS = [
  { model: 'vae-mlp', title: 'VAE (MLP)', steps: 2808, sampleEvery: 234, checkpointEvery: 1404 },
  { model: 'gan-mlp', title: 'Vanilla GAN (MLP)', steps: 15_000, sampleEvery: 500, checkpointEvery: 5000 },
];

/** A run with data, figures, checkpoints, every metric of every step in SQLite and its page open, against bare steps. */
async function wholeRun(workbench, run) {
  const bare = start(own('compiled')(run.model));
  await bare.ready();
  await bare.round(CASES[run.model].stepsPerRound);
  const ratios = [];
  for (let round = 0; round < rounds; round++) {
    const before = await bare.round(CASES[run.model].stepsPerRound * 2);
    const whole = await workbench.train(run);
    const after = await bare.round(CASES[run.model].stepsPerRound * 2);
    ratios.push(whole / ((before.msPerStep + after.msPerStep) / 2));
    tell(`whole run of ${run.model}, round ${round + 1} of ${rounds}`);
  }
  bare.end();
  return { ...run, ratios, medianRatio: median(ratios) };
}

/** Step time and memory over many steps: neither may grow. */
async function endurance(model, steps) {
  const process = start(own('compiled')(model));
  await process.ready();
  await process.round(1000);
  const parts = [];
  for (let i = 0; i < 10; i++) parts.push(await process.round(steps / 10));
  process.end();
  return { model, steps, msPerStep: parts.map((p) => p.msPerStep), rssMb: parts.map((p) => p.rssMb) };
}

/** Quality metrics beside the same in Python; they take turns, round by round. */
async function evaluation() {
  const entries = [{ name: 'workbench', process: start(own('')('evaluation')) }];
  if (python) {
    const process = start([python, [join(root, 'bench', 'peers', 'evaluation_peer.py')]]);
    entries.push({ name: 'scikit-learn (prdc) and scipy', process });
  }
  for (const { process } of entries) await process.ready();
  const measured = entries.map(({ name }) => ({ name, rounds: [] }));
  for (let round = 0; round < rounds; round++) {
    for (const [i, { process }] of entries.entries()) measured[i].rounds.push(await process.round(1));
    tell(`quality metrics, round ${round + 1} of ${rounds}`);
  }
  for (const { process } of entries) process.end();
  const ofDraws = start(own('prdc')('evaluation'));
  const prdc = await ofDraws.ready();
  ofDraws.end();
  return { date, measured, prdc };
}

async function store() {
  const process = start(own('')('store'));
  await process.ready();
  await process.round(20);
  const rates = [];
  for (let i = 0; i < rounds; i++) rates.push((await process.round(100)).rowsPerSecond);
  process.end();
  return { rates, medianRowsPerSecond: median(rates) };
}

const number = (value, digits = 3) =>
  value === null || value === undefined ? '–' : Number(value.toPrecision(digits)).toString();
const table = (head, rows) =>
  [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
/** What was measured before, where only some cases are measured now. */
const before =
  options.cases !== undefined && existsSync(`${options.out}.json`)
    ? JSON.parse(readFileSync(`${options.out}.json`, 'utf8'))
    : null;
if (before !== null) sameMachine(`${options.out}.json`, before);
const lock = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
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

async function aroundTheStep() {
  const workbench = await openWorkbench();
  const wholeRuns = [];
  if (workbench === null) tell('Without Chromium there are no whole runs with their page open.');
  else {
    for (const run of WHOLE_RUNS) wholeRuns.push(await wholeRun(workbench, run));
    await workbench.close();
  }
  const long = [await endurance('gan-mlp', 20000), await endurance('vae-mlp', 20000)];
  return { date, wholeRuns, endurance: long, store: await store() };
}

/** Cases in the order of the list, however they came to be measured. */
function write() {
  report.cases.sort((a, b) => Object.keys(CASES).indexOf(a.case) - Object.keys(CASES).indexOf(b.case));
  writeFileSync(`${options.out}.json`, `${JSON.stringify(report, null, 2)}\n`);
  writeFileSync(`${options.out}.md`, markdown(report));
}

function markdown({ machine: where, versions, cases, around, evaluation: metrics }) {
  return `# Benchmark

${where}.
${Object.entries(versions)
  .map(([name, version]) => `${name} ${version}`)
  .join(', ')}.
Made by \`npm run bench\`: medians of rounds in which all contenders take turns. A ratio below 1 means that the
compiled step of the workbench is faster. Times compare within a table only.

${cases
  .map(
    ({ case: name, date: on, rounds: times, results }) =>
      `## ${name}\n\n${on}, ${times} rounds.\n\n${table(
        ['', 'ms a step', 'workbench, compiled / this', 'first step, ms', 'memory, MB'],
        results.map((r) => [
          r.name,
          r.failure === null ? number(r.medianMs) : `failed: ${r.failure.slice(0, 80)}`,
          number(r.ratio),
          number(r.firstStepMs),
          number(r.rssMb),
        ]),
      )}`,
  )
  .join('\n\n')}

${around === null ? '' : aroundMarkdown(around)}
${metrics === null ? '' : evaluationMarkdown(metrics)}`;
}

function evaluationMarkdown({ date: on, measured, prdc }) {
  const seconds = (rounds, field) => number(median(rounds.map((round) => round[field])) / 1000);
  return `## Quality metrics

${on}, ${measured[0].rounds.length} rounds. Of 10 000 × 512 real and as many generated features: the six k-NN metrics (prdc: four,
with one k), and the Fréchet distance.

${table(
  ['', 'k-NN metrics, s', 'with Fréchet distance, s', 'processor, s', 'memory, MB'],
  measured.map(({ name, rounds }) => [
    name,
    seconds(rounds, 'manifoldMs'),
    seconds(rounds, 'msPerStep'),
    seconds(rounds, 'processorMs'),
    number(Math.max(...rounds.map(({ rssMb }) => rssMb))),
  ]),
)}

Two draws of one normal distribution, 10 000 × 1000, k = 5: ${Object.entries(prdc)
    .map(([name, value]) => `${name} ${number(value, 4)}`)
    .join(', ')}; published by the authors of prdc, of other draws: 0.4772, 0.4705, 1.056, 0.9735.
`;
}

function aroundMarkdown({ date: on, wholeRuns, endurance: long, store: rows }) {
  return `## Around the step

${on}.

${table(
  ['', ''],
  [
    ...wholeRuns.map((r) => [
      `${r.model}: whole run of ${r.steps} steps (figures every ${r.sampleEvery}, checkpoints every ${r.checkpointEvery}, every metric of every step recorded, page open) / bare steps`,
      number(r.medianRatio),
    ]),
    ...long.flatMap((e) => [
      [
        `${e.model}: ms a step, first and last tenth of ${e.steps} steps`,
        `${number(e.msPerStep[0])}, ${number(e.msPerStep.at(-1))}`,
      ],
      [
        `${e.model}: memory in MB after the first and the last tenth`,
        `${number(e.rssMb[0], 4)}, ${number(e.rssMb.at(-1), 4)}`,
      ],
    ]),
    ['metric rows into the store, a second', number(rows.medianRowsPerSecond)],
  ],
)}
`;
}
