import { describe, expect, it } from 'vitest';
import { drawingLost, processLost, processUnresponsive, workbenchLost } from './interruption';

const run = { step: 120, checkpointStep: 100 };
const ended = { signal: null, lastWords: '' };

describe('a training process that ended without a last message', () => {
  it.each([
    "terminate called after throwing an instance of 'std::bad_alloc'\n  what():  std::bad_alloc",
    'FATAL ERROR: Reached heap limit Allocation failed - JavaScript heap out of memory',
    'RangeError: Array buffer allocation failed',
    'E0000 00:00:1.2 3 x.cc:1] OOM when allocating tensor with shape[1]',
  ])('ran out of memory if its output says so: %s', (lastWords) => {
    expect(processLost(run, { signal: 'SIGABRT', lastWords: `${lastWords}\n   at main` })).toEqual({
      code: 'run.out-of-memory',
      params: { step: 120, checkpointStep: 100 },
      message: 'The training process ran out of memory at step 120, and ended.',
      advice:
        'Lower the batch size or the size of the networks, or close other programs. Everything recorded is kept. Resume the run to go on from its checkpoint of step 100.',
    });
  });

  it('was killed, which the system does when memory runs out', () => {
    const { code, message, advice } = processLost(run, { ...ended, signal: 'SIGKILL' });
    expect(code).toBe('run.interrupted');
    expect(message).toMatch(/^The training process was killed at step 120\. .* memory ran out/);
    expect(advice).toMatch(/checkpoint of step 100\. If memory is short: lower the batch size/);
  });

  it('crashed otherwise', () => {
    const crash = processLost(run, { signal: 'SIGSEGV', lastWords: 'Something of memory' });
    expect(crash).toMatchObject({
      code: 'run.interrupted',
      message: /unexpectedly at step 120 \(SIGSEGV\)\./,
    });
    expect(processLost(run, ended).message).toMatch(/unexpectedly at step 120\./);
  });

  it('says what remains if there is no checkpoint', () => {
    const early = { step: 3, checkpointStep: null };
    for (const { advice } of [processLost(early, ended), processUnresponsive(early), workbenchLost(early)])
      expect(advice).toBe(
        'Everything recorded is kept. There was no checkpoint yet: resuming starts it again.',
      );
  });
});

it('the problem of a drawing says whether memory ran out', () => {
  expect(drawingLost({ signal: 'SIGKILL', lastWords: '' }).message).toMatch(/ran out of memory/);
  expect(drawingLost({ signal: null, lastWords: 'std::bad_alloc' }).advice).toMatch(/Draw fewer/);
  expect(drawingLost({ signal: 'SIGSEGV', lastWords: '' }).message).toMatch(/ended unexpectedly/);
});
