import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { verifyMlflow } from './mlflow.mjs';
import { cacheRoot, projectRoot } from '../../scripts/setup/paths.mjs';

/** npm run verify-exports: trains short runs, exports them, and reads the files with the readers of others. */

const here = join(projectRoot, 'bench', 'verify-exports');
const folder = mkdtempSync(join(tmpdir(), 'latent-workbench-verify-'));
const dataDir = join(folder, 'data');
const out = join(folder, 'out');

/**
 * @param {string} program
 * @param {string[]} args
 */
const perform = (program, ...args) =>
  execFileSync(program, args, { stdio: ['ignore', 'inherit', 'inherit'] });

/**
 * A Python with the packages of a list, of which it installs those of another version.
 * @param {string} name of the environment
 * @param {string} list of requirements
 */
function pythonWith(name, list) {
  const environment = join(cacheRoot, name);
  const python = join(environment, 'bin', 'python');
  const complete = join(environment, 'complete');
  const requirements = readFileSync(join(here, list), 'utf8');
  if (!existsSync(complete) || readFileSync(complete, 'utf8') !== requirements) {
    perform('python3', '-m', 'venv', environment);
    perform(python, '-m', 'pip', 'install', '--quiet', '-r', join(here, list));
    writeFileSync(complete, requirements);
  }
  return python;
}

/** Runs whose scripts are run besides those of the first two: all models, and settings that scripts have code for. */
const SCRIPTED = [
  ['lsgan', '--set', 'coding=pearson'],
  ['gan-conv', '--set', 'filters=16'],
  ['dcgan', '--set', 'filters=8', 'schedule=cosine', 'scheduleSteps=30', 'averageDecay=0.99'],
  ['wgan', '--set', 'filters=8'],
  ['wgan-2d', '--set', 'constraint=weight-clipping', 'optimizer=rmsprop'],
  ['cgan', '--set', 'filters=8'],
  ['sgan', '--set', 'filters=8'],
  ['sgan', '--set', 'networks=dense', 'generatorUnits=64', 'discriminatorUnits=64, 64', 'startFromData=true'],
  ['gan-mlp-2d', '--set', 'packing=2', 'discriminatorActivation=maxout', 'generatorNormalization=true'],
  ['lsgan-2d', '--set', 'unrolledSteps=3'],
  ['cgan-2d', '--set', 'jointBatch=true'],
  ['sgan-2d', '--set', 'featureMatching=false'],
  ['vae-mlp', '--set', 'dropout=0.2', 'warmupSteps=10', 'clipNorm=100'],
  ['vae-conv', '--set', 'filters=8'],
  ['vae-mlp-2d'],
  ['autoencoder'],
  ['denoising-autoencoder'],
  ['classifier-mlp'],
];

/**
 * The networks of a run that are exported; with packing a discriminator has no output for a single point.
 * @param {string[]} run
 */
function networksOf([model = '', ...settings]) {
  if (model.startsWith('classifier')) return ['classifier'];
  if (/vae|autoencoder/.test(model)) return ['decoder', 'encoder'];
  if (settings.some((setting) => setting.startsWith('packing='))) return ['generator'];
  return ['generator', 'discriminator', ...(model.startsWith('sgan') ? ['classifier'] : [])];
}

/** @param {string[]} args */
const workbench = (...args) =>
  perform(process.execPath, join(projectRoot, 'out', 'main', 'cli.js'), ...args, '--data-dir', dataDir);

try {
  const python = pythonWith('verify-exports', 'requirements.txt');
  // MLflow takes no pyarrow as new as that of the other readers.
  const mlflow = pythonWith('verify-exports-mlflow', 'requirements-mlflow.txt');
  for (const model of ['gan-mlp', 'vae-mlp'])
    workbench('train', model, '--steps', '200', '--sample-every', '20', '--seed', '1', '--evaluation', 'off');
  workbench(
    ...['export', '1', '2', '--out', out],
    ...['--as', 'metrics-jsonl', 'metrics-parquet', 'tensorboard', 'picture-png', 'film-gif', 'film-apng'],
    ...['film-webm', 'archive', 'report-pdf'],
  );
  workbench('export', '1', '--out', out, '--as', 'samples-zip', 'samples-npz');
  workbench('export', '2', '--out', out, '--as', 'samples-npz');
  workbench('export', '1', '--out', out, '--as', 'weights-safetensors');
  for (const model of SCRIPTED)
    workbench('train', ...model, '--steps', '1', '--seed', '1', '--evaluation', 'off');
  for (const [i, model] of [['gan-mlp'], ['vae-mlp'], ...SCRIPTED].entries()) {
    const run = String(i + 1);
    workbench('export', run, '--out', out, '--as', 'keras-script', 'pytorch-script');
    for (const network of networksOf(model))
      workbench(
        ...['export', run, '--out', out, '--as', 'network-onnx', 'network-keras'],
        ...['--option', `network=${network}`],
      );
  }
  const events = join(folder, 'events');
  const imported = join(folder, 'imported');
  const written = execFileSync(python, [join(here, 'write_events.py'), events], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  workbench('import', events);
  const newest = 2 + SCRIPTED.length;
  workbench('export', String(newest + 1), String(newest + 2), '--out', imported, '--as', 'metrics-jsonl');
  writeFileSync(join(imported, 'written.json'), written);
  perform(python, join(here, 'read_back.py'), out, imported);
  await verifyMlflow({ python: mlflow, workbench, folder, metrics: out });
} finally {
  rmSync(folder, { recursive: true, force: true });
}
