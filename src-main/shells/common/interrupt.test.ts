import { afterEach, describe, expect, it, vi } from 'vitest';
import { interrupted, INTERRUPTED_EXIT_CODE, listenForInterrupt } from './interrupt';

afterEach(() => vi.restoreAllMocks());

function listening() {
  const exit = vi.spyOn(process, 'exit').mockImplementation((() => undefined) as never);
  const monotonic = vi.spyOn(performance, 'now').mockReturnValue(1000);
  const interrupt = listenForInterrupt();
  return {
    exit,
    interrupt,
    /** Sends a signal at a time after the start, on the monotonic clock. */
    signal: (name: 'SIGINT' | 'SIGTERM' | 'SIGHUP', afterMs: number): void => {
      monotonic.mockReturnValue(1000 + afterMs);
      process.emit(name);
    },
  };
}

describe('signals', () => {
  it('request a clean end first, and end the process when repeated', async () => {
    const { interrupt, exit, signal } = listening();
    const asked = interrupted(interrupt);
    signal('SIGTERM', 0);
    await asked;
    await interrupted(interrupt);
    expect([interrupt.signal.aborted, exit.mock.calls]).toEqual([true, []]);
    signal('SIGINT', 301);
    expect(exit.mock.calls).toEqual([[INTERRUPTED_EXIT_CODE]]);
    interrupt.dispose();
  });

  it('that one key press sends twice count once', () => {
    const { interrupt, exit, signal } = listening();
    signal('SIGINT', 0);
    signal('SIGINT', 299);
    expect(exit).not.toHaveBeenCalled();
    interrupt.dispose();
  });

  it.each([-3_600_000, 3_600_000])(
    'are distinguished even if the clock is set by %i ms between them',
    (shift) => {
      const { interrupt, exit, signal } = listening();
      signal('SIGINT', 0);
      const now = Date.now();
      vi.spyOn(Date, 'now').mockReturnValue(now + shift);
      signal('SIGINT', 100);
      expect(exit).not.toHaveBeenCalled();
      signal('SIGINT', 400);
      expect(exit).toHaveBeenCalledOnce();
      interrupt.dispose();
    },
  );

  it('have their default effect after the command has ended', () => {
    const before = process.listenerCount('SIGTERM');
    listening().interrupt.dispose();
    expect(process.listenerCount('SIGTERM')).toBe(before);
  });
});
