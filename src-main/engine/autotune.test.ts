import { expect, it } from 'vitest';
import { autotune } from './autotune';
import { callOptions, type CallOption } from './session-call';

const options = callOptions([1, 8], { isUsingGpuDevice: false });

/** Runs `count` calls, each taking `ms(option, index)`. @returns the kinds of all calls */
function calls(ms: (option: CallOption, index: number) => number, limit = 1000, count = 60): CallOption[] {
  const tuner = autotune(options);
  return Array.from({ length: count }, (_, i) => {
    const option = tuner.next(limit);
    tuner.record(option, ms(option, i));
    return option;
  });
}

it('tries step counts and threads, then keeps the fastest', () => {
  const faster = (best: string) => (option: CallOption) =>
    option.steps * (`${String(option.steps)} ${option.thread}` === best ? 0.5 : 1);
  for (const best of options)
    expect(calls(faster(`${String(best.steps)} ${best.thread}`)).at(-1)).toEqual(best);
  expect(new Set(calls(({ steps }) => steps))).toEqual(new Set(options));
});

it('tries them in turn, so that all see the same state of the machine', () => {
  // The machine becomes busy during the comparison: what is tried last must not be at a disadvantage.
  const busyLater = ({ thread, steps }: CallOption, index: number) =>
    steps * (thread === 'caller' ? 0.9 : 1) * (index > 18 ? 3 : 1);
  expect(calls(busyLater).at(-1)?.thread).toBe('caller');
});

it('ignores the time of the first call, which includes preparation', () => {
  const seen = new Set<CallOption>();
  const ms = (option: CallOption) => {
    const isFirst = !seen.has(option);
    seen.add(option);
    return option.steps === 1 ? 1 : isFirst ? 500 : 2;
  };
  expect(calls(ms).at(-1)?.steps).toBe(8);
});

it('compares again when the machine has changed', () => {
  const quietAfter = ({ thread, steps }: CallOption, index: number) =>
    steps * (index < 200 === (thread === 'caller') ? 20 : 40);
  const made = calls(quietAfter, 1000, 1200);
  expect(made[100]?.thread).toBe('caller');
  expect(made.at(-1)?.thread).toBe('pool');
});

it('never runs more steps than there are', () => {
  expect(Math.max(...calls((option) => 0.1 + option.steps * 0.5, 7).map(({ steps }) => steps))).toBe(1);
  const tuner = autotune(options);
  while (tuner.chosen === null) {
    const option = tuner.next(1000);
    tuner.record(option, option.thread === 'caller' && option.steps === 8 ? 1 : 10);
  }
  expect(tuner.next(1000)).toEqual({ steps: 8, thread: 'caller' });
  expect(tuner.next(7)).toEqual({ steps: 1, thread: 'caller' });
});

it('does not try the thread of the caller on a GPU', () => {
  expect(callOptions([1, 8], { isUsingGpuDevice: true }).map(({ thread }) => thread)).toEqual([
    'pool',
    'pool',
  ]);
});
