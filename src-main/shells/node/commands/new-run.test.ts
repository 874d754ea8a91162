import { describe, expect, it } from 'vitest';
import { WorkbenchError } from '../../../contract/error';
import { registeredModels } from '../../../core/models';
import { newRun } from './new-run';

const models = registeredModels.list();

function codeOf(set: string): string | null {
  try {
    newRun(models, 'gan-mlp', { set: [set] });
    return null;
  } catch (error) {
    return error instanceof WorkbenchError ? error.problem.code : String(error);
  }
}

describe('changes of a run on the command line', () => {
  it('are steps, each with the values from then on', () => {
    const { changes } = newRun(models, 'wgan', {
      at: ['500', 'lr=0.0001', 'clip=0.02', '800', 'criticSteps=2'],
    });
    expect(changes).toEqual([
      { step: 500, hyperparameters: { learningRate: 0.0001, clip: 0.02 } },
      { step: 800, hyperparameters: { criticSteps: 2 } },
    ]);
  });

  it('may be steps of one network only', () => {
    const { changes } = newRun(models, 'wgan', {
      at: ['7', 'only=generator', '8', 'lr=0.01', 'only=discriminator'],
    });
    expect(changes).toEqual([
      { step: 7, hyperparameters: {}, only: 'generator' },
      { step: 8, hyperparameters: { learningRate: 0.01 }, only: 'discriminator' },
    ]);
  });

  it('begin with a step', () => {
    expect(() => newRun(models, 'wgan', { at: ['lr=0.0001', '500'] })).toThrow('--at lr=0.0001');
  });
});

describe('hyperparameters of a run on the command line', () => {
  it('are parsed as their fields require, also under common abbreviations', () => {
    const { hyperparameters } = newRun(models, 'vae-mlp', {
      set: ['lr=0.01', 'hiddenUnits=64,32', 'Batch=16'],
    });
    expect(hyperparameters).toEqual({ learningRate: 0.01, hiddenUnits: '64, 32', batchSize: 16 });
  });

  it('may be omitted, or unknown to the model: the core reports the valid ones', () => {
    expect(newRun(models, 'vae-mlp', {}).hyperparameters).toEqual({});
    expect(newRun(models, 'vae-mlp', { set: ['unknown=3'] }).hyperparameters).toEqual({ unknown: '3' });
  });

  it.each(['=3', 'lr', ''])('are a name and a value, not “%s”', (set) => {
    expect(codeOf(set)).toBe('usage.assignment');
  });

  it('may have a value with an equals sign, or an empty one', () => {
    expect(newRun(models, 'vae-mlp', { set: ['x==1', 'y='] }).hyperparameters).toEqual({ x: '=1', y: '' });
  });
});
