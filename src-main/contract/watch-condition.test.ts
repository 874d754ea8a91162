import { expect, it } from 'vitest';
import type { Run } from './run';
import { watchCondition } from './watch-condition';

const run = (given: Partial<Run>) => ({ state: 'running', latest: {}, ...given }) as Run;

it.each<[string, Partial<Run>, boolean]>([
  ['ended', { state: 'paused' }, false],
  ['ended', { state: 'failed' }, true],
  ['completed', { state: 'stopped' }, false],
  ['completed', { state: 'completed' }, true],
  ['diverged', { state: 'diverged' }, true],
  ['collapsed', { alerts: [{ kind: 'memorisation', step: 1, evidence: 'x' as never }] }, false],
  ['collapsed', { alerts: [{ kind: 'posterior-collapse', step: 1, evidence: 'x' as never }] }, true],
  ['loss<0.5', { latest: { loss: 0.5 } }, false],
  ['loss <= 5e-1', { latest: { loss: 0.5 } }, true],
  ['test_loss>-1', { latest: { test_loss: -0.5 } }, true],
  ['loss<1', {}, false],
])('%s holds for a run %j: %s', (text, given, isMet) => {
  expect(watchCondition(text).isMet(run(given))).toBe(isMet);
});

it.each(['', 'over', 'loss', 'loss<', 'loss<x', '<3', 'loss<1.2.3'])('refuses %j', (text) => {
  expect(() => watchCondition(text)).toThrow(`“${text}” is not a condition to wait for.`);
});
