import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Run } from '../src-main/contract/run';
import { eventsOf, finished, runCli, startCli, type Event } from './cli';
import { expect, temporary, test } from './fixtures';
import { writeSmallIdx } from './idx';
import { writeImageFolder } from './images';
import { isRunning, trainersOf } from './processes';

const PNG = [137, 80, 78, 71];

async function json<T>(dataDir: string, ...args: string[]): Promise<T> {
  const { code, stdout, stderr } = await runCli(dataDir, ...args, '--json');
  expect(code, stderr).toBe(0);
  return JSON.parse(stdout) as T;
}

function last(stdout: string): Event {
  return eventsOf(stdout).at(-1)!;
}

test('lists and the doctor print one document', { tag: '@command-line' }, async ({ dataDir }) => {
  const models = await json<{ id: string }[]>(dataDir, 'models');
  expect(models.map(({ id }) => id)).toEqual(expect.arrayContaining(['gan-mlp', 'vae-mlp']));
  const datasets = await json<{ id: string; state: string }[]>(dataDir, 'datasets');
  expect(datasets).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ id: 'synthetic-digits', state: 'absent' }),
      expect.objectContaining({ id: 'discs', state: 'ready' }),
    ]),
  );
  expect(await json(dataDir, 'runs')).toEqual([]);
  const doctor = await json<Record<string, { ok: boolean; why: unknown }>>(dataDir, 'doctor');
  for (const part of ['engine', 'electron', 'node', 'sqlite']) {
    expect(typeof doctor[part]!.ok).toBe('boolean');
    expect(doctor[part]!.why).toBeTruthy();
  }
  expect(doctor['engine']).toMatchObject({ ok: true, backend: 'tensorflow' });
  expect([doctor['node']!.ok, doctor['sqlite']!.ok]).toEqual([true, true]);
});

test('the doctor reports a database that cannot be opened', { tag: '@command-line' }, async () => {
  const folder = temporary('damaged');
  writeFileSync(join(folder, 'workbench.sqlite'), 'This is not a database, but it is long enough to be one.');
  const doctor = await json<Record<string, { ok: boolean; why: unknown }>>(folder, 'doctor');
  expect(doctor['node']!.ok).toBe(true);
  expect(doctor['sqlite']!.ok).toBe(false);
  expect(doctor['sqlite']!.why).toMatchObject({
    code: 'problem',
    problem: { message: expect.stringContaining('workbench.sqlite') },
  });
});

test(
  'wrong usage exits with 2, other failures with 1, each with a message',
  { tag: '@command-line' },
  async ({ dataDir }) => {
    for (const args of [['nonsense'], ['train'], ['train', 'gan-mlp', '--steps', 'many'], ['compare', '1']]) {
      const { code, stderr } = await runCli(dataDir, ...args);
      expect(code, args.join(' ')).toBe(2);
      expect(stderr).toContain('error:');
    }
    const field = await runCli(dataDir, 'train', 'gan-mlp', '--dataset', 'discs', '--set', 'learningRate=70');
    expect(field.code).toBe(1);
    expect(field.stderr).toContain('Learning rate must be between');
    for (const args of [
      ['train', 'no-such-model'],
      ['train', 'gan-mlp', '--dataset', 'no-such-dataset'],
      ['resume', '99'],
      ['export', 'nobody'],
      ['datasets', 'import', '/no/such/file'],
    ]) {
      const { code, stdout, stderr } = await runCli(dataDir, ...args, '--json');
      expect(code, args.join(' ')).toBe(1);
      expect(stderr.trim().split('\n').length).toBeGreaterThanOrEqual(2);
      expect(last(stdout)).toMatchObject({
        event: 'error',
        code: expect.any(String),
        message: expect.any(String),
      });
    }
    const usage = await runCli(dataDir, 'train', '--json');
    expect(last(usage.stdout)).toMatchObject({ event: 'error', code: 'usage' });
  },
);

test(
  'a folder of files is imported, and refused if it holds none or broken ones',
  { tag: '@command-line' },
  async ({ dataDir }) => {
    const folder = temporary('idx');
    const empty = await runCli(dataDir, 'datasets', 'import', folder);
    expect([empty.code, empty.stderr]).toEqual([1, expect.stringContaining('no files with data')]);
    const files = writeSmallIdx(folder, 80, 20);
    writeFileSync(join(folder, 'readme.txt'), 'Discs.');
    const whole = readFileSync(files[0]!);
    writeFileSync(files[0]!, whole.subarray(0, 5000));
    const broken = await runCli(dataDir, 'datasets', 'import', folder);
    expect([broken.code, broken.stderr]).toEqual([1, expect.stringContaining('train-images-idx3-ubyte')]);
    writeFileSync(files[0]!, whole);
    const imported = await runCli(dataDir, 'datasets', 'import', folder, '--name', 'Eighty', '--json');
    expect(last(imported.stdout)).toMatchObject({ event: 'done', runs: [], files: [] });
    expect(await json(dataDir, 'datasets')).toEqual(
      expect.arrayContaining([expect.objectContaining({ id: 'eighty', trainCount: 80, testCount: 20 })]),
    );
  },
);

test('a folder of images is imported in place', { tag: '@command-line' }, async ({ dataDir }) => {
  const folder = writeImageFolder(join(temporary('images'), 'shapes'), 14);
  const options = ['--side', '16', '--fit', 'stretch', '--color', 'grey', '--json'];
  const imported = await runCli(dataDir, 'datasets', 'import', folder, ...options);
  expect(imported.code, imported.stderr).toBe(0);
  const event = eventsOf(imported.stdout).find((one) => (one as { event: string }).event === 'dataset');
  expect(event).toMatchObject({
    dataset: {
      id: 'shapes',
      width: 16,
      channels: 1,
      trainCount: 24,
      testCount: 4,
      classNames: ['bird', '고양이'],
    },
    classes: [
      { name: 'bird', trainCount: 12, testCount: 2 },
      { name: '고양이', trainCount: 12, testCount: 2 },
    ],
    report: { leftOutCount: 0 },
    doubts: [],
  });
  expect(existsSync(join(folder, 'bird', '0.png'))).toBe(true);
  const refused = await runCli(dataDir, 'datasets', 'import', folder, '--side', '500');
  expect([refused.code, refused.stderr]).toEqual([1, expect.stringContaining('8 to 64 pixels')]);
});

test('a run is trained, exported and compared', { tag: '@command-line' }, async ({ dataDir }) => {
  const trained = await runCli(
    dataDir,
    ...['train', 'gan-mlp', '--dataset', 'discs', '--steps', '1000', '--seed', '7', '--name', 'First'],
    ...['--set', 'batchSize=32', 'learningRate=0.0005', '--json'],
  );
  expect(trained.code, trained.stderr).toBe(0);
  const events = eventsOf(trained.stdout);
  const kinds = new Set(events.map(({ event }) => event));
  for (const kind of ['progress', 'metric', 'checkpoint', 'done']) expect(kinds).toContain(kind);
  expect(events.at(-1)).toEqual({ event: 'done', runs: [1], files: [] });
  const [run] = await json<Run[]>(dataDir, 'runs');
  expect(run).toMatchObject({ name: 'First', state: 'completed', step: 1000 });
  expect(run!.config).toMatchObject({ seed: 7, hyperparameters: { batchSize: 32, learningRate: 0.0005 } });

  // The same seed gives the same output, except the JSON lines.
  const again = await runCli(
    dataDir,
    ...['train', 'gan-mlp', '--dataset', 'discs', '--steps', '1000', '--seed', '7', '--name', 'Second'],
    ...['--set', 'batchSize=32', '--set', 'learningRate=0.0005'],
  );
  expect(again.code, again.stderr).toBe(0);
  expect(again.stdout).toContain('Second (run 2) is complete');
  expect(again.stdout).toMatch(/Second: \d+% .* left/);
  const out = temporary('out');
  const exported = await runCli(dataDir, 'export', 'First', '--out', out, '--json');
  const { files } = last(exported.stdout) as unknown as { files: string[] };
  expect(files.map((file) => file.slice(out.length + 1))).toEqual([
    'run-1-report.html',
    'run-1-samples-step-1000-4x.png',
    'run-1-metrics.csv',
  ]);
  expect([...readFileSync(files[1]!).subarray(0, 4)]).toEqual(PNG);
  expect((await runCli(dataDir, 'export', '2', '--as', 'metrics-csv', '--out', out)).code).toBe(0);
  expect(lossesOf(join(out, 'run-1-metrics.csv'))).toEqual(lossesOf(join(out, 'run-2-metrics.csv')));

  const picture = await runCli(
    dataDir,
    ...['export', '1', 'Second', '--as', 'picture-png', '--option', 'scale=2', '--out', out, '--json'],
  );
  expect(picture.code, picture.stderr).toBe(0);
  expect(last(picture.stdout)).toMatchObject({ files: [join(out, 'runs-1-2-samples-step-1000-2x.png')] });
  expect([...readFileSync(join(out, 'runs-1-2-samples-step-1000-2x.png')).subarray(0, 4)]).toEqual(PNG);

  const report = join(out, 'deep', 'report.html');
  const compared = await runCli(dataDir, 'compare', '1', 'Second', '--report', report);
  expect(compared.code, compared.stderr).toBe(0);
  expect(compared.stdout).toContain('g_loss');
  expect(readFileSync(report, 'utf8')).toContain('Second');
});

test('a sweep ranks its settings', { tag: '@command-line' }, async ({ dataDir }) => {
  const { code, stdout, stderr } = await runCli(
    dataDir,
    ...['sweep', 'vae-mlp-2d', '--set', 'lr=0.003, 0.00001', '--seeds', '2', '--steps', '300'],
    ...['--evaluation', 'off', '--name', 'Rates', '--json'],
  );
  expect(code, stderr).toBe(0);
  const settings = eventsOf(stdout).filter(({ event }) => event === 'setting');
  expect(settings.map(({ values, n }) => ({ values, n }))).toEqual([
    { values: { learningRate: 0.003 }, n: 2 },
    { values: { learningRate: 0.00001 }, n: 2 },
  ]);
  expect(last(stdout)).toMatchObject({ event: 'done', runs: [1, 2, 3, 4] });
  const [run] = await json<Run[]>(dataDir, 'runs');
  expect(run!.name).toMatch(/^lr=0.00001 seed=\d+$/);
  const [sweep] = await json<{ name: string; plan: { seeds: number } }[]>(dataDir, 'sweeps');
  expect(sweep).toMatchObject({ name: 'Rates', plan: { seeds: 2 } });
  // Each run has a million steps to reach the bound in.
  const stopped = await runCli(
    dataDir,
    ...['sweep', 'vae-mlp-2d', '--seeds', '2', '--steps', '1000000', '--evaluation', 'off'],
    ...['--stop', 'loss>1', '--stop-after', '1', '--json'],
  );
  expect(stopped.code, stopped.stderr).toBe(0);
  const early = eventsOf(stopped.stdout).filter(
    ({ event, state }) => event === 'state' && state === 'stopped',
  );
  expect(early.map(({ reason }) => reason)).toEqual(
    Array(2).fill(expect.stringContaining('above the bound of 1.')),
  );
});

test('a duel leaves both sides in one folder', { tag: '@command-line' }, async ({ dataDir }) => {
  test.setTimeout(150_000);
  const out = join(temporary('duel'), 'results');
  const { code, stdout, stderr } = await runCli(
    dataDir,
    ...['duel', '--dataset', 'discs', '--epochs', '1', '--seed', '3', '--out', out, '--json'],
  );
  expect(code, stderr).toBe(0);
  const done = last(stdout) as unknown as { runs: number[]; files: string[] };
  expect(done.runs).toHaveLength(2);
  const names = [
    'gan-gan-mlp-samples.png',
    'gan-gan-mlp-metrics.csv',
    'vae-vae-mlp-samples.png',
    'vae-vae-mlp-reconstructions.png',
    'vae-vae-mlp-metrics.csv',
    'report.html',
  ];
  expect(done.files).toEqual(names.map((name) => join(out, name)));
  expect(done.files.every((file) => existsSync(file))).toBe(true);
  for (const run of await json<Run[]>(dataDir, 'runs')) {
    expect(run.state).toBe('completed');
    expect(run.step).toBe(run.stepsPerEpoch);
  }
});

test(
  'checkpoints are listed and drawn from, and runs continue from them',
  { tag: '@command-line' },
  async ({ dataDir }) => {
    const length = ['--steps', '300', '--checkpoint-every', '100', '--sample-every', '100'];
    const trained = await runCli(
      dataDir,
      'train',
      'gan-mlp',
      '--dataset',
      'discs',
      ...length,
      '--name',
      'Base',
    );
    expect(trained.code, trained.stderr).toBe(0);
    const steps = async (run: string) =>
      (await json<{ step: number }[]>(dataDir, 'runs', 'checkpoints', run)).map(({ step }) => step);
    expect(await steps('Base')).toEqual([100, 200, 300]);
    const { stdout: shown } = await runCli(dataDir, 'runs', 'checkpoints', 'Base');
    expect(shown).toMatch(/^step +size +written +stored as\n100 .* MB .* milestone\n/);
    expect(shown).toMatch(/^300 .* newest, milestone$/m);

    const file = join(temporary('out'), 'drawn.png');
    const drawn = await runCli(dataDir, 'draw', 'Base', '--step', '100', '--count', '4', '--out', file);
    expect(drawn.code, drawn.stderr).toBe(0);
    expect([...readFileSync(file).subarray(0, 4)]).toEqual(PNG);
    const missing = await runCli(dataDir, 'draw', 'Base', '--step', '150', '--out', file);
    expect(missing.stderr).toContain('Base has no checkpoint of step 150.');

    const refused = await runCli(dataDir, 'resume', 'Base', '--from', '100');
    expect(refused.code).toBe(1);
    expect(refused.stderr).toContain('metrics of 200 steps, 2 checkpoints and ');
    expect(await steps('Base')).toEqual([100, 200, 300]);

    const branch = await runCli(dataDir, 'resume', 'Base', '--from', '200', '--as', 'Branch', '--json');
    expect(branch.code, branch.stderr).toBe(0);
    expect(last(branch.stdout)).toMatchObject({ event: 'done', runs: [2] });
    expect(await steps('Branch')).toEqual([200, 300]);
    const [newest] = await json<Run[]>(dataDir, 'runs');
    expect(newest).toMatchObject({ name: 'Branch', origin: { runId: 1, runName: 'Base', step: 200 } });

    const again = await runCli(dataDir, 'resume', 'Base', '--from', '100', '--yes');
    expect(again.code, again.stderr).toBe(0);
    expect(again.stdout).toContain('Base goes on from step 100.');
    expect(await steps('Base')).toEqual([100, 200, 300]);
  },
);

test(
  'Ctrl-C stops a run with a checkpoint, from which it continues to the same end',
  { tag: '@command-line' },
  async ({ dataDir }) => {
    test.slow();
    const given = ['train', 'gan-mlp', '--dataset', 'discs', '--steps', '2400', '--seed', '5'];
    const child = startCli(dataDir, ...given, '--name', 'Halted', '--json');
    const ending = finished(child);
    await new Promise<void>((resolve) => {
      child.stdout!.on('data', (data: Buffer) => {
        if (data.toString().includes('"event":"checkpoint"')) resolve();
      });
    });
    const trainers = trainersOf(child.pid!);
    expect(trainers).toHaveLength(1);
    child.kill('SIGINT');
    const { code, stdout, stderr } = await ending;
    expect(code).toBe(130);
    expect(last(stdout)).toMatchObject({ event: 'error', code: 'run.stopped' });
    expect(stderr).toMatch(/resume 1/);
    await expect.poll(() => trainers.some(isRunning)).toBe(false);
    const [stopped] = await json<Run[]>(dataDir, 'runs');
    expect(stopped).toMatchObject({ state: 'stopped' });
    expect(stopped!.checkpointStep).toBe(stopped!.step);

    const resumed = await runCli(dataDir, 'resume', 'Halted', '--json');
    expect(resumed.code, resumed.stderr).toBe(0);
    expect((await runCli(dataDir, ...given, '--name', 'Whole')).code).toBe(0);
    const out = temporary('out');
    for (const id of ['1', '2'])
      expect((await runCli(dataDir, 'export', id, '--as', 'metrics-csv', '--out', out)).code).toBe(0);
    expect(lossesOf(join(out, 'run-1-metrics.csv'))).toEqual(lossesOf(join(out, 'run-2-metrics.csv')));
  },
);

test(
  'a run whose whole process group is killed is interrupted, and resumed',
  { tag: '@command-line' },
  async ({ dataDir }) => {
    const child = startCli(
      dataDir,
      ...['train', 'gan-mlp', '--dataset', 'discs', '--steps', '3000', '--name', 'Slain', '--json'],
    );
    const ending = finished(child);
    await new Promise<void>((resolve) => {
      child.stdout!.on('data', (data: Buffer) => {
        if (data.toString().includes('"event":"checkpoint"')) resolve();
      });
    });
    const trainers = trainersOf(child.pid!);
    expect(trainers).toHaveLength(1);
    process.kill(-child.pid!, 'SIGKILL');
    await ending;
    // The trainer leads its own process group, but still ends with its host.
    await expect.poll(() => trainers.some(isRunning)).toBe(false);
    const [slain] = await json<Run[]>(dataDir, 'runs');
    expect(slain).toMatchObject({ state: 'interrupted' });
    const resumed = await runCli(dataDir, 'resume', '1', '--json');
    expect(resumed.code, resumed.stderr).toBe(0);
    const [whole] = await json<Run[]>(dataDir, 'runs');
    expect(whole).toMatchObject({ state: 'completed', step: 3000 });
  },
);

/** Losses at every step, as text: equal to the last digit. Times differ between runs. */
function lossesOf(csv: string): string[] {
  const rows = readFileSync(csv, 'utf8')
    .trim()
    .split(/\r?\n/)
    .filter((line) => !line.startsWith('#'))
    .map((line) => line.split(','));
  const columns = rows[0]!.flatMap((name, index) => (/^(step|g_loss|d_loss)$/.test(name) ? [index] : []));
  expect(columns).toHaveLength(3);
  return rows.map((row) => columns.map((index) => row[index]).join(' '));
}

test(
  'change takes effect in a run that another command trains, and resume --at repeats it bit for bit',
  { tag: '@command-line' },
  async ({ dataDir }) => {
    test.setTimeout(180_000);
    const settings = [
      '--dataset',
      'discs',
      '--seed',
      '5',
      '--checkpoint-every',
      '500',
      '--evaluation',
      'off',
    ];
    const none = await runCli(dataDir, 'change', '1', 'lr=0.0003');
    expect([none.code, none.stderr]).toEqual([1, expect.stringContaining('No open workbench answers')]);

    const training = startCli(dataDir, 'train', 'gan-mlp', '--steps', '100000', ...settings);
    const ended = finished(training);
    const first = async () => (await json<Run[]>(dataDir, 'runs'))[0];
    await expect.poll(async () => (await first())?.step ?? 0, { timeout: 60_000 }).toBeGreaterThan(0);
    const wrong = await runCli(dataDir, 'change', '1', 'batchSize=3');
    expect([wrong.code, wrong.stderr]).toEqual([1, expect.stringMatching(/Batch size/i)]);
    const changed = await runCli(dataDir, 'change', '1', 'lr=0.0003', '--json');
    expect(changed.code, changed.stderr).toBe(0);
    const [event] = eventsOf(changed.stdout);
    expect(event).toMatchObject({ event: 'changed', run: 1, name: 'learningRate', to: 0.0003 });
    training.kill('SIGINT');
    expect((await ended).code).toBe(130);
    const stopped = (await first())!;
    const at = Number(event!['step']);
    expect(stopped.config.changes).toEqual([{ step: at, hyperparameters: { learningRate: 0.0003 } }]);

    // A second one goes on from there with a change of its own; a third has both from the start.
    const from = stopped.checkpointStep!;
    const [second, end] = [from + 20, from + 40];
    const plan = ['--at', String(second), 'lr=0.0001'];
    const early = await runCli(dataDir, 'resume', '1', '--at', '1', 'lr=0.0001');
    expect([early.code, early.stderr]).toEqual([1, expect.stringContaining('The step of a change')]);
    const going = startCli(dataDir, 'resume', '1', ...plan);
    const gone = finished(going);
    await expect.poll(async () => (await first())?.step ?? 0, { timeout: 60_000 }).toBeGreaterThan(end);
    going.kill('SIGINT');
    await gone;
    const both = [String(at), 'lr=0.0003', String(second), 'lr=0.0001'];
    const again = await runCli(
      dataDir,
      ...['train', 'gan-mlp', '--steps', String(end), '--at', ...both, ...settings],
    );
    expect(again.code, again.stderr).toBe(0);
    const losses = async (run: string) => {
      const out = temporary(`losses-${run}`);
      const { code, stderr } = await runCli(dataDir, 'export', run, '--as', 'metrics-csv', '--out', out);
      expect(code, stderr).toBe(0);
      return lossesOf(join(out, `run-${run}-metrics.csv`)).slice(0, end);
    };
    const [repeated, resumed] = [await losses('2'), await losses('1')];
    expect(resumed).toHaveLength(end);
    expect(repeated).toEqual(resumed);
  },
);
