import { lastIndexAtMost } from '../pure/series';
import { takesArrows, takesText } from './keys';

/** Figures per second: at the slowest speed each figure can be studied, the fastest is an animation. */
export const SPEEDS = [2, 6, 12, 24] as const;
export type Speed = (typeof SPEEDS)[number];

/**
 * The current position on the x-axis: one for all figures and charts of a screen, moved by the slider, keys, the input,
 * a click in a chart and playback. Positions are steps, or the axis's own units: epochs, seconds, …
 */
export class Timeline {
  readonly #recorded: () => readonly number[];
  /** The requested position; null follows the newest. */
  #chosen = $state.raw<number | null>(null);
  /** What was requested before the last `go`. */
  #before: number | null = null;
  #timer = $state.raw<ReturnType<typeof setInterval> | null>(null);
  #speed = $state.raw<Speed>(6);

  /** @param recorded the positions with recorded figures, ascending */
  constructor(recorded: () => readonly number[]) {
    this.#recorded = recorded;
  }

  get positions(): readonly number[] {
    return this.#recorded();
  }

  get following(): boolean {
    return this.#chosen === null;
  }

  get playing(): boolean {
    return this.#timer !== null;
  }

  /** The requested position, or the newest. */
  get position(): number {
    return this.#chosen ?? this.positions.at(-1) ?? 0;
  }

  /** The newest recorded position at or before `position`; the first if there is none. */
  get recordedPosition(): number {
    return this.positions[Math.max(lastIndexAtMost(this.positions, this.position), 0)] ?? 0;
  }

  go(position: number): void {
    this.pause();
    this.#before = this.#chosen;
    this.#chosen = position;
  }

  /** Takes the last `go` back. */
  goBack(): void {
    this.pause();
    this.#chosen = this.#before;
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
    this.go(this.positions[0] ?? 0);
  }

  togglePlay(): void {
    if (this.playing) {
      this.pause();
      return;
    }
    if (this.recordedPosition === this.positions.at(-1)) this.#chosen = this.positions[0] ?? 0;
    this.#play();
  }

  get speed(): Speed {
    return this.#speed;
  }

  set speed(speed: Speed) {
    this.#speed = speed;
    if (this.#timer === null) return;
    this.pause();
    this.#play();
  }

  pause(): void {
    if (this.#timer !== null) clearInterval(this.#timer);
    this.#timer = null;
  }

  /** Handles a key pressed anywhere in the window; returns whether it had a meaning. */
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

  #play(): void {
    this.#timer = setInterval(() => {
      if (!this.#advance(1)) this.pause();
    }, 1000 / this.#speed);
  }

  #advance(by: number): boolean {
    const { positions } = this;
    const index = lastIndexAtMost(positions, this.position);
    const next = positions[Math.min(Math.max(index + by, 0), positions.length - 1)];
    if (next === undefined) return false;
    this.#chosen = next;
    return next !== positions.at(-1);
  }
}

/** The newest of `items` (in order of steps) at or before `step`. */
export function newestAt<Item extends { step: number }>(items: readonly Item[], step: number): Item | null {
  // Array.findLast is missing in the library of the oldest supported Electron.
  for (let index = items.length - 1; index >= 0; index -= 1) {
    const item = items[index];
    if (item !== undefined && item.step <= step) return item;
  }
  return null;
}
