/**
 * The fraction of the main thread's time for live charts: the rest is for input, and for the training that uses the
 * same processor. With a graphics card, drawing takes a few milliseconds, so charts update ten times a second; without
 * one, it may take fifty.
 */
const SHARE = 0.04;
const [SHORTEST_MS, LONGEST_MS] = [100, 2000];

const waiting = new Set<() => void>();
let scheduled = false;
let notBefore = 0;

/**
 * Runs `redraw` in a later frame, once and together with all others that are pending. @returns a function that cancels
 * it
 */
export function redrawSoon(redraw: () => void): () => void {
  waiting.add(redraw);
  if (!scheduled) {
    scheduled = true;
    setTimeout(() => requestAnimationFrame(run), Math.max(0, notBefore - performance.now()));
  }
  return () => waiting.delete(redraw);
}

function run(): void {
  const started = performance.now();
  scheduled = false;
  notBefore = started + SHORTEST_MS;
  const redraws = [...waiting];
  waiting.clear();
  for (const redraw of redraws) redraw();
  afterPaint((paintedAt) => {
    // Charts draw in the frame after the one in which they are notified.
    requestAnimationFrame((drawing) => {
      afterPaint((painted) => {
        notBefore = painted + pauseAfter(paintedAt - started + (painted - drawing));
      });
    });
  });
}

/** Milliseconds without drawing after a drawing that took `ms`. */
export function pauseAfter(ms: number): number {
  return Math.min(Math.max(ms / SHARE - ms, SHORTEST_MS), LONGEST_MS);
}

/** A message posted in a frame arrives after the frame has been laid out and painted. */
function afterPaint(then: (now: number) => void): void {
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = () => {
    port1.close();
    then(performance.now());
  };
  port2.postMessage(null);
}
