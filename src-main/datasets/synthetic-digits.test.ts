import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { syntheticDigits } from './synthetic-digits';

describe('the synthetic digits', () => {
  const hash = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

  it('are the same on every machine, whichever part is generated', () => {
    const all = syntheticDigits({ seed: 0, split: 'train', offset: 0, count: 200 });
    const part = syntheticDigits({ seed: 0, split: 'train', offset: 150, count: 50 });
    expect(part.images).toEqual(all.images.subarray(150 * 784));
    expect(part.labels).toEqual(all.labels.subarray(150));
    expect(hash(all.images)).toBe('94e8349cbf246b430b6c28c8abcce01aa7cf261a2cad670e0a05ba65f3f685c2');
  });

  it('differ by split and by seed', () => {
    const make = (seed: number, split: 'train' | 'test') =>
      hash(syntheticDigits({ seed, split, offset: 0, count: 5 }).images);
    expect(new Set([make(0, 'train'), make(0, 'test'), make(1, 'train')]).size).toBe(3);
  });

  it('are about equally frequent, in random order', () => {
    const { labels } = syntheticDigits({ seed: 0, split: 'test', offset: 0, count: 5000 });
    const counts = new Array<number>(10).fill(0);
    let repeats = 0;
    for (const [i, label] of labels.entries()) {
      counts[label] = (counts[label] ?? 0) + 1;
      if (label === labels[i - 1]) repeats++;
    }
    // Five standard deviations of a binomial around 500.
    for (const count of counts) expect(Math.abs(count - 500)).toBeLessThan(107);
    expect(Math.abs(repeats - 500)).toBeLessThan(107);
  });

  it('are laid out as in MNIST', () => {
    const count = 2000;
    const { images } = syntheticDigits({ seed: 0, split: 'train', offset: 0, count });
    let sum = 0;
    let squares = 0;
    for (let i = 0; i < count; i++) {
      let [mass, massX, massY, brightest] = [0, 0, 0, 0];
      let [left, right, top, bottom] = [28, 0, 28, 0];
      for (let at = 0; at < 784; at++) {
        const value = images[i * 784 + at] ?? 0;
        const [x, y] = [at % 28, Math.floor(at / 28)];
        mass += value;
        massX += value * x;
        massY += value * y;
        brightest = Math.max(brightest, value);
        sum += value / 255;
        squares += (value / 255) ** 2;
        if (value < 64) continue;
        [left, right] = [Math.min(left, x), Math.max(right, x)];
        [top, bottom] = [Math.min(top, y), Math.max(bottom, y)];
      }
      expect(Math.abs(massX / mass - 13.5)).toBeLessThan(2.5);
      expect(Math.abs(massY / mass - 13.5)).toBeLessThan(2.5);
      const longer = Math.max(right - left, bottom - top) + 1;
      expect(longer).toBeGreaterThanOrEqual(16);
      expect(longer).toBeLessThanOrEqual(22);
      expect(brightest).toBeGreaterThan(150);
    }
    // MNIST: mean 0.1307, standard deviation 0.3081.
    const mean = sum / images.length;
    expect(mean).toBeCloseTo(0.13, 1);
    expect(Math.sqrt(squares / images.length - mean ** 2)).toBeCloseTo(0.3, 1);
  });
});
