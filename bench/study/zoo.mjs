// npm run zoo [-- --only MODEL,…] [--seeds N] [--data-dir FOLDER]: trains the models of zoo-table.ts with the command
// line, and writes their quality as a table after each run. Seeds with results are not measured again. With --data-dir,
// runs and the encoder of the dataset are kept in a folder.
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { messageOf } from '../../scripts/setup/problem.mjs';
import { machine } from '../machine.mjs';
import { ZOO, zooMarkdown } from './zoo-table.ts';

/** @import { ZooTrial } from './zoo-table.ts' */

const root = resolve(import.meta.dirname, '..', '..');
const target = join(root, 'bench', 'study', 'zoo');
const { values: options } = parseArgs({
  options: {
    only: { type: 'string' },
    seeds: { type: 'string', default: '3' },
    'data-dir': { type: 'string' },
  },
});
const folder = options['data-dir'] ?? mkdtempSync(join(tmpdir(), 'latent-workbench-zoo-'));
/** @type {Record<string, ZooTrial[]>} */
const trials = existsSync(`${target}.json`) ? JSON.parse(readFileSync(`${target}.json`, 'utf8')).trials : {};
try {
  await measureMissing();
} catch (error) {
  process.stderr.write(`${messageOf(error)}\n`);
  process.exitCode = 1;
} finally {
  if (options['data-dir'] === undefined) rmSync(folder, { recursive: true, force: true });
}

async function measureMissing() {
  const known = ZOO.map(({ model }) => model);
  const only = options.only?.split(',') ?? known;
  const unknown = only.filter((model) => !known.includes(model));
  if (unknown.length > 0)
    throw new Error(`There is no ${unknown.join(', ')} in the table. Models are ${known.join(', ')}.`);
  if (!/^[1-9]\d?$/.test(options.seeds))
    throw new Error(`--seeds ${options.seeds} is no number from 1 to 99.`);
  for (let seed = 1; seed <= Number(options.seeds); seed++)
    for (const { model, steps } of ZOO) {
      if (!only.includes(model) || trials[model]?.some((trial) => trial.seed === seed)) continue;
      const trial = await measure(model, steps, seed);
      trials[model] = [...(trials[model] ?? []), trial].sort((a, b) => a.seed - b.seed);
      write();
    }
}

/**
 * @param {string} model
 * @param {number} steps
 * @param {number} seed
 * @returns {Promise<ZooTrial>}
 */
async function measure(model, steps, seed) {
  const cli = join(root, 'out', 'main', 'cli.js');
  const words = ['train', model, '--dataset', 'mnist-10k', '--steps', String(steps), '--seed', String(seed)];
  const child = spawn(
    process.execPath,
    [cli, ...words, '--evaluation', 'end', '--json', '--data-dir', folder],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const events = new Map();
  createInterface({ input: child.stdout }).on('line', (line) => {
    const { event, ...rest } = JSON.parse(line);
    events.set(event, rest);
  });
  const code = await new Promise((done) => child.on('close', done));
  const quality = events.get('quality');
  if (code !== 0 || quality === undefined)
    throw new Error(`${words.join(' ')}: ${JSON.stringify(events.get('error') ?? code)}`);
  const { samples, encoder, metrics } = quality;
  process.stderr.write(`${model}, seed ${seed}: clipped coverage ${metrics.clipped_coverage?.value}\n`);
  return { seed, steps, samples, encoder: { hash: encoder.hash, score: encoder.score }, metrics };
}

function write() {
  const { dependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const tfjs = dependencies['@tensorflow/tfjs-node-gpu'];
  const results = { machine, tfjs, date: new Date().toISOString().slice(0, 10), trials };
  writeFileSync(`${target}.json`, `${JSON.stringify(results, null, 2)}\n`);
  writeFileSync(`${target}.md`, zooMarkdown(results));
}
