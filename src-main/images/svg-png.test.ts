import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { decode } from 'fast-png';
import { expect, it, onTestFinished } from 'vitest';
import { fontsFor } from './fonts';
import { svgAsPng } from './svg-png';

const svgOf = (text: string) =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="60" height="20" style="font:14px system-ui, sans-serif"><rect width="100%" height="100%" fill="#fff"/><text x="4" y="15">${text}</text></svg>`;

/** The number of dark pixels. */
async function inkOf(text: string): Promise<number> {
  const { data, width, height, channels } = decode(await svgAsPng(svgOf(text), 2));
  expect([width, height]).toEqual([120, 40]);
  return Array.from({ length: width * height }, (_, i) => data[i * channels] ?? 255).filter((v) => v < 128)
    .length;
}

it('draws text in Latin letters, in Hangul and in both', async () => {
  expect(await inkOf('')).toBe(0);
  const [latin, korean, both] = [await inkOf('loss'), await inkOf('손실'), await inkOf('loss 손실')];
  expect(Math.min(latin, korean)).toBeGreaterThan(50);
  expect(both).toBeGreaterThan(Math.max(latin, korean));
});

it('reads large fonts only where their letters are needed', async () => {
  const bytesOf = async (text: string) =>
    (await fontsFor(text)).buffers.reduce((sum, { length }) => sum + length, 0);
  expect(await bytesOf('손실')).toBeGreaterThan((await bytesOf('loss – 1.5')) + 1e6);
});

it('says which fonts are missing', async () => {
  const empty = mkdtempSync(join(tmpdir(), 'fonts-'));
  onTestFinished(() => {
    rmSync(empty, { recursive: true });
  });
  const folders = [empty, join(empty, 'missing')];
  await expect(fontsFor('loss', folders)).rejects.toMatchObject({
    problem: { code: 'export.no-font', params: { script: 'latin' } },
  });
});
