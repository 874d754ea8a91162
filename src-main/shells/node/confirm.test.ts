import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import { afterEach, expect, it, vi } from 'vitest';
import { canAsk, confirmed } from './confirm';

/** A fake terminal. */
function terminal() {
  const [stdin, stderr] = [new PassThrough(), new PassThrough()];
  vi.spyOn(process, 'stdin', 'get').mockReturnValue(stdin as never);
  vi.spyOn(process, 'stderr', 'get').mockReturnValue(stderr as never);
  return { stdin, stderr };
}
afterEach(() => {
  vi.restoreAllMocks();
});

it.each([
  ['y\n', true],
  [' YES \n', true],
  ['n\n', false],
  ['\n', false],
  ['yes please\n', false],
  ['oy\n', false],
  ['', false],
])('accepts only a yes: %j', async (typed, isYes) => {
  const { stdin, stderr } = terminal();
  const controller = new AbortController();
  const answer = confirmed('Fetch 1 MB?', controller.signal);
  stdin.end(typed);
  expect(await answer).toBe(isYes);
  controller.abort();
  stderr.end();
  expect(await text(stderr)).toContain('Fetch 1 MB? [y/N] ');
});

it('treats an interrupt as a no, and stops listening', async () => {
  const { stdin } = terminal();
  const controller = new AbortController();
  const answer = confirmed('Fetch 1 MB?', controller.signal);
  controller.abort();
  expect(await answer).toBe(false);
  expect(stdin.listenerCount('end')).toBeLessThanOrEqual(1);
});

it('asks only on a terminal', () => {
  const { stdin, stderr } = terminal();
  const asks = (input: boolean, output: boolean) => {
    Object.assign(stdin, { isTTY: input });
    Object.assign(stderr, { isTTY: output });
    return canAsk();
  };
  expect([asks(true, true), asks(true, false), asks(false, true)]).toEqual([true, false, false]);
});
