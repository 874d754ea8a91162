import { describe, expect, it } from 'vitest';
import { ImportOptionsSchema } from '../../contract/dataset';
import { importFixture, refused } from '../../testing/import-fixture';
import { surveyTable } from './csv-survey';

const { given } = importFixture();
const options = ImportOptionsSchema.parse({});
const survey = (text: string) => surveyTable(given('d.csv.gz', Buffer.from(text)), options);

describe('surveyTable', () => {
  it('samples the first rows and the others evenly, in order', async () => {
    const count = 50_000;
    const { rows, count: counted } = await survey(
      Array.from({ length: count }, (_, i) => `${String(i)},1`).join('\n'),
    );
    expect(counted).toBe(count);
    const ordinals = rows.map(({ ordinal }) => ordinal);
    expect(ordinals.slice(0, 20)).toEqual([...Array(20).keys()]);
    expect(ordinals).toEqual([...ordinals].sort((a, b) => a - b));
    expect(rows.every(({ ordinal, text }) => text === `${String(ordinal)},1`)).toBe(true);
    expect(rows.length).toBeGreaterThan(1000);
    expect(rows.length).toBeLessThanOrEqual(2020);
    const quarters = [0, 1, 2, 3].map(
      (nth) => ordinals.filter((one) => Math.floor((4 * one) / count) === nth).length,
    );
    for (const quarter of quarters) expect(quarter / rows.length).toBeCloseTo(0.25, 1);
    // With any period of the rows, every phase is sampled.
    for (const rhythm of [2, 4, 8, 64]) {
      expect(new Set(ordinals.slice(20).map((one) => one % rhythm)).size).toBe(rhythm);
    }
  });

  it('samples fewer rows if they are long', async () => {
    const { rows } = await survey(
      Array.from({ length: 300 }, (_, i) => `${String(i)},${'1'.repeat(100_000)}`).join('\n'),
    );
    expect(rows.reduce((sum, { text }) => sum + text.length, 0)).toBeLessThan(9 * 1024 * 1024);
    expect(rows.at(-1)?.ordinal).toBeGreaterThan(200);
  });

  it('separates comments, unless all lines begin with #', async () => {
    expect(await survey('# a\n1,2\n#b\n3,4\n5,6\n')).toMatchObject({
      hasComments: true,
      count: 3,
      comments: ['# a', '#b'],
    });
    expect(await survey('#f00,1,2\n#0f0,3,4\n')).toMatchObject({ hasComments: false, count: 2 });
  });

  it.each<[string, () => string, string, RegExp]>([
    ['rows', () => '1,2\n'.repeat(2_000_100), 'too-large', /more than 2.000.000 rows/],
    [
      'columns',
      () => `1,2\n${'1,'.repeat(800_000)}1\n`,
      'columns',
      /^Line 2 of d\.csv\.gz has more than 786.448 columns/,
    ],
    [
      'long comments',
      () => `1,2\n${`#${' '.repeat(1_000_000)}\n`.repeat(20)}`,
      'too-large',
      /very long ones/,
    ],
    [
      'long blank lines',
      () => `1,2\n${`${' '.repeat(1_000_000)}\n`.repeat(20)}`,
      'too-large',
      /very long ones/,
    ],
  ])('refuses too many %s', async (_, text, code, message) => {
    await expect(survey(text())).rejects.toMatchObject(refused(code, message));
  });
});
