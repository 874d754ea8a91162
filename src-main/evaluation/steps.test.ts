import { describe, expect, it } from 'vitest';
import { javascriptAlgebra } from './linear-algebra';
import { manifoldMetrics } from './manifold';
import { features } from './reference/arrays';
import { complete, runSteps } from './steps';

const pair = { real: features('real', 2100, 2), generated: features('generated', 1100, 2) };

describe('long computations', () => {
  it('report rising progress, yield to other work between blocks, and return the same value', async () => {
    const progress: number[] = [];
    let turns = 0;
    const timer = setInterval(() => turns++, 0);
    const measured = await runSteps(manifoldMetrics(pair, javascriptAlgebra), {
      onProgress: (fraction) => progress.push(fraction),
    });
    clearInterval(timer);
    expect(measured.coverage.value).toBe(complete(manifoldMetrics(pair, javascriptAlgebra)).coverage.value);
    expect(progress.length).toBeGreaterThan(10);
    expect(progress).toEqual([...progress].sort((a, b) => a - b));
    expect(progress.at(-1)).toBe(1);
    expect(turns).toBeGreaterThan(0);
  });

  it('stop between two blocks when they are cancelled, with the given reason', async () => {
    const controller = new AbortController();
    let blocks = 0;
    const measuring = runSteps(manifoldMetrics(pair, javascriptAlgebra), {
      signal: controller.signal,
      onProgress: () => {
        blocks++;
        if (blocks === 2) controller.abort(new Error('Enough'));
      },
    });
    await expect(measuring).rejects.toThrow('Enough');
    expect(blocks).toBe(2);
  });
});
