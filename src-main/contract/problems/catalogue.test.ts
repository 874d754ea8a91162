import { expect, it } from 'vitest';
import { refusal } from '../error';
import { ProblemSchema } from '../problem';
import { problem, wordsOf, type Language } from './catalogue';
import { en } from './en';
import { ko } from './ko';

const newer = problem('store.newer', { file: '/data/workbench.sqlite' });

it('includes parameters, and the English text for clients that do not know the code', () => {
  expect(newer).toEqual({
    code: 'store.newer',
    params: { file: '/data/workbench.sqlite' },
    message: '/data/workbench.sqlite was written by a newer version of the workbench.',
    advice: 'Update the workbench, or choose another data folder.',
  });
  expect(ProblemSchema.parse(JSON.parse(JSON.stringify(newer)))).toEqual(newer);
});

it('names options on the command line only', () => {
  expect(wordsOf(newer, 'window').advice).toBe('Update the workbench, or choose another data folder.');
  expect(wordsOf(newer, 'command-line').advice).toBe(
    'Update the workbench, or choose another data folder (--data-dir).',
  );
});

it('renders a problem in Korean', () => {
  expect(wordsOf(newer, 'command-line', ko)).toEqual({
    message: '/data/workbench.sqlite 파일은 더 새로운 버전의 워크벤치가 쓴 것입니다.',
    advice: '워크벤치를 업데이트하거나 다른 데이터 폴더(--data-dir)를 고르세요.',
  });
  const range = { code: 'out-of-range', label: 'Learning rate', min: 0, max: 1 } as const;
  expect(wordsOf(problem('run.invalid', { reasons: [range] }), 'window', ko).message).toBe(
    '학습률: 0에서 1 사이의 값이어야 합니다.',
  );
});

it('names the value for an option', () => {
  const three = problem('dataset.columns.three', {
    file: 'd.csv',
    columns: { shown: [1, 2, 3].map((number) => ({ number, name: null })), count: 3 },
    choice: '3',
  });
  expect(three.advice).toBe('Leave columns out, or name the one that holds the class.');
  expect(wordsOf(three, 'command-line').advice).toBe(
    'Leave columns out, or name the one that holds the class (--label 3).',
  );
});

it('renders a problem in another language', () => {
  const shouting: Language = {
    ...en,
    problems: {
      ...en.problems,
      'store.newer': ({ file }) => ({ message: `${file} IS NEWER.`, advice: 'UPDATE.' }),
    },
  };
  expect(wordsOf(newer, 'window', shouting)).toEqual({
    message: '/data/workbench.sqlite IS NEWER.',
    advice: 'UPDATE.',
  });
});

it('shows the recorded text of a problem with no parameters, an unknown code, or unexpected parameters', () => {
  const text = { message: 'As it was recorded.', advice: 'As it was advised.' };
  for (const recorded of [
    { code: 'store.newer', ...text },
    { code: 'of.the-future', params: { file: 'x' }, ...text },
    { code: 'toString', params: {}, ...text },
    { code: 'store.newer', params: { path: 'x' }, ...text },
    { code: 'store.full', params: { file: 'x', why: 'a reason of the future' }, ...text },
    { code: 'dataset.unreadable', params: { name: 'x', why: 'it is not there' }, ...text },
    { code: 'run.invalid.hyperparameters', params: { sentences: ['Beta is too large.'] }, ...text },
    {
      code: 'dataset.cell',
      params: { file: 'x', line: 2, what: { cell: 'y', column: 'column 1' } },
      ...text,
    },
  ])
    expect(wordsOf(recorded, 'window')).toEqual(text);
});

it('replaces control characters in names', () => {
  const { problem: refused } = refusal('store.newer', { file: 'a\tb\nc\u001b[2J\u202e' });
  for (const words of [refused, wordsOf(refused, 'command-line')])
    expect(words.message).toBe('a b c\ufffd[2J\ufffd was written by a newer version of the workbench.');
});
