/** Commands on runs that were recorded without training. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { MAX_GIVEN_FILES } from '../../../contract/dataset';
import { encodeSheet } from '../../../images/sheet';
import { NEW_RUN, workbenchFixture } from '../../../testing/workbench-fixture';
import { runCommandLine } from '../cli';

const fixture = workbenchFixture();
const at = (name: string) => join(fixture.dataDir, name);

async function typed(...words: string[]) {
  let [out, problem] = ['', ''];
  const streams = {
    stdout: { write: (text: string) => (out += text) },
    stderr: { write: (text: string) => (problem += text) },
  };
  const program = { job: at('no-job.js'), rendererDirectory: at('renderer') };
  const argv = ['node', 'cli', ...words, '--data-dir', fixture.dataDir];
  const code = await runCommandLine(argv, { program, streams });
  return { code, out, problem };
}
const rowsOf = ({ out }: { out: string }) =>
  out
    .trim()
    .split('\n')
    .map((line) => line.split(/ {2,}/));

const LAYOUT = { columns: 2, rows: 1, tileWidth: 2, tileHeight: 2 };
const SHEET = encodeSheet({
  tiles: new Uint8Array(8),
  count: 2,
  width: 2,
  height: 2,
  channels: 1,
  columns: 2,
});

/** One run with 300 of its 1000 steps, with checkpoints and figures at every hundredth step, and one with no step. */
async function recorded(): Promise<void> {
  const workbench = await fixture.open();
  const { run, trainer } = await fixture.started(workbench, { ...NEW_RUN, name: 'first' });
  trainer.ready();
  for (const step of [100, 200, 300]) {
    trainer.metrics(step - 99, step);
    trainer.send({
      type: 'figure',
      step,
      kind: 'samples',
      mediaType: 'image/png',
      sheet: LAYOUT,
      bytes: SHEET,
    });
    trainer.checkpoint(step);
  }
  await workbench.runs.stop(run.id);
  const other = workbench.runs.create({ ...NEW_RUN, name: 'second' });
  await workbench.runs.stop(other.id);
  await workbench.close();
}

describe('lists', () => {
  beforeEach(recorded);

  it('show the runs, and the checkpoints of one run with their purpose', async () => {
    const runs = rowsOf(await typed('runs'));
    expect(runs.find(([id]) => id === '1')).toEqual([
      '1',
      'first',
      'gan-mlp',
      'Synthetic digits',
      'stopped',
      '300/1\u202f000',
      expect.any(String),
    ]);
    expect(runs.find(([id]) => id === '2')?.slice(4, 6)).toEqual(['stopped', '0']);
    const found = await typed('runs', 'checkpoints', 'first');
    expect(found.code).toBe(0);
    const [header, ...rows] = rowsOf(found);
    expect(header).toEqual(['step', 'size', 'written', 'stored as']);
    expect(rows.map(([step]) => step)).toEqual(expect.arrayContaining(['300']));
    for (const [, size, written, reasons] of rows) {
      expect(size).toBe('2 B');
      expect(written).toMatch(/^\d{1,2} \w{3,4} 20\d\d, \d\d:\d\d$/);
      expect(reasons).toMatch(/\w/);
    }
    const json = JSON.parse((await typed('runs', 'checkpoints', '1', '--json')).out) as object[];
    expect(json).toHaveLength(rows.length);
    expect((await typed('runs', 'checkpoints', 'second')).out).toBe('second has no checkpoint yet.\n');
  });

  it('compare runs by their last values, each once', async () => {
    const { code, out } = await typed('compare', 'first', '1', '2', '--report', at('new/both.html'));
    expect(code).toBe(0);
    expect(rowsOf({ out })).toEqual(
      expect.arrayContaining([
        ['metric', 'first', 'first', 'second'],
        ['d_loss', '300', '300'],
      ]),
    );
    expect(out).not.toContain('elapsed_ms');
    const report = readFileSync(at('new/both.html'), 'utf8');
    expect(report.split('<h1').length).toBe(2);
    const json = await typed('compare', 'first', '1', '2', '--report', at('x.html'), '--json');
    expect(JSON.parse(json.out)).toEqual({ event: 'done', runs: [1, 2], files: [at('x.html')] });
  });

  it('compare the runs of a saved comparison, with its note and sections', async () => {
    expect((await typed('comparisons')).out).toBe('No comparison is saved yet: save one in the window.\n');
    const workbench = await fixture.open();
    const saved = {
      name: 'Two',
      note: 'why *so*',
      runs: [2, 1, 9],
      sections: ['metrics' as const],
      baseline: 1,
    };
    workbench.settings.set({ savedComparisons: [{ ...saved, step: null }] });
    await workbench.close();
    expect(rowsOf(await typed('comparisons'))[1]).toEqual(['Two', '2, 1, 9', 'metrics', 'why *so*']);
    const { out } = await typed('compare', '--saved', 'Two', '--report', at('two.html'));
    expect(rowsOf({ out })[0]).toEqual(['metric', 'second', 'first']);
    const report = readFileSync(at('two.html'), 'utf8');
    expect(report).toContain('<em>so</em>');
    expect(report).toContain('Run 9 of this comparison was removed.');
    expect(report).toContain('<h2>Final metrics</h2>');
    expect(report).not.toContain('<h2>Configuration</h2>');
    expect(await typed('compare', '--saved', 'Three', '--report', at('x.html'))).toMatchObject({
      code: 1,
      problem: /^There is no saved comparison “Three”\.\nThose that are saved: Two\./,
    });
    expect((await typed('compare', '--report', at('x.html'))).code).not.toBe(0);
    expect((await typed('compare', '1', '--saved', 'Two', '--report', at('x.html'))).code).not.toBe(0);
  });
});

describe('export', () => {
  beforeEach(recorded);

  it('writes the usual formats for which the run has something', async () => {
    const everything = await typed('export', '2', '--out', at('all'));
    expect(everything.out).toBe(`${at('all/run-2-report.html')}\n${at('all/run-2-metrics.csv')}\n`);
    const none = await typed('export', '2', '--as', 'picture-png', '--out', at('none'));
    expect(none.code).toBe(1);
    expect(existsSync(at('none'))).toBe(false);
  });

  it('writes runs in the requested formats, and lists the formats with their options', async () => {
    const written = await typed(
      ...['export', '1', 'second', '--as', 'metrics-csv', 'report-html', '--out', at('as')],
      ...['--option', 'configuration=false', '--option', 'baseline=2'],
    );
    expect(written.problem).toBe('');
    const files = [at('as/runs-1-2-metrics.csv'), at('as/runs-1-2-report.html')];
    expect(written.code).toBe(0);
    expect(written.out.split('\n')).toEqual(expect.arrayContaining(files));
    expect(readFileSync(at('as/runs-1-2-metrics.csv'), 'utf8').split('\n')).toHaveLength(302);
    expect(readFileSync(at('as/runs-1-2-report.html'), 'utf8')).not.toContain('<h2>Configuration');

    const formats = rowsOf(await typed('export', '1', '--formats'));
    expect(formats[0]).toEqual(['format', 'file', 'of', 'options (default)']);
    const optionsOf = (id: string) => formats.find(([format]) => format === id)?.at(-1);
    expect(optionsOf('picture-png')).toContain('scale: 1 – 16 (4 ×)');
    expect(optionsOf('quality-csv')).toBe('No samples have been evaluated.');
  });

  it('lists the formats of a dataset', async () => {
    const formats = rowsOf(await typed('export', '--dataset', 'mnist-10k', '--formats'));
    expect(formats.slice(1).map(([id, , of]) => [id, of])).toEqual(
      ['dataset-zip', 'dataset-npz', 'dataset-idx'].map((id) => [id, 'dataset']),
    );
    expect(formats[1]?.at(-1)).toMatch(/^split: all, train, test \(all\); most: /);
  });

  it.each([
    [['--dataset', 'mnist-10k'], /has not been made yet/],
    [['--dataset', 'none'], /^There is no dataset none/],
    [['1', '--dataset', 'mnist-10k'], /^Which runs to export is not clear/],
    [['1', '--as', 'docx'], /^There is no export format docx\.\nChoose one of report-html, /],
    [['1', '--as', 'report-html', '--option', 'scale=3'], /^--option scale=3 does not set an option/],
    [['1', '--as', 'picture-png', '--option', 'scale=99'], /^Enlarged by must be between 1 and 16/],
  ])('refuses %j', async (words, problem) => {
    const refused = await typed('export', ...words);
    expect(refused).toMatchObject({ code: 1, out: '' });
    expect(refused.problem).toMatch(problem);
  });

  it('writes the quality of a run that was evaluated', async () => {
    const workbench = await fixture.open();
    const { run, trainer } = await fixture.started(workbench, {
      ...NEW_RUN,
      model: 'vae-mlp',
      name: 'third',
    });
    trainer.ready();
    trainer.checkpoint(10);
    await workbench.runs.stop(run.id);
    const evaluated = workbench.qualities.evaluate(run.id, { samples: 100, seed: 1 });
    const evaluator = await vi.waitFor(() => {
      const found = fixture.fake.trainers.find(({ kind }) => kind === 'evaluate');
      if (found === undefined) throw new Error('Nobody was asked to evaluate.');
      return found;
    });
    evaluator.send({
      type: 'measured',
      quality: {
        ...{ step: 10, samples: 100, seed: 1, effort: 'full', encoder: null, histogram: null },
        metrics: { posterior_divergence: { value: 1e-8, interval: null, floor: null } },
      },
    });
    await evaluated;
    await workbench.close();
    const { out } = await typed('export', 'third', '--as', 'quality-csv', '--out', at('all'));
    expect(out).toBe(`${at('all/run-3-quality.csv')}\n`);
    expect(readFileSync(at('all/run-3-quality.csv'), 'utf8')).toContain('posterior_divergence');
    const runs = rowsOf(await typed('runs'));
    expect(runs.find(([id]) => id === '3')?.[4]).toBe('stopped (posterior-collapse)');
  });

  it.each([
    ['a folder is in its place', 'taken', /a folder has that name/],
    ['a file is where its folder should be', 'file/a.csv', /folder/],
    ['its name is too long', `${'n'.repeat(300)}.csv`, /too long/],
  ])('reports why it cannot write: %s', async (_why, name, words) => {
    mkdirSync(at('taken'));
    writeFileSync(at('file'), '');
    const { code, out, problem } = await typed('compare', '1', '--report', at(name));
    expect([code, out]).toEqual([1, '']);
    expect(problem).toMatch(words);
    expect(problem).not.toMatch(/defect|E[A-Z]{4,}/);
  });
});

describe('resume', () => {
  beforeEach(recorded);

  it('removes nothing of a run without confirmation, and says what it would remove', async () => {
    const refused = await typed('resume', 'first', '--from', '200', '--json');
    expect(refused.code).toBe(1);
    const event = JSON.parse(refused.out.trim().split('\n').at(-1) ?? '') as object;
    expect(event).toMatchObject({ event: 'error', code: 'run.would-lose' });
    expect(refused.problem).toContain('100 steps');
    expect(refused.problem).toContain('1 checkpoint');
    expect((await typed('resume', 'first', '--from', '150')).problem).toMatch(/no checkpoint/);
    expect((await typed('resume', 'second')).problem).toMatch(/checkpoint/);
    expect((await typed('resume', 'second', '--as', 'third')).problem).toMatch(/second .*checkpoint/);
  });
});

describe('resume, where no process can be started,', () => {
  beforeEach(recorded);

  it('continues as a new run, and does not change the other', async () => {
    const { code, out, problem } = await typed('resume', 'first', '--from', '200', '--as', 'branch');
    expect([code, out.startsWith('branch goes on from step 200.\n')]).toEqual([1, true]);
    expect(problem).not.toMatch(/defect/);
    const runs = rowsOf(await typed('runs'));
    expect(runs.find(([, name]) => name === 'branch')?.[5]).toBe('200/1\u202f000');
    expect(runs.find(([, name]) => name === 'first')?.[5]).toBe('300/1\u202f000');
  });

  it('removes later records with confirmation', async () => {
    const { code, out } = await typed('resume', 'first', '--from', '200', '--yes');
    expect([code, out.startsWith('first goes on from step 200.\n')]).toEqual([1, true]);
    expect(rowsOf(await typed('runs')).find(([, name]) => name === 'first')?.[5]).toBe('200/1\u202f000');
  });
});

it('reports what is wrong with a data folder, and all information that does not need it', async () => {
  mkdirSync(at('workbench.sqlite'));
  const { code, out } = await typed('doctor');
  expect(code).toBe(0);
  expect(out).toContain(`data in ${fixture.dataDir}`);
  expect(out).toContain('NO  engine    none: Not looked for.');
  expect(out).toMatch(/^ok {2}node +\S+: Runs the workbench\.$/m);
  expect(out).toMatch(/^NO {2}sqlite +none: .+workbench\.sqlite.+/m);
  vi.stubEnv('LATENT_WORKBENCH_SETUP_PROBLEMS', '{"electron":"it does not start"}');
  expect((await typed('doctor')).out).toMatch(
    /^NO {2}electron +\S+: It cannot open a window: it does not start\.$/m,
  );
  vi.unstubAllEnvs();
});

it('asks on a terminal whether to fetch, but not for a program', async () => {
  const [stdin, stderr] = [new PassThrough(), new PassThrough()].map((stream) =>
    Object.assign(stream, { isTTY: true }),
  );
  vi.spyOn(process, 'stdin', 'get').mockReturnValue(stdin as never);
  vi.spyOn(process, 'stderr', 'get').mockReturnValue(stderr as never);
  const program = await typed('datasets', 'get', 'mnist', '--json');
  expect(program.problem).toBe('Nothing was fetched.\nAdd --yes to fetch it.\n');
  stdin?.end('n\n');
  const person = await typed('datasets', 'get', 'mnist');
  expect(person.problem).toBe('Nothing was fetched.\nAnswer with y to fetch it.\n');
  expect(String(stderr?.read())).toContain('Fetch 11.6 MB? [y/N] ');
  vi.restoreAllMocks();
});

it('prints a new address at each Enter on a terminal, while it serves', async () => {
  const stdin = Object.assign(new PassThrough(), { isTTY: true });
  vi.spyOn(process, 'stdin', 'get').mockReturnValue(stdin as never);
  const served = typed('serve');
  await vi.waitFor(() => {
    expect(stdin.listenerCount('data')).toBeGreaterThan(0);
  });
  stdin.write('\n\n');
  await new Promise(setImmediate);
  process.emit('SIGINT');
  const { code, out } = await served;
  expect(code).toBe(0);
  expect(new Set(out.match(/http:\/\/127\.0\.0\.1:\d+\S*/g)).size).toBe(3);
  expect(out).toContain('Press Enter for another address.');
  expect(stdin.listenerCount('data')).toBe(0);
  vi.restoreAllMocks();
});

it('reports that a port is in use', async () => {
  const other = createServer();
  await new Promise<void>((listening) => other.listen(0, '127.0.0.1', listening));
  const { port } = other.address() as AddressInfo;
  const { code, problem } = await typed('serve', '--port', String(port));
  expect([code, problem.includes(String(port))]).toEqual([1, true]);
  expect(problem).not.toMatch(/EADDR/);
  other.close();
});

it('accepts no more files at once than the limit', async () => {
  const paths = Array.from({ length: MAX_GIVEN_FILES + 1 }, (_, i) => at(`f${String(i)}`));
  const { code, problem } = await typed('datasets', 'import', ...paths);
  expect(code).toBe(1);
  expect(problem).toContain(`${String(MAX_GIVEN_FILES + 1)} files`);
  expect((await typed('datasets', 'import', at('f'), '--side', '100000')).problem).toMatch(/side/i);
});
