/**
 * npm run reproduce -- --data FOLDER [--only RECIPE,…] [--seeds N] [--again]: trains the recipes of recipes.ts and
 * writes their values beside the published ones. Recipes with values for all seeds are skipped, so that it can be
 * stopped and started again.
 */
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { messageOf } from '../../scripts/setup/problem.mjs';
import { bundle } from '../bundle.mjs';
import { machine } from '../machine.mjs';
import { RECIPES } from './recipes.ts';
import { reproductionMarkdown } from './report.ts';

/** @import { Result, Trial } from './report.ts' */

const root = resolve(import.meta.dirname, '../..');
const file = join(root, 'bench', 'reproduce', 'results.json');
const page = join(root, 'resources', 'docs', 'reproduction.md');
const { values: options } = parseArgs({
  options: {
    data: { type: 'string' },
    only: { type: 'string' },
    seeds: { type: 'string', default: '3' },
    again: { type: 'boolean', default: false },
  },
});
/** @type {Record<string, Result>} */
const results = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {};
const folder = mkdtempSync(join(tmpdir(), 'latent-workbench-reproduce-'));
try {
  await reproduce();
} catch (error) {
  process.stderr.write(`${messageOf(error)}\n`);
  process.exitCode = 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}

async function reproduce() {
  const seeds = Array.from({ length: wholeNumber(options.seeds) }, (_, i) => i + 1);
  /** @param {string} id */
  const seedsOf = (id) => (options.again ? seeds : missingSeeds(id, seeds));
  const chosen = chosenRecipes().filter(({ id }) => seedsOf(id).length > 0);
  if (chosen.length === 0)
    process.stderr.write('All that was asked for is measured. --again measures it again.\n');
  const [measure, prepare] = [
    await bundle('bench/reproduce/measure.ts'),
    await bundle('bench/study/trial.ts'),
  ];
  for (const dataset of new Set(chosen.flatMap(({ training }) => (training ? [training.dataset] : []))))
    await run(
      prepare,
      dataset === 'mnist'
        ? ['unpack', resolve(options.data ?? ''), join(folder, dataset)]
        : ['generate', join(folder, dataset)],
    );
  for (const { id } of chosen)
    for (const seed of seedsOf(id)) {
      const trial = await run(measure, [id, String(seed), folder]);
      process.stderr.write(`${id}, seed ${seed}: ${JSON.stringify(trial.values)}\n`);
      keep(id, trial);
    }
  write();
}

/** @param {string} text */
function wholeNumber(text) {
  if (/^[1-9]\d?$/.test(text)) return Number(text);
  throw new Error(`--seeds ${text} is no number from 1 to 99.`);
}

function chosenRecipes() {
  const known = RECIPES.map(({ id }) => id);
  const ids = options.only?.split(',') ?? known;
  const unknown = ids.filter((id) => !known.includes(id));
  if (unknown.length > 0)
    throw new Error(`There is no recipe ${unknown.join(', ')}. Recipes are ${known.join(', ')}.`);
  const found = RECIPES.filter(({ id }) => ids.includes(id));
  const needing = found.filter(({ training }) => training?.dataset === 'mnist');
  if (needing[0] !== undefined && options.data === undefined)
    throw new Error(
      `${needing[0].id} needs MNIST: give the folder of its four IDX files with --data FOLDER.`,
    );
  return found;
}

/**
 * @param {string} id
 * @param {readonly number[]} seeds
 */
function missingSeeds(id, seeds) {
  const measured = new Set(results[id]?.trials.map(({ seed }) => seed));
  return seeds.filter((seed) => !measured.has(seed));
}

/**
 * A process that ends by printing a line of JSON.
 * @param {string} script
 * @param {readonly string[]} args
 * @returns {Promise<any>} the content of that line, which the script determines
 */
function run(script, args) {
  const child = spawn(process.execPath, [script, ...args]);
  let result = {};
  let errors = '';
  createInterface(child.stdout).on('line', (line) => {
    if (line.startsWith('{')) result = JSON.parse(line);
  });
  child.stderr.on('data', (chunk) => (errors = (errors + chunk).slice(-2000)));
  return new Promise((done, fail) => {
    child.on('close', (code) =>
      code === 0 ? done(result) : fail(new Error(`${args.join(' ')} ended with ${code}: ${errors.trim()}`)),
    );
  });
}

/**
 * Stores a trial immediately, replacing an older one of the same seed.
 * @param {string} id
 * @param {Trial} trial
 */
function keep(id, trial) {
  const { devDependencies, dependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const tfjs = { ...devDependencies, ...dependencies }['@tensorflow/tfjs-node-gpu'];
  const others = (results[id]?.trials ?? []).filter(({ seed }) => seed !== trial.seed);
  const trials = [...others, trial].sort((a, b) => a.seed - b.seed);
  results[id] = { machine, tfjs, date: new Date().toISOString().slice(0, 10), trials };
  write();
}

function write() {
  writeFileSync(file, `${JSON.stringify(results, null, 2)}\n`);
  writeFileSync(page, reproductionMarkdown(RECIPES, results));
}
