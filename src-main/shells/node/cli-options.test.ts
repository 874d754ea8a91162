/**
 * The arguments that each command line passes to its command: omitted options have their defaults, others are parsed.
 */
import { CommanderError, type Command } from 'commander';
import { describe, expect, it } from 'vitest';
import { commandLine } from './cli';

interface Given {
  readonly command: string;
  readonly given: readonly unknown[];
}

/** The arguments that the command of a line receives. @throws CommanderError for wrong usage */
function parsed(line: string): Given {
  let found: Given | undefined;
  const streams = { stdout: { write: () => true }, stderr: { write: () => true } };
  const root = commandLine(
    () =>
      async (...given: unknown[]) => {
        found = { command: (given.pop() as Command).name(), given };
      },
    streams,
  );
  root.parse(line.split(' '), { from: 'user' });
  if (found === undefined) throw new Error(`${line} performs nothing.`);
  return found;
}

describe('omitted options', () => {
  it.each<[string, readonly unknown[]]>([
    ['train gan-mlp', ['gan-mlp', {}]],
    ['sweep wgan', ['wgan', { seeds: 1, strategy: 'grid', factor: 3, levels: 3 }]],
    ['resume first', ['first', {}]],
    ['duel', [{ gan: 'gan-mlp', vae: 'vae-mlp', out: 'duel' }]],
    ['draw first', ['first', { count: 64, seed: 1 }]],
    ['evaluate first', ['first', {}]],
    ['export first', [['first'], {}]],
    ['import a b', [['a', 'b'], {}]],
    ['get', [undefined, {}]],
    ['settings', [{}]],
    ['serve', [{ port: 0 }]],
    ['work --credentials box.json', [{ credentials: 'box.json', pool: 'default', slots: 1 }]],
    ['setup lab', ['lab', { port: 4222 }]],
    ['join ann.json', ['ann.json', {}]],
    ['tag first', ['first', [], {}]],
    ['star first', [['first'], {}]],
    ['note first', ['first', undefined, {}]],
    ['purge', [[], {}]],
    ['trash', [{}]],
  ])('%s', (line, given) => {
    const [name = ''] = line.split(' ');
    const parent = {
      import: 'datasets',
      get: 'datasets',
      tag: 'runs',
      star: 'runs',
      note: 'runs',
      setup: 'fleet',
      join: 'fleet',
    }[name];
    const inRuns = ['purge', 'trash'].includes(name) ? 'runs' : parent;
    expect(parsed(inRuns === undefined ? line : `${inRuns} ${line}`)).toEqual({ command: name, given });
  });
});

describe('given options', () => {
  it.each<[string, Record<string, unknown>]>([
    [
      'train gan-mlp --set lr=0.1 batchSize=8 --set dropout=0',
      { set: ['lr=0.1', 'batchSize=8', 'dropout=0'] },
    ],
    ['train gan-mlp --steps 5 --seed 0', { steps: 5, seed: 0 }],
    ['train gan-mlp --epochs 2 --sheet 3x4', { epochs: 2, sheet: { columns: 3, rows: 4 } }],
    ['train gan-mlp --engine eager --device gpu:1', { engine: 'eager', device: 'gpu:1' }],
    ['train gan-mlp --sample-every 1 --checkpoint-every 2', { sampleEvery: 1, checkpointEvery: 2 }],
    ['train gan-mlp --evaluation training', { evaluation: 'training' }],
    ['sweep wgan --strategy random --draws 4', { strategy: 'random', draws: 4 }],
    ['sweep wgan --strategy asha --factor 2 --levels 4', { strategy: 'asha', factor: 2, levels: 4 }],
    [
      'sweep wgan --stop loss>200 --patience 2000 --stop-after 0',
      { stop: 'loss>200', patience: 2000, stopAfter: 0 },
    ],
    ['resume first --from 0 --as again --yes', { from: 0, as: 'again', yes: true }],
    ['draw first --step 0 --class 3 --count 1 --seed 0', { step: 0, class: '3', count: 1, seed: 0 }],
    ['evaluate first --step 0 --samples 1 --seed 0', { step: 0, samples: 1, seed: 0 }],
    ['datasets import a --split folders --label 2', { split: 'folders', label: '2' }],
    ['datasets import a --fit stretch --color grey', { fit: 'stretch', color: 'grey' }],
    ['datasets import a --side 32 --classes none', { side: 32, classes: 'none' }],
    ['settings --evaluation off --runs-per-device 2', { evaluation: 'off', runsPerDevice: 2 }],
    ['serve --port 65535', { port: 65_535 }],
    ['runs tag first a --remove b c', { remove: ['b', 'c'] }],
    ['runs star first --off', { off: true }],
    ['runs purge --all --yes', { all: true, yes: true }],
  ])('%s', (line, options) => {
    expect(parsed(line).given.at(-1)).toMatchObject(options);
  });
});

describe('rejected command lines', () => {
  it.each([
    ['train', 'commander.missingArgument'],
    ['train gan-mlp --steps 5 --epochs 1', 'commander.conflictingOption'],
    ['train gan-mlp --steps 0', 'commander.invalidArgument'],
    ['train gan-mlp --epochs 1.5', 'commander.invalidArgument'],
    ['train gan-mlp --seed -1', 'commander.invalidArgument'],
    ['train gan-mlp --sheet 3', 'commander.invalidArgument'],
    ['train gan-mlp --engine fast', 'commander.invalidArgument'],
    ['train gan-mlp --evaluation sometimes', 'commander.invalidArgument'],
    ['sweep wgan --strategy all', 'commander.invalidArgument'],
    ['sweep wgan --seeds 0', 'commander.invalidArgument'],
    ['sweep wgan --draws 0', 'commander.invalidArgument'],
    ['resume first --from first', 'commander.invalidArgument'],
    ['duel --epochs 0', 'commander.invalidArgument'],
    ['compare first', 'commander.missingMandatoryOptionValue'],
    ['draw first --count 0', 'commander.invalidArgument'],
    ['evaluate first --samples 0', 'commander.invalidArgument'],
    ['datasets import a --fit fill', 'commander.invalidArgument'],
    ['datasets import a --color blue', 'commander.invalidArgument'],
    ['datasets import a --classes some', 'commander.invalidArgument'],
    ['datasets import a --split random', 'commander.invalidArgument'],
    ['datasets import a --encoding morse', 'commander.invalidArgument'],
    ['datasets import a --side 0', 'commander.invalidArgument'],
    ['serve --port 65536', 'commander.invalidArgument'],
    ['settings --runs-per-device 0', 'commander.invalidArgument'],
    ['runs restore', 'commander.missingArgument'],
  ])('%s', (line, code) => {
    expect(() => parsed(line)).toThrow(expect.objectContaining({ code }));
    expect(() => parsed(line)).toThrow(CommanderError);
  });
});
