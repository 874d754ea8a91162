import { expect, it } from 'vitest';
import type { ModelInfo } from '../contract/model';
import { lostText } from '../contract/problems/catalogue';
import { reasonsText } from './checkpoints';

const model = { metrics: [{ name: 'loss', label: 'Loss' }] } as ModelInfo;
const measured = { metric: 'loss', value: 0.123456, step: 5 };

it('says why a checkpoint is stored', () => {
  expect(reasonsText({ kinds: ['newest', 'milestone'], measured }, model)).toBe('newest, milestone');
  expect(reasonsText({ kinds: ['best', 'pinned'], measured }, model)).toBe('best by Loss 0.1235, pinned');
  expect(reasonsText({ kinds: ['best'], measured }, null)).toBe('best by loss 0.1235');
  expect(reasonsText({ kinds: [], measured: null }, model)).toBe('until the next checkpoint');
});

it('says what going back to a checkpoint removes', () => {
  expect(lostText({ steps: 500, checkpoints: 1, figures: 12 })).toBe(
    'metrics of 500 steps, 1 checkpoint and 12 figures',
  );
});
