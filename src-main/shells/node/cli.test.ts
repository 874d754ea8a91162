/** The whole command line with real job processes, in its own data folder. */
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { bundle } from '../../../bench/bundle.mjs';
import { version } from '../../../package.json';
import { countText, fourDigits } from '../../contract/numbers';
import { encodeIdxImages, encodeIdxLabels } from '../../datasets/idx';
import { startFileServer } from '../../testing/file-server';
import { runCommandLine } from './cli';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const folder = mkdtempSync(join(tmpdir(), 'latent-workbench-cli-'));
const dataDir = join(folder, 'data');
const at = (...names: string[]) => join(folder, ...names);
let job: string;

beforeAll(async () => {
  job = await bundle('src-main/jobs/entry.ts', `cli-${String(process.pid)}`);
});
afterAll(() => {
  rmSync(folder, { recursive: true });
  rmSync(dirname(job), { recursive: true });
});

interface Ran {
  readonly code: number;
  readonly out: string;
  readonly problem: string;
}

/** Runs a command. @param onText called with each piece of text on standard output */
async function typed(
  words: readonly string[],
  onText: (text: string) => void = () => undefined,
): Promise<Ran> {
  let [out, problem] = ['', ''];
  const streams = {
    stdout: {
      write(text: string) {
        out += text;
        onText(text);
      },
    },
    stderr: {
      write(text: string) {
        problem += text;
      },
    },
  };
  const program = { job, rendererDirectory: at('renderer') };
  const argv = ['node', 'cli', ...words, '--data-dir', dataDir];
  const code = await runCommandLine(argv, { program, streams });
  return { code, out, problem };
}
const command = (line: string) => typed(line.split(' '));
/** The objects that a command with `--json` printed, one per line. */
const eventsOf = ({ out }: Ran) =>
  out
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);
const rowsOf = ({ out }: Ran) =>
  out
    .trim()
    .split('\n')
    .map((line) => line.split(/ {2,}/));

it('lists runs and datasets of an empty data folder', async () => {
  expect(await command('runs')).toEqual({ code: 0, out: 'There are no runs yet.\n', problem: '' });
  expect(await command('runs --json')).toMatchObject({ code: 0, out: '[]\n' });
  const [header, ...rows] = rowsOf(await command('datasets'));
  expect(header).toEqual(['id', 'name', 'state', 'train + test', 'items']);
  expect(rows).toContainEqual([
    'ring-8',
    'Ring of 8',
    'generated on first use',
    `${countText(50_000)} + ${countText(10_000)}`,
    'points, 2-D',
  ]);
});

it('shows the settings of the data folder, and changes them', async () => {
  expect(rowsOf(await command('settings'))).toContainEqual(['evaluation', 'training']);
  // The tests of this file that do not request evaluations do not have to wait for them.
  expect(rowsOf(await command('settings --evaluation off'))).toContainEqual(['evaluation', 'off']);
  expect(JSON.parse((await command('settings --json')).out)).toMatchObject({ evaluation: 'off' });
  expect((await command('settings --evaluation sometimes')).code).toBe(2);
});

it('shows help, version and an unknown command', async () => {
  expect(await command('--version')).toEqual({ code: 0, out: `${version}\n`, problem: '' });
  const help = await command('draw --help');
  expect(help.code).toBe(0);
  expect(help.out).toContain('Usage: latent-workbench draw [options] <run>');
  expect(help.out).toMatch(/draws new samples .* of a run/);
  expect((await command('export --help')).out).toContain('writes what runs recorded');
  const unknown = await command('paint 1');
  expect(unknown).toMatchObject({ code: 2, out: '' });
  expect(unknown.problem).toMatch(/unknown command 'paint'/);
  const json = await command('train gan-mlp --steps none --json');
  expect(json.code).toBe(2);
  expect(eventsOf(json)).toEqual([
    { event: 'error', code: 'usage', message: expect.stringMatching(/--steps.*whole number/) as unknown },
  ]);
  for (const [line, why] of [
    ['train gan-mlp --steps 0', '1 or more'],
    ['train gan-mlp --sheet 8', 'columns and rows'],
    ['serve --port 65536', 'at most 65535'],
  ] as const)
    expect(await command(line)).toMatchObject({ code: 2, problem: expect.stringContaining(why) as unknown });
});

it('imports a dataset, trains on it, and reports the result', async () => {
  for (const [split, count] of [
    ['train', 90],
    ['t10k', 30],
  ] as const) {
    const images = Uint8Array.from({ length: count * 64 }, (_, i) =>
      (i >> 6) % 2 === (i >> 2) % 2 ? 255 : 0,
    );
    writeFileSync(at(`${split}-images-idx3-ubyte`), encodeIdxImages({ images, count, width: 8, height: 8 }));
    const labels = Uint8Array.from({ length: count }, (_, i) => i % 2);
    writeFileSync(at(`${split}-labels-idx1-ubyte`), encodeIdxLabels(labels));
  }
  const files = ['train', 't10k'].flatMap((split) => [
    at(`${split}-images-idx3-ubyte`),
    at(`${split}-labels-idx1-ubyte`),
  ]);
  const imported = await typed(['datasets', 'import', ...files, '--name', 'Stripes']);
  expect(imported).toMatchObject({ code: 0, problem: '' });
  expect(rowsOf(await command('datasets')).at(-1)).toEqual([
    'stripes',
    'Stripes',
    'ready',
    '90 + 30',
    'images, 8 × 8',
  ]);

  const size = '--set hiddenUnits=8 --set batchSize=16';
  const trained = await command(`train vae-mlp --dataset stripes --steps 30 --name first ${size}`);
  expect(trained).toMatchObject({ code: 0, problem: '' });
  const lines = trained.out.trim().split('\n');
  expect(lines[0]).toBe('first is run 1.');
  expect(lines[1]).toMatch(/^first \(run 1\) trains on .+ \(.+, compiled\)\.$/);
  expect(trained.out).toMatch(/^first \(run 1\) is complete: 30 steps in .+, \d+ steps a second\.$/m);
  expect(lines.at(-1)).toMatch(/^Test .* \(test, n = 30\)\.$/);
  expect(lines.at(-1)).not.toMatch(/mean over/);
  const [header, row] = rowsOf(await command('runs'));
  expect(header).toEqual(['id', 'name', 'model', 'dataset', 'state', 'steps', 'result', 'tags']);
  expect(row).toEqual(['1', 'first', 'vae-mlp', 'Stripes', 'completed', '30/30', expect.any(String)]);

  const keys = 'batchSize,loss-best,loss@30,loss@31';
  const [names, values] = rowsOf(await command(`runs --columns ${keys}`));
  expect(names).toEqual(['id', 'name', ...keys.split(',')]);
  const [{ columns, latest }] = JSON.parse((await command(`runs --columns ${keys} --json`)).out) as [
    { columns: Record<string, number | null>; latest: Record<string, number> },
  ];
  expect(columns['loss@30']).toBe(latest['loss']);
  expect(columns['loss@31']).toBeNull();
  expect(values).toEqual([
    '1',
    'first',
    String(columns['batchSize']),
    fourDigits(columns['loss-best'] ?? NaN),
    fourDigits(columns['loss@30'] ?? NaN),
  ]);
  expect(await command('runs --columns nothing')).toMatchObject({
    code: 1,
    problem: expect.stringContaining('Runs have no column “nothing”.') as string,
  });
});

it('tags, stars and notes a run', async () => {
  expect(await command('runs tag first')).toMatchObject({ code: 0, out: 'first has no tags.\n' });
  const tagged = await typed(['runs', 'tag', 'first', 'sharp', '기준 run']);
  expect(tagged).toMatchObject({ code: 0, out: 'first: sharp, 기준 run\n' });
  expect(await command('runs tag 1 --remove Sharp')).toMatchObject({ out: 'first: 기준 run\n' });
  expect(await typed(['runs', 'tag', 'first', 'a,b'])).toMatchObject({
    code: 1,
    problem: expect.stringContaining('A tag has no commas and no quotation marks.') as string,
  });
  expect((await command('runs star first')).code).toBe(0);
  expect((await typed(['runs', 'note', 'first', '**keep**'])).out).toBe('Noted of first.\n');
  expect((await command('runs note first')).out).toBe('**keep**\n');
  const [, row] = rowsOf(await command('runs'));
  expect(row?.slice(-1)).toEqual(['★ 기준 run']);
  expect((await command('runs star first --off')).out).toBe('Took the star from first.\n');
});

it('moves a run to the trash, restores it, and deletes nothing without confirmation', async () => {
  expect((await command('runs trash')).out).toBe('The trash is empty.\n');
  expect((await command('runs remove first')).out).toBe('Moved first (run 1) to the trash.\n');
  expect((await command('runs')).out).toBe('There are no runs yet.\n');
  expect(rowsOf(await command('runs trash'))[1]?.slice(0, 2)).toEqual(['1', 'first']);
  expect(await command('runs purge')).toMatchObject({
    code: 1,
    problem: expect.stringContaining('No removed run is named.') as string,
  });
  expect(await command('runs purge first')).toMatchObject({
    code: 1,
    problem: expect.stringContaining('Nothing was deleted.') as string,
  });
  expect((await command('runs restore first')).out).toBe('Restored first (run 1).\n');
  expect((await command('runs purge --all --yes')).out).toBe('Deleted 0 runs, which freed 0 B.\n');
});

it('draws, exports and compares, each file at the given path', async () => {
  const png = (path: string) => readFileSync(path).subarray(1, 4).toString() === 'PNG';
  const drawn = await typed(['draw', 'first', '--count', '9', '--out', at('new', 'drawn.png')]);
  expect(drawn).toEqual({ code: 0, out: `${at('new', 'drawn.png')}\n`, problem: '' });
  expect(png(at('new', 'drawn.png'))).toBe(true);
  const refused = await typed(['draw', 'first', '--class', '7']);
  expect(refused).toEqual({ code: 1, out: '', problem: 'There is no class 7.\nChoose one of 0, 1.\n' });

  const exported = await typed(['export', '1', '--out', at('out')]);
  const files = exported.out.trim().split('\n');
  for (const name of ['report.html', 'samples-step-30-4x.png', 'metrics.csv'])
    expect(files).toContain(at('out', `run-1-${name}`));
  expect(png(at('out', 'run-1-samples-step-30-4x.png'))).toBe(true);
  expect(readFileSync(at('out', 'run-1-metrics.csv'), 'utf8').trim().split('\n')).toHaveLength(31);
  expect(await typed(['export', '--all', '--as', 'archive', '--out', at('out')])).toMatchObject({ code: 0 });
  for (const unclear of [['export'], ['export', '1', '--all']])
    expect(await typed(unclear)).toMatchObject({ code: 1, problem: /^Which runs to export is not clear/ });
  expect(await typed(['export', 'none'])).toMatchObject({ code: 1, problem: /^There is no run none\.\n/ });

  const second = await command(
    'train gan-mlp --dataset stripes --steps 30 --name second --set hiddenUnits=8 --set batchSize=16 --json',
  );
  expect(second.code).toBe(0);
  const compared = await typed(['compare', 'first', '2', '--report', at('both.html')]);
  expect(compared.out).toMatch(/^metric +first +second\n/);
  expect(compared.out).not.toMatch(/^elapsed_ms/m);
  expect(compared.out.trim().split('\n').at(-1)).toBe(`The report is ${at('both.html')}.`);
  expect(readFileSync(at('both.html'), 'utf8')).toContain('second');
});

it('prints one JSON object per line for programs, the last with the result', async () => {
  const ran = await command('train vae-mlp-2d --steps 200 --name plane --checkpoint-every 100 --json');
  const events = eventsOf(ran);
  const named = (name: string) => events.filter(({ event }) => event === name);
  expect(named('state').map(({ state }) => state)).toEqual(['queued', 'running', 'completed']);
  expect(named('progress').find(({ dataset }) => dataset === 'ring-8')).toMatchObject({
    fraction: expect.any(Number) as unknown,
  });
  expect(named('engine')).toHaveLength(1);
  expect(named('checkpoint').at(-1)).toEqual({ event: 'checkpoint', run: 3, step: 200 });
  expect(named('figure')[0]).toMatchObject({ run: 3, step: 0, kind: 'points' });
  expect(named('final')[0]).toMatchObject({ run: 3, step: 200, evaluations: [{}, {}] });
  expect(events.at(-1)).toEqual({ event: 'done', runs: [3], files: [] });

  const drawn = await typed(['draw', 'plane', '--out', at('points.csv'), '--count', '5', '--json']);
  expect(eventsOf(drawn)).toEqual([{ event: 'done', runs: [3], files: [at('points.csv')] }]);
  expect(readFileSync(at('points.csv'), 'utf8')).toMatch(/^x,y/);
});

it('evaluates samples of a checkpoint against as many real items, and records the result', async () => {
  const ran = await typed(['evaluate', 'plane', '--samples', '200', '--seed', '3']);
  expect(ran).toMatchObject({ code: 0, problem: '' });
  const rows = rowsOf(ran);
  expect(rows).toContainEqual(['metric', 'value', '95 % interval', 'floor']);
  expect(rows.find(([name]) => name === 'Modes covered')).toEqual([
    'Modes covered',
    expect.any(String),
    '8 ± 0',
  ]);
  expect(ran.out).toContain('200 samples of step 200 (seed 3) against as many items of the test split.');
  const json = await typed(['evaluate', 'plane', '--samples', '200', '--step', '100', '--json']);
  const events = eventsOf(json);
  expect(events.find(({ event }) => event === 'quality')).toMatchObject({
    runId: 3,
    step: 100,
    samples: 200,
  });
  expect(events.at(-1)).toEqual({ event: 'done', runs: [3], files: [] });
  expect(await typed(['evaluate', 'plane', '--samples', '10'])).toMatchObject({
    code: 1,
    problem: /^The number of samples is a whole number from 50 to 20.000\.$/m,
  });
});

it('stops a run at the first Ctrl-C, explains how to continue, and continues', async () => {
  const words = 'train vae-mlp-2d --dataset ring-8 --steps 1000000 --name long'.split(' ');
  let asked = false;
  const stopped = await typed(words, (text) => {
    if (asked || !text.startsWith('long: ')) return;
    asked = true;
    process.emit('SIGINT');
  });
  expect(stopped.code).toBe(130);
  expect(stopped.out).toContain('Stopping, with a last checkpoint. Press Ctrl-C again to end at once.\n');
  const [, step] = /^long \(run 4\) was stopped at step ([\d,]+)\.\n/.exec(stopped.problem) ?? [];
  expect(stopped.problem).toContain(`Go on from step ${String(step)} with: resume 4`);
  // Not evaluated on whole splits: the value is the mean of the newest steps.
  expect(stopped.out).toMatch(/\((training, mean over|validation|test)/);

  asked = false;
  const again = await typed(['resume', 'long'], (text) => {
    if (asked || !text.startsWith('long: ')) return;
    asked = true;
    process.emit('SIGTERM');
  });
  expect(again.out).toContain(`long goes on from step ${String(step)}.\n`);
  expect(again.code).toBe(130);
});

it('serves the workbench until it is stopped, then saves a checkpoint of the training run', async () => {
  let address = '';
  const served = await typed(['serve'], (text) => {
    address ||= /http:\S+/.exec(text)?.[0] ?? '';
    if (address !== '' && text.startsWith('The address')) process.emit('SIGTERM');
  });
  expect(served).toMatchObject({ code: 0, problem: '' });
  expect(address).toMatch(/^http:\/\/(127\.0\.0\.1|localhost):\d+\//);
  expect(served.out).not.toContain('Stopping');
  const taken = new URL(address).port;
  expect(Number(taken)).toBeGreaterThan(0);
});

it('trains a GAN and a VAE side by side', async () => {
  const words = ['duel', '--gan', 'gan-mlp-2d', '--vae', 'vae-mlp-2d', '--epochs', '1', '--out', at('duel')];
  const ran = await typed(words);
  expect(ran).toMatchObject({ code: 0, problem: '' });
  expect(ran.out.trim().split('\n').at(-1)).toBe(`Everything is in ${at('duel')}.`);
  for (const name of ['gan-gan-mlp-2d-metrics.csv', 'vae-vae-mlp-2d-metrics.csv', 'report.html'])
    expect(existsSync(at('duel', name)), name).toBe(true);
});

it('trains a run for each combination of values, ranks the settings, and lists sweeps', async () => {
  expect((await command('sweeps')).out).toBe('There are no sweeps yet.\n');
  const words =
    'sweep vae-mlp-2d --dataset ring-8 --steps 20 --set batchSize=16 --set learningRate=0.001,0.01';
  const ran = await command(`${words} --seeds 1 --name pair`);
  expect(ran).toMatchObject({ code: 0, problem: '' });
  const [first] = ran.out.split('\n');
  expect(first).toMatch(/^pair is sweep \d+, of 2 runs\.$/);
  const table = rowsOf({ ...ran, out: ran.out.slice(ran.out.lastIndexOf('learningRate  ')) });
  expect(table[0]).toEqual(['learningRate', expect.any(String), 'steps', 'runs']);
  expect(
    table
      .slice(1)
      .map(([rate]) => rate)
      .sort(),
  ).toEqual(['0.001', '0.01']);
  expect(table.slice(1).map((row) => row.at(-2))).toEqual(['20', '20']);
  const ids = table.slice(1).map((row) => row.at(-1));
  const runs = rowsOf(await command('runs')).filter(([id]) => ids.includes(id));
  expect(runs.map(([, , model, , state]) => [model, state])).toEqual([
    ['vae-mlp-2d', 'completed'],
    ['vae-mlp-2d', 'completed'],
  ]);
  const [header, ...sweeps] = rowsOf(await command('sweeps'));
  expect(header).toEqual(['id', 'name', 'model', 'hyperparameters', 'ended']);
  expect(sweeps).toEqual([[expect.any(String), 'pair', 'vae-mlp-2d', 'learningRate', '2 of 2']]);

  const unknown = await command(`${words} --metric beauty`);
  expect(unknown).toMatchObject({ code: 1, problem: /beauty/ });
  expect((await command('sweep none --set x=1,2')).problem).toMatch(/none/);
  expect((await command('sweep vae-mlp-2d --set learningRate=0.001,fast')).problem).toMatch(
    /^Learning rate is a number/,
  );
});

it('lists models and describes the machine', async () => {
  const list = await command('models');
  expect(list.out).toMatch(/^gan-mlp: .+ \(.+\), 100\s000 steps$/m);
  expect(list.out).toMatch(/^ {4}--set batchSize +.*= /m);
  expect((await command('models vae-mlp')).out).toMatch(/^# /);
  expect(await command('models none')).toMatchObject({ code: 1 });
  const machine = await command('doctor');
  expect(machine.out).toContain(`Latent Workbench ${version}, data in ${dataDir}`);
  expect(machine.out).toMatch(/^ok {2}engine +\S+ .*: /m);
});

it('shows what would be fetched, and fetches nothing without confirmation', async () => {
  const listed = rowsOf(await command('datasets get'));
  expect(listed.map(([id]) => id)).toEqual([
    'id',
    'mnist',
    'fashion-mnist',
    'kmnist',
    'emnist-letters',
    'cifar-10',
  ]);
  expect(listed[1]?.slice(1)).toEqual([
    '11.6 MB',
    '60\u202f000 + 10\u202f000 images, 28 × 28, 10 classes',
    'CC BY-SA 3.0',
  ]);
  const { code, out, problem } = await command('datasets get mnist');
  expect(code).toBe(1);
  expect(out).toMatch(/licence +CC BY-SA 3\.0\n/);
  expect(out).toMatch(/from +ossci-datasets\.s3\.amazonaws\.com, or storage\.googleapis\.com\n/);
  expect(problem).toBe('Nothing was fetched.\nAdd --yes to fetch it.\n');
  expect(existsSync(join(dataDir, 'downloads'))).toBe(false);
});

it('fetches from the given mirror, and rejects files that are not the dataset', async () => {
  vi.stubEnv('NO_PROXY', '127.0.0.1');
  const server = await startFileServer([['train-images-idx3-ubyte.gz', new Uint8Array(9_912_422)]]);
  const ran = await typed(['datasets', 'get', 'mnist', '--yes', '--json', '--mirror', server.url]);
  expect(ran.code).toBe(1);
  const events = eventsOf(ran);
  expect(events[0]).toMatchObject({ event: 'download', download: { id: 'mnist', totalBytes: 11_594_722 } });
  expect(events.at(-1)).toMatchObject({ event: 'error', code: 'download.failed' });
  expect(server.asked).toHaveLength(1);
  await server.close();
  vi.unstubAllEnvs();
  for (const [mirror, words] of [
    ['http://example.org/', /https address/],
    ['nowhere', /https address/],
  ] as const) {
    const { code, problem } = await typed(['datasets', 'get', 'mnist', '--yes', '--mirror', mirror]);
    expect([code, problem]).toEqual([1, expect.stringMatching(words)]);
  }
  expect((await command('datasets get imagenet --yes')).problem).toContain('There are mnist, fashion-mnist');
});
