import { afterEach, expect, it, vi } from 'vitest';
import type { StepRunner } from '../engine/training-step';
import { reporter } from './reporter';

afterEach(() => {
  vi.restoreAllMocks();
});

it('returns how long ago metrics were read from the device', () => {
  let now = 1000;
  vi.spyOn(performance, 'now').mockImplementation(() => now);
  const messages: unknown[] = [];
  const runner: StepRunner = {
    mode: 'eager',
    metricNames: ['loss'],
    run: () => 2,
    readMetrics: () => [Float32Array.of(1), Float32Array.of(2)],
    setInputs: () => undefined,
    push: () => undefined,
    pull: () => undefined,
    dispose: () => undefined,
  };
  const report = reporter({
    runner,
    figures: { make: () => [] },
    gradientNorms: () => ({}),
    evaluation: { whileTraining: () => [], atEnd: async () => [] },
    variables: new Map(),
    average: undefined,
    start: { step: 0, elapsedMs: 0 },
    clock: { elapsedMs: () => now - 1000, pause: () => undefined, resume: () => undefined },
    post: (message) => messages.push(message),
  });
  now = 1150;
  expect(report.msSinceRead()).toBe(150);
  report.ranSteps(2, 50);
  report.metrics(2);
  expect(report.msSinceRead()).toBe(0);
  expect(messages).toMatchObject([
    {
      type: 'metrics',
      step: 2,
      rows: [
        { name: 'loss', steps: [1, 2], values: [1, 2] },
        { name: 'elapsed_ms', steps: [1, 2], values: [100, 150] },
      ],
    },
  ]);
});
