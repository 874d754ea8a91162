/** Measures training time in milliseconds, without pauses. */
export function trainingClock(startMs: number) {
  let before = startMs;
  let since: number | null = performance.now();
  return {
    elapsedMs: () => before + (since === null ? 0 : performance.now() - since),
    pause() {
      if (since === null) return;
      before += performance.now() - since;
      since = null;
    },
    resume() {
      since ??= performance.now();
    },
  };
}

/** Measures steps per second over a window that is long enough not to jump with each validation or figure. */
export function speedometer(windowMs = 10_000) {
  const marks: { at: number; step: number }[] = [];
  return {
    mark(at: number, step: number): number {
      marks.push({ at, step });
      while (marks.length > 2 && at - (marks[0]?.at ?? at) > windowMs) marks.shift();
      const first = marks[0];
      if (first === undefined || at <= first.at) return 0;
      return ((step - first.step) * 1000) / (at - first.at);
    },
  };
}
