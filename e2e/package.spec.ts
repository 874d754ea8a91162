import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
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

/** Programs of Debian that install packages into a folder, as a machine of its own would have them. */
const tools = ['dpkg', 'dpkg-deb', 'zstd', 'strip'];
const hasProgram = (name: string) =>
  (process.env['PATH'] ?? '').split(':').some((folder) => existsSync(join(folder, name)));

test('a package is installed, trains, is upgraded with its data kept, and is removed @command-line', async () => {
  test.skip(!tools.every(hasProgram), `it takes ${tools.join(', ')}`);
  test.setTimeout(900_000);
  const out = temporary('upgrade');
  const machine = join(out, 'machine');
  const dataDir = join(out, 'data');
  const run = async (program: string, ...args: string[]) => {
    // dpkg wants programs of the system, which not every user has in PATH.
    const env = { ...process.env, PATH: `${process.env['PATH'] ?? ''}:/usr/local/sbin:/usr/sbin:/sbin` };
    const done = await finished(spawn(program, args, { cwd: root, env }));
    expect(done.code, `${program} ${args.join(' ')}\n${done.stdout}${done.stderr}`).toBe(0);
    return done.stdout;
  };
  const dpkg = (...args: string[]) =>
    run(
      'dpkg',
      `--root=${machine}`,
      '--force-depends',
      '--force-not-root',
      '--force-script-chrootless',
      ...args,
    );
  const workbench = (...args: string[]) =>
    command(join(machine, 'usr/lib/latent-workbench'), '--data-dir', dataDir, ...args);
  try {
    await run(process.execPath, 'scripts/packaging/run.mjs', '--target', 'deb', '--out', out);
    const made = readdirSync(out).find((name) => /^latent-workbench_.*\.deb$/.test(name));
    if (hasProgram('lintian')) await run('lintian', '--fail-on', 'error', join(out, made!));
    const previous = await asPrevious(join(out, made!), run);
    mkdirSync(join(machine, 'var/lib/dpkg/updates'), { recursive: true });
    mkdirSync(join(machine, 'var/lib/dpkg/info'), { recursive: true });
    for (const name of ['status', 'available']) writeFileSync(join(machine, 'var/lib/dpkg', name), '');

    const appImage = spawn(process.execPath, ['scripts/packaging/run.mjs', '--target', 'appimage'], {
      cwd: root,
    });
    expect(await finished(appImage)).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('--target tar'),
    });

    await dpkg('--install', previous);
    const first = await workbench('train', 'gan-mlp-2d', '--dataset', 'ring-8', '--steps', '300', '--json');
    expect(first.code, first.stderr).toBe(0);
    expect(existsSync(join(machine, 'usr/lib/latent-workbench/of-the-previous-version'))).toBe(true);

    await dpkg('--install', join(out, made!));
    const metadata = join(machine, 'usr/share/metainfo');
    const [description = ''] = readdirSync(metadata);
    if (hasProgram('appstreamcli'))
      await run('appstreamcli', 'validate', '--no-net', join(metadata, description));
    if (hasProgram('desktop-file-validate'))
      await run('desktop-file-validate', join(machine, 'usr/share/applications/latent-workbench.desktop'));
    expect(existsSync(join(machine, 'usr/lib/latent-workbench/of-the-previous-version'))).toBe(false);
    const kept = await workbench('runs', '--json');
    expect(JSON.parse(kept.stdout)).toMatchObject([{ id: 1, state: 'completed' }]);
    const more = await workbench('train', 'gan-mlp-2d', '--dataset', 'ring-8', '--steps', '100', '--json');
    expect(more.code, more.stderr).toBe(0);

    await dpkg('--purge', 'latent-workbench');
    for (const place of ['usr/lib/latent-workbench', 'usr/bin/latent-workbench', 'usr/share/applications'])
      expect(existsSync(join(machine, place))).toBe(false);
    expect(existsSync(join(dataDir, 'workbench.sqlite'))).toBe(true);
  } finally {
    rmSync(out, { recursive: true, force: true });
  }
});

/** A package of an older version, with a file that the new one no longer contains. */
async function asPrevious(
  file: string,
  run: (program: string, ...args: string[]) => Promise<string>,
): Promise<string> {
  const folder = `${file}.previous`;
  await run('dpkg-deb', '--raw-extract', file, folder);
  const control = join(folder, 'DEBIAN/control');
  const text = readFileSync(control, 'utf8').replace(/^Version: .*$/m, 'Version: 0.0.1');
  writeFileSync(control, text);
  writeFileSync(join(folder, 'usr/lib/latent-workbench/of-the-previous-version'), '');
  const previous = join(dirname(file), 'previous.deb');
  await run('dpkg-deb', '-Znone', '--build', folder, previous);
  rmSync(folder, { recursive: true });
  return previous;
}
