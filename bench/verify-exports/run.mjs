import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cacheRoot, projectRoot } from '../../scripts/setup/paths.mjs';

/** npm run verify-exports: trains two short runs, exports them, and reads the files with the readers of others. */

const here = join(projectRoot, 'bench', 'verify-exports');
const environment = join(cacheRoot, 'verify-exports');
const python = join(environment, 'bin', 'python');
const folder = mkdtempSync(join(tmpdir(), 'latent-workbench-verify-'));
const dataDir = join(folder, 'data');
const out = join(folder, 'out');

/**
 * @param {string} program
 * @param {string[]} args
 */
const perform = (program, ...args) =>
  execFileSync(program, args, { stdio: ['ignore', 'inherit', 'inherit'] });

/** @param {string[]} args */
const workbench = (...args) =>
  perform(process.execPath, join(projectRoot, 'out', 'main', 'cli.js'), ...args, '--data-dir', dataDir);

try {
  if (!existsSync(join(environment, 'complete'))) {
    perform('python3', '-m', 'venv', environment);
    perform(python, '-m', 'pip', 'install', '--quiet', '-r', join(here, 'requirements.txt'));
    writeFileSync(join(environment, 'complete'), '');
  }
  for (const model of ['gan-mlp', 'vae-mlp'])
    workbench('train', model, '--steps', '200', '--sample-every', '20', '--evaluation', 'off');
  workbench(
    ...['export', '1', '2', '--out', out],
    ...['--as', 'metrics-jsonl', 'metrics-parquet', 'tensorboard', 'picture-png', 'film-gif', 'film-apng'],
    ...['archive', 'report-pdf'],
  );
  workbench('export', '1', '--out', out, '--as', 'samples-zip', 'samples-npz');
  perform(python, join(here, 'read_back.py'), out);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
