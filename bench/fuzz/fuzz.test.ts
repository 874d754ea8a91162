import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ImportOptionsSchema, type Dataset } from '../../src-main/contract/dataset';
import { importSession } from '../../src-main/datasets/import-session';
import { faultsOfDataset } from './check';
import { FAMILIES } from './families';
import { mutate, sound } from './fields';
import { openImporter, type Attempt } from './job';
import { MAX_CPU_MS, SLOWNESS } from './limits';

// The planted behaviour continues for as long as the limits allow.
vi.setConfig({ testTimeout: 120_000 });

const OPTIONS = ImportOptionsSchema.parse({});
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'fuzz-test-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

// Runs are imported by a workbench: see archive.test.ts and events.test.ts.
describe.each(FAMILIES.filter(({ holdsRuns = false }) => !holdsRuns))('$name', ({ build }) => {
  it('is accepted as built, for all draws', async () => {
    for (let number = 0; number < 40; number++) {
      const { files, given } = sound([1, number], build);
      for (const { path, bytes } of files) {
        mkdirSync(dirname(join(folder, String(number), path)), { recursive: true });
        writeFileSync(join(folder, String(number), path), bytes);
      }
      const paths = given ?? files.map(({ path }) => path);
      const all = paths.map((name) => ({ name, path: join(folder, String(number), name) }));
      const inspection = await importSession()
        .inspect(all, OPTIONS)
        .catch((error: unknown) =>
          Promise.reject(new Error(`${String(number)}, ${String(paths)}: ${String(error)}`)),
        );
      expect(inspection.facts.trainCount).toBeGreaterThan(0);
    }
  });

  it('is the same for the same seed, and changed field by field', () => {
    const changed = Array.from({ length: 60 }, (_, number) => mutate([7, number], build));
    const again = Array.from({ length: 60 }, (_, number) => mutate([7, number], build));
    expect(again).toEqual(changed);
    const counts = changed.map(({ changes }) => changes.length);
    expect(Math.min(...counts)).toBe(0);
    expect(Math.max(...counts)).toBe(3);
    const fields = changed.flatMap(({ changes }) => changes.map((text) => text.split(':')[0]));
    expect(new Set(fields).size).toBeGreaterThan(4);
  });
});

describe('an importer', () => {
  /** Imports a file with a trainer that answers as planted, and returns the result. */
  async function planted(answer: string): Promise<Attempt> {
    const trainer = join(folder, 'job.js');
    const input = join(folder, 'input.csv');
    writeFileSync(trainer, `process.on('message', (task) => { ${answer} });`);
    writeFileSync(input, 'x,y\n1,2\n');
    const importer = await openImporter(join(folder, 'home'), trainer);
    const attempt = await importer.attempt([input], OPTIONS);
    await importer.close();
    return attempt;
  }
  const refusal = (problem: object) =>
    `process.send({ type: 'failed', problem: ${JSON.stringify(problem)} });`;
  const FINE = { code: 'dataset.cell', message: 'Line 2 is no number.', advice: 'Change it.' };

  it('accepts a refusal with a proper message', async () => {
    const attempt = await planted(refusal(FINE));
    expect(attempt).toMatchObject({
      outcome: 'refused',
      said: 'dataset.cell: Line 2 is no number.',
      faults: [],
    });
    expect(attempt.usage.memory).toBeGreaterThan(1024 ** 2);
  });

  it.each([
    [
      'a process that computes without end',
      'for (;;);',
      /^It hangs: no word for .* s, (?<seconds>.*) s of them computing\.$/,
    ],
    [
      'a look that goes on and on',
      "setInterval(() => { process.send({ type: 'alive' }); for (const end = Date.now() + 90; Date.now() < end; ); }, 100);",
      /^The look takes too long: .* s, (?<seconds>.*) s of them computing\.$/,
    ],
    ['a process that dies', 'process.exit(1);', /^The process of the import crashed\.$/],
    [
      'a process that takes too much memory',
      `const all = Buffer.alloc(1100 * 1024 ** 2, 1); setTimeout(() => { ${refusal(FINE)} }, 300);`,
      /^The process had \d{4} MB in memory\.$/,
    ],
    [
      'a file left behind',
      `require('node:fs').writeFileSync(require('node:os').tmpdir() + '/left', 'x'); ${refusal(FINE)}`,
      /^Left behind or changed: tmp\/left$/,
    ],
    [
      'a defect',
      refusal({ code: 'internal', message: 'Cannot read properties.', advice: 'Report it.' }),
      /^The refusal is a defect\.$/,
    ],
    [
      'what a library says',
      refusal({ ...FINE, message: 'It is damaged: incorrect header check.' }),
      /^The message has raw text /,
    ],
    [
      'what is no sentence',
      refusal({ ...FINE, message: 'damaged' }),
      /^The message is no sentence: "damaged"$/,
    ],
    ['no advice', refusal({ ...FINE, advice: '' }), /^The advice is no sentence: ""$/],
  ])('notices %s', async (_, answer, fault) => {
    const { faults } = await planted(answer);
    expect(faults[0]).toMatch(fault);
    const seconds = fault.exec(faults[0] ?? '')?.groups?.['seconds'];
    if (seconds === undefined) return;
    expect(1000 * Number(seconds)).toBeGreaterThan(0.99 * MAX_CPU_MS * SLOWNESS);
    expect(1000 * Number(seconds)).toBeLessThan(MAX_CPU_MS * SLOWNESS + 1000);
  });
});

describe('the files of an import', () => {
  const dataset = { trainCount: 2, testCount: 1 } as Dataset;
  const write = (name: string, ...values: number[]) => {
    writeFileSync(join(folder, name), Uint8Array.from(values));
  };
  beforeEach(() => {
    write(
      'train-images-idx3-ubyte',
      ...[0, 0, 8, 3],
      ...[0, 0, 0, 2],
      ...[0, 0, 0, 1],
      ...[0, 0, 0, 2],
      1,
      2,
      3,
      4,
    );
    write('train-labels-idx1-ubyte', ...[0, 0, 8, 1], ...[0, 0, 0, 2], 0, 1);
    write('t10k-images-idx3-ubyte', ...[0, 0, 8, 3], ...[0, 0, 0, 1], ...[0, 0, 0, 1], ...[0, 0, 0, 2], 1, 2);
    write('t10k-labels-idx1-ubyte', ...[0, 0, 8, 1], ...[0, 0, 0, 1], 0);
  });

  it('have no faults', () => {
    expect(faultsOfDataset(folder, dataset)).toEqual([]);
  });

  it('have faults if a count or a size differs', () => {
    expect(faultsOfDataset(folder, { ...dataset, trainCount: 3 })).toEqual([
      'train items: 2 in the file, 3 in the list.',
      'train labels: 2 in the file, 3 in the list.',
    ]);
    write('t10k-labels-idx1-ubyte', ...[0, 0, 8, 1], ...[0, 0, 0, 1], 0, 0);
    expect(faultsOfDataset(folder, dataset)).toEqual(['test labels: [1] in 10 bytes.']);
  });
});
