/** The command line in Korean: its help, its errors and what its lists print. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Command } from 'commander';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { bundle } from '../../../bench/bundle.mjs';
import { setLocaleSource } from '../../contract/locale';
import { commandLine, runCommandLine } from './cli';
import { translateHelp } from './language';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const folder = mkdtempSync(join(tmpdir(), 'latent-workbench-korean-'));
const dataDir = join(folder, 'data');
let job: string;
beforeAll(async () => {
  job = await bundle('src-main/jobs/entry.ts', `korean-${String(process.pid)}`);
});
afterAll(() => {
  setLocaleSource(() => 'en');
  rmSync(folder, { recursive: true });
  rmSync(dirname(job), { recursive: true });
});

/** All lines that a command writes, in one language. */
async function linesOf(words: readonly string[], language: string): Promise<string[]> {
  let text = '';
  const write = (part: string) => {
    text += part;
  };
  const program = { job, rendererDirectory: folder };
  const argv = ['node', 'cli', ...words, '--data-dir', dataDir, '--lang', language];
  await runCommandLine(argv, { program, streams: { stdout: { write }, stderr: { write } } });
  return text.split('\n').map((line) => line.trim());
}

/** Two words or more that are not a paper's title, so neither a name, an option, a formula nor a number. */
const isSentence = (line: string): boolean =>
  !line.includes('arXiv:') && /[a-z]{2,} [a-z]{2,}/i.test(line.replace(/\([^)]*\)|'[^']*'/g, ''));

async function leftInEnglish(words: readonly string[]): Promise<string[]> {
  const english = new Set((await linesOf(words, 'en')).filter(isSentence));
  expect(english.size, words.join(' ')).toBeGreaterThan(0);
  return (await linesOf(words, 'ko')).filter((line) => english.has(line));
}

it('has help in Korean, of each command and option', () => {
  const streams = { stdout: { write: () => true }, stderr: { write: () => true } };
  const texts = (command: Command): string[] => [
    command.description(),
    ...command.options.map(({ description }) => description),
    ...command.commands.flatMap(texts),
  ];
  const make = () =>
    commandLine(() => () => Promise.resolve(), { stdout: streams.stdout, stderr: streams.stderr });
  setLocaleSource(() => 'ko');
  const korean = make();
  translateHelp(korean);
  const english = new Set(texts(make()));
  expect(english.size).toBeGreaterThan(100);
  expect(texts(korean).filter((text) => english.has(text) && isSentence(text))).toEqual([]);
  const help = korean.helpInformation();
  setLocaleSource(() => 'en');
  expect(help).not.toMatch(/display help|Usage:|Commands:|Options:/);
});

it.each([
  'train',
  'train gan-mlp --steps x',
  'train gan-mlp --steps 0',
  'train gan-mlp --steps',
  'train gan-mlp --steps 1 --epochs 1',
  'train gan-mlp --engine x',
  'train gan-mlp --sheet x',
  'train gan-mlp --pool X',
  'train gan-mlp extra',
  'train gan-mlp --foo',
  'serve --port 99999',
  'runs --columns a,,b',
  'trai',
  'compare 1',
])('says in Korean what is wrong with %s', async (line) => {
  const korean = await linesOf(line.split(' '), 'ko');
  expect(korean[0]).toMatch(/^오류: .*[가-힣]/);
  expect(await leftInEnglish(line.split(' '))).toEqual([]);
});

it.each([
  'train nope',
  'train gan-mlp --dataset nope',
  'train gan-mlp --set learningRate=2',
  'train gan-mlp --set nope=2',
  'train vae-mlp-2d --dataset mnist-10k',
  'train gan-mlp --preset nope',
  'sweep gan-mlp --set nope=1,2',
  'resume 9',
  'export 9',
  'evaluate 9',
  'draw 9',
  'compare 9 --report x.html',
  'runs',
  'runs trash',
  'runs tag 9',
  'runs checkpoints 9',
  'sweeps',
  'comparisons',
  'datasets',
  'datasets get',
  'datasets get nope',
  'datasets get mnist',
  'datasets import none.zip',
  'datasets generate nope',
  'import none.lwrun',
  'query DROP',
  'models',
  'models gan-mlp',
  'models nope',
  'doctor',
  'fleet status',
  'work --pool x',
])('answers %s in Korean', async (line) => {
  expect(await leftInEnglish(line.split(' '))).toEqual([]);
});
