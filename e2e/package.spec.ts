import { spawn } from 'node:child_process';
import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { finished, type Finished } from './cli';
import { expect, temporary, test } from './fixtures';

const root = resolve(__dirname, '..');

/** The command of the package, in an environment without the checkout's own paths. */
function command(folder: string, ...args: string[]): Promise<Finished> {
  const { HOME, PATH, XDG_CACHE_HOME } = process.env;
  const env = { HOME, PATH, XDG_CACHE_HOME };
  return finished(spawn(join(folder, 'bin', 'latent-workbench'), args, { env, cwd: '/' }));
}

test('a package runs from any folder, trains natively and keeps its data beside it @command-line', async () => {
  test.setTimeout(300_000);
  const out = temporary('package');
  try {
    const made = await finished(
      spawn(process.execPath, ['scripts/packaging/run.mjs', '--target', 'folder', '--out', out], {
        cwd: root,
      }),
    );
    expect(made.code, made.stderr).toBe(0);
    const folder = join(out, readdirSync(out)[0] ?? '');

    const doctor = await command(folder, '--portable', 'doctor', '--json');
    expect(JSON.parse(doctor.stdout)).toMatchObject({
      dataDir: join(folder, 'data'),
      engine: { ok: true, backend: 'tensorflow' },
      electron: { ok: true },
      sqlite: { ok: true },
    });

    const words = ['gan-mlp-2d', '--dataset', 'ring-8', '--steps', '800'];
    const trained = await command(folder, '--portable', 'train', ...words, '--json');
    expect(trained.code, trained.stderr).toBe(0);

    const unknown = await command(folder, '--data-dir', join(out, 'other'), 'show', '1');
    expect(unknown.code).not.toBe(0);
    expect(unknown.stderr).not.toContain('npm start');

    const bill = JSON.parse(readFileSync(join(folder, 'sbom.cdx.json'), 'utf8')) as {
      components: { name: string; licenses: unknown[] }[];
    };
    const names = bill.components.map(({ name }) => name);
    for (const name of ['svelte', 'chart.js', 'better-sqlite3', '@tensorflow/tfjs-node-gpu'])
      expect(names).toContain(name);
    const licences = readFileSync(join(folder, 'LICENSES.packages.txt'), 'utf8');
    for (const name of names) expect(licences).toContain(`${name} `);
    expect(names).not.toContain('vitest');
  } finally {
    rmSync(out, { recursive: true, force: true });
  }
});
