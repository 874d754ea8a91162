import { ORPCError } from '@orpc/server';
import { expect, it, vi } from 'vitest';
import { refusal, WorkbenchError } from '../contract/error';
import { closing, runAll } from './cleanup';
import { DEFECT, knownProblem, reportDefect, toProblem } from './problem';

it('passes a problem through, also from an RPC error', () => {
  const reason = { code: 'line', what: 'run-name', most: 120 } as const;
  const { problem } = refusal('run.invalid', { reasons: [reason] }, { fields: { name: reason } });
  expect(knownProblem(new WorkbenchError(problem))).toEqual(problem);
  expect(knownProblem(new ORPCError('PROBLEM', { data: problem }))).toEqual(problem);
});

it('has a message for a disk error', () => {
  const full = Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' });
  expect(knownProblem(full)).toMatchObject({
    code: 'store.full',
    message: 'The disk that holds the data folder is full.',
  });
  const readOnly = Object.assign(new Error('x'), { code: 'SQLITE_READONLY' });
  expect(knownProblem(readOnly)?.message).toBe('The data folder cannot be written.');
  expect(toProblem('x', full, '/data/y').message).toBe('The disk that holds /data/y is full.');
});

it('logs the message of a problem that a user can solve, without a stack', () => {
  const stderr = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  const full = Object.assign(new Error('ENOSPC: no space left'), { code: 'ENOSPC', path: '/data/x' });
  reportDefect('Old checkpoints', full);
  expect(stderr.mock.lastCall?.[0]).toMatch(/^Old checkpoints: The disk that holds .+ is full\.\n$/);
  stderr.mockRestore();
});

it('hides the details of a defect, and logs them', () => {
  const stderr = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  for (const error of [
    new TypeError('secret'),
    'secret',
    new ORPCError('NOT_FOUND', { message: 'secret' }),
  ]) {
    expect(knownProblem(error)).toBeNull();
    expect(toProblem('Something', error)).toEqual(DEFECT);
    expect(String(stderr.mock.lastCall?.[0])).toMatch(/^Something: .*secret/s);
  }
  expect(knownProblem(undefined)).toBeNull();
  expect(JSON.stringify(DEFECT)).not.toContain('secret');
  stderr.mockRestore();
});

it('closes everything, and throws the first error', async () => {
  const done: string[] = [];
  const step =
    (name: string, fails = false) =>
    async () => {
      await Promise.resolve();
      done.push(name);
      if (fails) throw new Error(name);
    };
  await expect(runAll([step('a'), step('b', true), step('c', true), step('d')])).rejects.toThrow('b');
  expect(done).toEqual(['a', 'b', 'c', 'd']);
  await runAll([]);
});

it('does not hide an error behind one of closing', async () => {
  const fail = (message: string) => () => Promise.reject(new Error(message));
  const close = vi.fn(() => Promise.resolve());
  expect(await closing(close, () => Promise.resolve(3))).toBe(3);
  await expect(closing(close, fail('use'))).rejects.toThrow('use');
  expect(close).toHaveBeenCalledTimes(2);
  await expect(closing(fail('close'), fail('use'))).rejects.toThrow('use');
  await expect(closing(fail('close'), () => Promise.resolve(3))).rejects.toThrow('close');
});

it('does not capitalise names at the start of a sentence', () => {
  const full = Object.assign(new Error('damaged'), { code: 'SQLITE_CORRUPT' });
  expect(knownProblem(full, 'workbench.sqlite')?.message).toBe('workbench.sqlite is damaged.');
});

it('capitalises “the data folder” at the start of a sentence', () => {
  const damaged = Object.assign(new Error('damaged'), { code: 'SQLITE_CORRUPT' });
  expect(knownProblem(damaged)?.message).toBe('The data folder is damaged.');
});
