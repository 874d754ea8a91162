import { lastIndexAtMost } from '../pure/series';
import { takesArrows, takesText } from './keys';

/** Slow enough to see each sheet, fast enough to see it as a film. */
const FRAME_MS = 160;

/** The step that is looked at: one for all figures of a screen, moved by scrubber, keys, box and play. */
export class Timeline {
  readonly #recorded: () => readonly number[];
  /** As asked for; null follows the newest. */
  #chosen = $state.raw<number | null>(null);
  #timer = $state.raw<ReturnType<typeof setInterval> | null>(null);

  /** @param recorded the steps that there is something to see of, ascending */
  constructor(recorded: () => readonly number[]) {
    this.#recorded = recorded;
  }

  get steps(): readonly number[] {
    return this.#recorded();
  }

  get following(): boolean {
    return this.#chosen === null;
  }

  get playing(): boolean {
    return this.#timer !== null;
  }

  /** The step asked for, or the newest. */
  get step(): number {
    return this.#chosen ?? this.steps.at(-1) ?? 0;
  }

  /** The newest recorded step at or before it; the first where there is none. */
  get recordedStep(): number {
    return this.steps[Math.max(lastIndexAtMost(this.steps, this.step), 0)] ?? 0;
  }

  go(step: number): void {
    this.pause();
    this.#chosen = step;
  }

  follow(): void {
    this.pause();
    this.#chosen = null;
  }

  move(by: number): void {
    this.pause();
    this.#advance(by);
  }

  first(): void {
    this.go(this.steps[0] ?? 0);
  }

  togglePlay(): void {
    if (this.playing) {
      this.pause();
      return;
    }
    if (this.recordedStep === this.steps.at(-1)) this.#chosen = this.steps[0] ?? 0;
    this.#timer = setInterval(() => {
      if (!this.#advance(1)) this.pause();
    }, FRAME_MS);
  }

  pause(): void {
    if (this.#timer !== null) clearInterval(this.#timer);
    this.#timer = null;
  }

  /** Handles a key pressed anywhere in the window; says whether it had a meaning. */
  key(event: KeyboardEvent): boolean {
    if (event.ctrlKey || event.metaKey || event.altKey) return false;
    if (event.key.toLowerCase() === 'p' && !takesText(event.target)) this.togglePlay();
    else if (takesArrows(event.target)) return false;
    else if (event.key === 'ArrowLeft') this.move(-1);
    else if (event.key === 'ArrowRight') this.move(1);
    else if (event.key === 'Home') this.first();
    else if (event.key === 'End') this.follow();
    else return false;
    return true;
  }

  #advance(by: number): boolean {
    const { steps } = this;
    const index = lastIndexAtMost(steps, this.step);
    const next = steps[Math.min(Math.max(index + by, 0), steps.length - 1)];
    if (next === undefined) return false;
    this.#chosen = next;
    return next !== steps.at(-1);
  }
}

/** The newest of `items` (in order of steps) at or before `step`. */
export function newestAt<Item extends { step: number }>(items: readonly Item[], step: number): Item | null {
  // Array.findLast is beyond the library that the oldest shell is checked against.
  for (let index = items.length - 1; index >= 0; index -= 1) {
    const item = items[index];
    if (item !== undefined && item.step <= step) return item;
  }
  return null;
}
