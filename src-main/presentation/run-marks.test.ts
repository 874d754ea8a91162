import { expect, it } from 'vitest';
import type { AlertKind } from '../contract/alert';
import { runMarks } from './run-marks';

const alert = (kind: AlertKind, step: number) => ({
  kind,
  step,
  evidence: { code: 'gradients-grown', from: 1, to: 20 } as const,
});
const config = { hyperparameters: { learningRate: 0.001, clip: 0.01 } };
const state = { state: 'completed', step: 100 } as const;
const fields = {
  learningRate: {
    kind: 'number' as const,
    label: 'Learning rate',
    help: '',
    group: 'Optimisation' as const,
    default: 0.001,
    min: 0,
    max: 1,
  },
};

it('marks each step with signs of a failure, and names the run if there are several', () => {
  const first = { id: 3, ...state, config, alerts: [alert('memorisation', 90), alert('collapse', 40)] };
  const second = {
    id: 4,
    ...state,
    config,
    alerts: [alert('discriminator-wins', 40), alert('divergence-ahead', 40)],
  };
  expect(runMarks([{ run: first }])).toEqual([
    { runId: 3, step: 40, label: 'Mode collapse', isAlert: true },
    { runId: 3, step: 90, label: 'Possible copies', isAlert: true },
  ]);
  expect(runMarks([{ run: { id: 5, ...state, config } }, { run: second }])).toEqual([
    { runId: 4, step: 40, label: '#4 Discriminator wins, May diverge', isAlert: true },
  ]);
});

it('marks changed hyperparameters by their labels, in one mark with the alerts of the same step', () => {
  const changes = [
    { step: 40, hyperparameters: { learningRate: 0.0001 } },
    { step: 60, hyperparameters: { clip: 0.02, learningRate: 0.0001 } },
  ];
  const run = { id: 3, ...state, config: { ...config, changes }, alerts: [alert('collapse', 40)] };
  expect(runMarks([{ run, model: { fields } }])).toEqual([
    { runId: 3, step: 40, label: 'Mode collapse, Learning rate 0.0001', isAlert: true },
    { runId: 3, step: 60, label: 'clip 0.02', isAlert: false },
  ]);
});

it('marks where its sweep has ended a run early, until it is resumed', () => {
  const stopReason = { code: 'no-improvement', label: 'Loss', step: 20, value: 3, steps: 50 } as const;
  const run = { id: 3, step: 70, config, stopReason };
  expect(runMarks([{ run: { ...run, state: 'stopped' } }])).toEqual([
    { runId: 3, step: 70, label: 'Stopped early by its sweep', isAlert: false },
  ]);
  expect(runMarks([{ run: { ...run, state: 'running' } }])).toEqual([]);
});
