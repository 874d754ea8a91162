import { existsSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { decode, decodeApng } from 'fast-png';
import { unzipSync } from 'fflate';
import { describe, expect, it, vi } from 'vitest';
import {
  DatasetExportRequestSchema,
  type DatasetExportRequest,
  type ExportRequest,
} from '../contract/export';
import { filePaths } from '../contract/files';
import { reportOptions } from '../contract/report-options';
import { decodeSafetensors, encodeSafetensors } from '../engine/safetensors';
import { EXPORTERS } from '../exports/registry';
import { encodeSheet } from '../images/sheet';
import { created, exported } from '../testing/exported';
import { NEW_RUN, workbenchFixture } from '../testing/workbench-fixture';
import { wholeBytes } from './whole-bytes';
import type { Workbench } from './workbench';

const fixture = workbenchFixture();

const LAYOUT = { columns: 2, rows: 1, tileWidth: 2, tileHeight: 2 };
const sheetOf = (level: number) =>
  encodeSheet({
    tiles: Uint8Array.of(0, 0, 0, 0, level, level, level, level),
    count: 2,
    width: 2,
    height: 2,
    channels: 1,
    columns: 2,
  });

/** A workbench with a run that has metrics and sheets of three steps, and a run that has nothing. */
async function recorded(): Promise<Workbench> {
  const workbench = await fixture.open();
  const { run, trainer } = await fixture.started(workbench, { ...NEW_RUN, name: 'first' });
  trainer.ready();
  for (const step of [100, 200, 300]) {
    trainer.metrics(step - 99, step);
    const bytes = sheetOf(step / 2);
    trainer.send({ type: 'figure', step, kind: 'samples', mediaType: 'image/png', sheet: LAYOUT, bytes });
  }
  await workbench.runs.stop(run.id);
  const other = workbench.runs.create({ ...NEW_RUN, name: 'second' });
  await workbench.runs.stop(other.id);
  return workbench;
}

/** A workbench with a run that has two checkpoints, and a run without any. */
async function withCheckpoint(): Promise<Workbench> {
  const workbench = await fixture.open();
  const { trainer } = await fixture.started(workbench, { ...NEW_RUN, name: 'first', seed: 1 });
  trainer.ready();
  for (const step of [10, 20]) {
    const tensor = { shape: [2], values: Float32Array.of(step, 1) };
    const names = ['generator/output/weights', 'generator/output/weights/m', 'generator/beta1_power'];
    const bytes = encodeSafetensors({ tensors: new Map(names.map((name) => [name, tensor])), metadata: {} });
    trainer.send({ type: 'checkpoint-part', bytes });
    trainer.send({ type: 'checkpoint', step, elapsedMs: step * 10 });
  }
  trainer.finish();
  const other = workbench.runs.create({ ...NEW_RUN, name: 'second' });
  await workbench.runs.stop(other.id);
  return workbench;
}

/** The messages of a record file. */
function messagesIn(bytes: Uint8Array): Uint8Array[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const messages: Uint8Array[] = [];
  for (let at = 0; at < bytes.length;) {
    const length = view.getUint32(at, true);
    messages.push(bytes.subarray(at + 12, at + 12 + length));
    at += 12 + length + 4;
  }
  return messages;
}

describe('exports', () => {
  it('list the formats for runs, and why one has nothing to write', async () => {
    const workbench = await recorded();
    const found = workbench.exports.formats([1]);
    expect(found.map(({ id }) => id)).toEqual(EXPORTERS.map(({ id }) => id));
    const problemsOf = (ids: number[]) =>
      Object.fromEntries(
        workbench.exports.formats(ids).map(({ id, problem }) => [id, problem?.code ?? null]),
      );
    expect(problemsOf([1])).toMatchObject({ 'picture-png': null, 'quality-csv': 'export.no-evaluation' });
    expect(problemsOf([2])).toMatchObject({ 'picture-png': 'export.no-sheet', 'report-html': null });
    expect(problemsOf([2, 1])).toMatchObject({ 'picture-png': null });
    const picture = found.find(({ id }) => id === 'picture-png');
    expect(picture?.fields).toMatchObject({ step: { default: 300, max: 300 }, kind: { default: 'samples' } });
    await expect(created(workbench, { format: 'picture-png', runs: [2] })).rejects.toMatchObject({
      problem: { code: 'export.no-sheet' },
    });
  });

  it('draw a chart of a run, or of several with a line and a name for each, in either theme', async () => {
    const workbench = await recorded();
    const hyperparameters = { ...NEW_RUN.hyperparameters, learningRate: 0.5 };
    const third = { ...NEW_RUN, name: 'third <3>', hyperparameters };
    const { run, trainer } = await fixture.started(workbench, third);
    trainer.ready();
    trainer.metrics(1, 200);
    await workbench.runs.stop(run.id);
    const formatOf = (runs: number[]) =>
      workbench.exports.formats(runs).find(({ id }) => id === 'chart-svg')!;
    expect(formatOf([2]).problem?.code).toBe('export.no-values');
    const chartsOf = (runs: number[]) => {
      const field = formatOf(runs).fields['chart'];
      return field?.kind === 'choice' ? field.options.map(({ value }) => String(value)) : [];
    };
    const svgOf = async (runs: number[], options: ExportRequest['options']) =>
      (await exported(workbench, { format: 'chart-svg', runs, options: options ?? {} })).toString();
    const [own = ''] = chartsOf([1]);
    const alone = await svgOf([1], { chart: own });
    expect(alone).toMatch(/^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg" [^]+<\/svg>\n$/);
    expect(alone).toContain('fill="#ffffff"');
    const [shared = ''] = chartsOf([1, 3]);
    const both = await svgOf([1, 3], { chart: shared, theme: 'dark' });
    expect(both).toContain('fill="#191b1f"');
    for (const name of ['first', 'third &lt;3&gt;']) expect(both).toContain(`>${name}</text>`);
    // Each line is in the legend and in the plot, where the second run ends after two thirds of the axis.
    const ends = [...both.matchAll(/L([\d.]+) [\d.]+" stroke="/g)].map(([, x]) => Number(x));
    expect(ends).toHaveLength(2);
    expect(ends[1]! - 72).toBeCloseTo(((ends[0]! - 72) * 2) / 3, 0);
  });

  it('draw the same chart as PNG, with its text in fonts of the system, and write its values', async () => {
    const workbench = await recorded();
    const { run, trainer } = await fixture.started(workbench, { ...NEW_RUN, name: '둘째', seed: 7 });
    trainer.ready();
    trainer.metrics(1, 40);
    await workbench.runs.stop(run.id);
    const { fields } = workbench.exports.formats([1]).find(({ id }) => id === 'chart-png')!;
    const chart = String(fields['chart']?.default);
    const pngOf = async (options: ExportRequest['options'], runs = [1]) =>
      decode(await exported(workbench, { format: 'chart-png', runs, options: { ...options } }));
    const light = await pngOf({ chart, scale: 1 });
    expect([light.width, light.data[0]]).toEqual([960, 0xff]);
    const dark = await pngOf({ chart, scale: 2, theme: 'dark' });
    expect([dark.width, dark.height, dark.data[0]]).toEqual([1920, 2 * light.height, 0x19]);
    // The title is there: ink in its place.
    const isInk = (x: number, y: number) => (light.data[(y * light.width + x) * light.channels] ?? 255) < 128;
    const title = Array.from({ length: 60 * 16 }, (_, i) => isInk(24 + (i % 60), 20 + Math.floor(i / 60)));
    expect(title.filter(Boolean).length).toBeGreaterThan(40);

    const csvOf = async (runs: number[]) => {
      const found = workbench.exports.formats(runs).find(({ id }) => id === 'chart-csv')!;
      const options = { chart: String(found.fields['chart']?.default) };
      return (await exported(workbench, { format: 'chart-csv', runs, options })).toString().split('\r\n');
    };
    const alone = await csvOf([1]);
    expect(alone[0]).toBe('line,step,value');
    expect(alone[300]).toMatch(/,300,300$/);
    // They differ only in their seed, and have a mean; the second has recorded 40 steps.
    const both = await csvOf([1, run.id]);
    const atFirst = both.find((row) => /,1,1,1,1$/.test(row));
    expect(atFirst).toContain('n = 2');
    expect(both.at(-2)).toMatch(/,300,[\d.]+,[\d.]+,[\d.]+$/);
    const drawn = await pngOf({ chart: 'd_loss', scale: 1 }, [1, run.id]);
    expect(drawn.width).toBe(960);
  });

  it('have short names with the numbers of their runs', async () => {
    const workbench = await recorded();
    const nameOf = async (request: ExportRequest) => (await created(workbench, request)).fileName;
    expect(await nameOf({ format: 'metrics-csv', runs: [1] })).toBe('run-1-metrics.csv');
    expect(await nameOf({ format: 'report-html', runs: [2, 1, 2] })).toBe('runs-2-1-report.html');
    expect(await nameOf({ format: 'picture-png', runs: [1], options: { step: 150, scale: 1 } })).toBe(
      'run-1-samples-step-150.png',
    );
  });

  it('compare hundreds of runs in a report with a short name, and refuse more runs than the limit', async () => {
    const workbench = await fixture.open();
    const ids = Array.from({ length: 120 }, () => workbench.runs.create(NEW_RUN).id);
    const page = (await exported(workbench, { format: 'report-html', runs: ids })).toString();
    for (const id of ids) expect(page).toContain(`#${String(id)}</span`);
    const nameOf = async (runs: number[]) =>
      (await created(workbench, { format: 'report-html', runs })).fileName;
    expect(await nameOf(ids)).toMatch(/^120-runs-[0-9a-f]{8}-report\.html$/);
    expect(await nameOf(ids.slice().reverse())).not.toBe(await nameOf(ids));
    expect(() => [...workbench.reports.html(Array.from({ length: 501 }, (_, i) => i + 1))]).toThrow(
      'A report compares 500 runs at most, and these are 501.',
    );
  });

  it('write the sections of a report in the chosen order, with the name of a saved comparison', async () => {
    const workbench = await recorded();
    const optionsFor = (runs: number[]) =>
      Object.keys(workbench.exports.formats(runs).find(({ id }) => id === 'report-html')?.fields ?? {});
    expect(optionsFor([1])).not.toContain('baseline');
    const sections = ['metrics', 'summary'] as const;
    const saved = { name: 'Pair', note: 'Both.', runs: [1, 2, 9], sections: [...sections], baseline: null };
    workbench.settings.set({ savedComparisons: [{ ...saved, step: null }] });
    expect(optionsFor([2, 1])).toEqual(expect.arrayContaining(['baseline', 'comparison']));
    expect(optionsFor([1])).not.toContain('comparison');
    const options = reportOptions({ comparison: 'Pair', sections, baseline: 2 });
    const page = (await exported(workbench, { format: 'report-html', runs: [1, 2], options })).toString();
    expect(page).toContain('<title>Pair</title>');
    expect(page).toContain('Run 9 of this comparison was removed.');
    const titles = [...page.matchAll(/<h2[^>]*>(Summary|Final metrics|Configuration)</g)].map(
      ([, title]) => title,
    );
    expect(titles).toEqual(['Final metrics', 'Summary']);
  });

  it('write the chosen figure of the chosen step, enlarged', async () => {
    const workbench = await recorded();
    const options = { step: 250, scale: 3, cells: '2' };
    workbench.runs.rename(1, '첫째 “x”');
    const { width, height, channels, data, text } = decode(
      await exported(workbench, { format: 'picture-png', runs: [1], options }),
    );
    expect(text['Software']).toMatch(/^Latent Workbench \d/);
    expect(JSON.parse(text['Description'] ?? '')).toEqual([
      {
        ...{ kind: 'samples', run: 1, name: '첫째 “x”', model: 'gan-mlp', dataset: 'synthetic-digits' },
        ...{ seed: workbench.runs.get(1).config.seed, step: 200 },
      },
    ]);
    expect([width, height, channels]).toEqual([6, 6, 1]);
    expect(new Set(data)).toEqual(new Set([100]));
  });

  it('write metrics of several runs as rows with their names', async () => {
    const workbench = await recorded();
    const csv = Buffer.from(await exported(workbench, { format: 'metrics-csv', runs: [1, 2] })).toString();
    const [header, ...rows] = csv.trimEnd().split('\n');
    expect(header).toBe('run,name,step,epoch,d_loss,g_loss');
    expect(rows).toHaveLength(300);
    expect(rows[9]).toMatch(/^1,first,10,0\.1,10,10$/);
    const lines = Buffer.from(await exported(workbench, { format: 'metrics-jsonl', runs: [1] })).toString();
    expect(JSON.parse(lines.split('\n')[9] ?? '')).toMatchObject({
      run: 1,
      name: 'first',
      step: 10,
      epoch: 0.1,
      metrics: { d_loss: 10, g_loss: 10 },
    });
  });

  it('write a report in Markdown with its pictures, in which names of runs are text', async () => {
    const workbench = await recorded();
    workbench.runs.rename(1, '<b>*first*|');
    workbench.annotations.setNotes(1, 'Why *so*?');
    const files = unzipSync(await exported(workbench, { format: 'report-markdown', runs: [1, 2] }));
    const picture = 'figures/run-1-samples-step-300.png';
    expect(Object.keys(files)).toEqual(['report.md', picture]);
    expect(files[picture]).toEqual(new Uint8Array(sheetOf(150)));
    const text = Buffer.from(files['report.md'] ?? []).toString();
    expect(text).toContain('# \\<b\\>\\*first\\*\\|, second\n');
    expect(text).toContain(`](${picture})`);
    expect(text).toContain('### \\<b\\>\\*first\\*\\|\n\nWhy *so*?');
    expect(text).toContain('| d\\_loss | 300 | – |');
    expect(text).toMatch(/\| Model \| gan-mlp \| gan-mlp \|/);
  });

  it('write films of the chosen steps, frame by frame', async () => {
    const workbench = await recorded();
    const options = { from: 150, to: 300, scale: 2, captions: false, rate: 10 };
    const name = (format: string) => created(workbench, { format, runs: [1], options });
    expect((await name('film-gif')).fileName).toBe('run-1-samples-steps-150-300.gif');
    const apng = decodeApng(await exported(workbench, { format: 'film-apng', runs: [1], options }));
    expect(apng).toMatchObject({ width: 8, height: 4, numberOfPlays: 0 });
    expect(
      apng.frames.map(({ data, delayNumber, delayDenominator }) => [
        data.at(-1),
        delayNumber / delayDenominator,
      ]),
    ).toEqual([
      [100, 0.1],
      [150, 0.1],
    ]);
    const gif = Buffer.from(await exported(workbench, { format: 'film-gif', runs: [1], options }));
    expect(gif.subarray(0, 10)).toEqual(Buffer.concat([Buffer.from('GIF89a'), Buffer.of(8, 0, 4, 0)]));
    // Each frame begins with its delay, in hundredths of a second.
    expect(
      gif
        .toString('latin1')
        .split('\x21\xf9\x04')
        .slice(1)
        .map((frame) => frame.charCodeAt(1)),
    ).toEqual([10, 10]);
    expect(gif.at(-1)).toBe(0x3b);
    const none = created(workbench, { format: 'film-gif', runs: [1], options: { from: 210, to: 220 } });
    await expect(none).rejects.toMatchObject({ problem: { code: 'export.no-figures' } });
  });

  it('write event files in a folder for each run, and Parquet', async () => {
    const workbench = await recorded();
    const zip = unzipSync(await exported(workbench, { format: 'tensorboard', runs: [1, 2] }));
    expect(Object.keys(zip)).toEqual([
      expect.stringMatching(/^1 first\/events\.out\.tfevents\.\d+\.latent-workbench$/),
      expect.stringMatching(/^2 second\/events\.out\.tfevents\./),
    ]);
    const [first = new Uint8Array(0)] = Object.values(zip);
    // Version, settings as hyperparameters and as text, 300 steps, and 3 images.
    expect(messagesIn(first)).toHaveLength(3 + 300 + 3);
    const parquet = Buffer.from(await exported(workbench, { format: 'metrics-parquet', runs: [1] }));
    expect([parquet.subarray(0, 4).toString(), parquet.subarray(-4).toString()]).toEqual(['PAR1', 'PAR1']);
  });

  it('write the weights of a checkpoint without the state of optimisers, with what they are of', async () => {
    const workbench = await withCheckpoint();
    const { fileName } = await created(workbench, { format: 'weights-safetensors', runs: [1] });
    expect(fileName).toBe('run-1-weights-step-20.safetensors');
    const bytes = await exported(workbench, {
      format: 'weights-safetensors',
      runs: [1],
      options: { step: '10' },
    });
    const { tensors, metadata } = decodeSafetensors(bytes);
    expect([...tensors]).toEqual([
      ['generator/output/weights', { shape: [2], values: Float32Array.of(10, 1) }],
    ]);
    expect(metadata).toMatchObject({ model: NEW_RUN.model, step: '10', weights: 'trained', seed: '1' });
    expect(JSON.parse(metadata['hyperparameters'] ?? '')).toMatchObject({ batchSize: 64 });
    await expect(
      created(workbench, { format: 'weights-safetensors', runs: [1], options: { step: '15' } }),
    ).rejects.toMatchObject({ problem: { code: 'export.options' } });
    await expect(created(workbench, { format: 'weights-safetensors', runs: [2] })).rejects.toMatchObject({
      problem: { code: 'run.no-checkpoint' },
    });
  });

  it('describe a checkpoint on a card, in which names cannot become markup', async () => {
    const workbench = await withCheckpoint();
    workbench.runs.rename(1, 'first | <b>');
    workbench.annotations.setNotes(1, 'Kept for the talk.');
    const card = Buffer.from(await exported(workbench, { format: 'model-card', runs: [1] })).toString();
    expect(card).toMatch(/^# first \\\| \\<b\\>\n\n/);
    for (const text of [
      'step 20, seed 1. Trained with Latent Workbench 1.2.3.',
      '## Notes\n\nKept for the talk.',
      'Licence: none: the workbench generates its items',
      'have not been evaluated',
      '| Batch size | 64 images | 64 images |',
      'train gan-mlp --dataset synthetic-digits',
      'run-1-weights-step-20.safetensors',
    ])
      expect(card).toContain(text);
  });

  it('write a dataset, which is generated first, with progress, until they are cancelled', async () => {
    const workbench = await fixture.open();
    const formats = workbench.exports.datasetFormats('synthetic-digits').map(({ id }) => id);
    expect(formats).toEqual(['dataset-zip', 'dataset-npz', 'dataset-idx']);
    const write = (changes: Partial<DatasetExportRequest>, signal?: AbortSignal) =>
      workbench.exports.createOfDataset(
        DatasetExportRequestSchema.parse({
          ...{ format: 'dataset-npz', dataset: 'synthetic-digits', key: 'mine', ...changes },
        }),
        signal,
      );
    const { id, fileName } = await write({});
    expect(fileName).toBe('synthetic-digits.npz');
    const bytes = await wholeBytes(await workbench.files.get(filePaths.exported(id)));
    expect(Object.keys(unzipSync(bytes))).toContain('x_train.npy');
    expect(fixture.events).toContainEqual(expect.objectContaining({ type: 'export-progress', key: 'mine' }));
    await expect(write({ format: 'metrics-csv' })).rejects.toMatchObject({
      problem: { code: 'export.unknown' },
    });
    await expect(write({ options: { split: 'half' } })).rejects.toMatchObject({
      problem: { code: 'export.options' },
    });
    fixture.fake.settings.exports = false;
    const stop = new AbortController();
    const cancelled = write({}, stop.signal);
    await vi.waitFor(() => {
      const job = fixture.fake.trainers.filter(({ kind }) => kind === 'export-dataset').at(-1);
      if (job === undefined || job.exited) throw new Error('No process was started.');
      stop.abort();
      expect(job.posted.at(-1)).toEqual({ type: 'stop' });
    });
    await expect(cancelled).rejects.toMatchObject({ problem: { code: 'export.cancelled' } });
  });

  it('refuse unknown formats and options', async () => {
    const workbench = await recorded();
    await expect(created(workbench, { format: 'docx', runs: [1] })).rejects.toMatchObject({
      problem: { code: 'export.unknown' },
    });
    const request = { format: 'picture-png', runs: [1], options: { scale: 17, size: 3 } };
    await expect(created(workbench, request)).rejects.toMatchObject({
      problem: {
        code: 'export.options',
        fields: { scale: { code: 'out-of-range' }, size: { code: 'unknown-hyperparameter' } },
      },
    });
    await expect(created(workbench, { format: 'metrics-csv', runs: [9] })).rejects.toMatchObject({
      problem: { code: 'run.unknown' },
    });
  });

  it('report progress, and leave no file when they are cancelled or fail', async () => {
    const workbench = await recorded();
    await created(workbench, { format: 'metrics-csv', runs: [1], key: 'mine' });
    expect(fixture.events).toContainEqual({ type: 'export-progress', key: 'mine', fraction: 1 });
    const stop = new AbortController();
    const cancelled = created(workbench, { format: 'metrics-csv', runs: [1] }, stop.signal);
    stop.abort();
    await expect(cancelled).rejects.toMatchObject({ problem: { code: 'export.cancelled' } });
    fixture.fake.settings.exports = false;
    const lost = created(workbench, { format: 'picture-png', runs: [1] });
    await vi.waitFor(() => {
      const job = fixture.fake.trainers.find(({ kind, exited }) => kind === 'export' && !exited);
      if (job === undefined) throw new Error('No process was started.');
      job.exit({ signal: 'SIGKILL' });
    });
    await expect(lost).rejects.toMatchObject({ problem: { code: 'export.interrupted' } });
  });

  it('are deleted when newer ones were written, and when the workbench closes', async () => {
    const workbench = await recorded();
    vi.stubEnv('TMPDIR', fixture.dataDir);
    const first = await created(workbench, { format: 'metrics-csv', runs: [1] });
    vi.unstubAllEnvs();
    const folder = readdirSync(fixture.dataDir).find((name) => name.startsWith('latent-workbench-exports-'));
    const path = join(fixture.dataDir, folder ?? '', first.id);
    const unread = workbench.exports.file(first.id);
    expect(existsSync(path)).toBe(true);
    for (let i = 0; i < 8; i++) await created(workbench, { format: 'metrics-csv', runs: [2] });
    expect(workbench.exports.file(first.id)).toBeNull();
    expect(unread).not.toBeNull();
    await vi.waitFor(() => {
      if (existsSync(path)) throw new Error('The oldest file is still there.');
    });
    await workbench.close();
    expect(existsSync(dirname(path))).toBe(false);
  });
});
