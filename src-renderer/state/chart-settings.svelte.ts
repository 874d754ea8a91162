import { BY_SEEDS, type GroupBy } from '../../src-main/presentation/run-groups';
import { AXES, type Axis } from '../pure/axis';
import type { Zoom } from '../pure/chart-line';

const KEY = 'charts';

/** The settings that are shared by all screens and stored. */
interface Lasting {
  readonly axis: Axis;
  readonly smoothing: number;
  readonly log: boolean;
  readonly ignoreOutliers: boolean;
}
const DEFAULTS: Lasting = { axis: 'step', smoothing: 0, log: false, ignoreOutliers: true };

/** How charts are drawn, and the position of the crosshair: shared by all charts of a screen. */
export class ChartSettings {
  /** Position on the x-axis under the pointer. */
  hover = $state.raw<number | null>(null);
  /** The visible part of the x-axis; null shows all. */
  zoom = $state.raw<Zoom | null>(null);
  /** Owners of lines that are not drawn. */
  hidden = $state.raw<ReadonlySet<string>>(new Set());
  /** The owner of the highlighted lines; null if there is none. */
  highlight = $state.raw<string | null>(null);
  /** The grouping that the lines of a comparison average over, by default runs that differ only in the seed. */
  groupBy = $state.raw<GroupBy>(BY_SEEDS);
  /** The run to compare others with; null for none. */
  baseline = $state.raw<number | null>(null);
  #lasting = $state.raw(stored());

  /** @param fixed settings that differ from those of the other screens */
  constructor(fixed: Partial<Lasting> = {}) {
    this.#lasting = { ...this.#lasting, ...fixed };
  }

  get axis(): Axis {
    return this.#lasting.axis;
  }

  set axis(axis: Axis) {
    this.zoom = null;
    this.hover = null;
    this.#store({ axis });
  }

  get smoothing(): number {
    return this.#lasting.smoothing;
  }

  set smoothing(smoothing: number) {
    this.#store({ smoothing });
  }

  get log(): boolean {
    return this.#lasting.log;
  }

  set log(log: boolean) {
    this.#store({ log });
  }

  get ignoreOutliers(): boolean {
    return this.#lasting.ignoreOutliers;
  }

  set ignoreOutliers(ignoreOutliers: boolean) {
    this.#store({ ignoreOutliers });
  }

  toggle(owner: string): void {
    const next = new Set(this.hidden);
    if (!next.delete(owner)) next.add(owner);
    this.hidden = next;
  }

  #store(change: Partial<Lasting>): void {
    this.#lasting = { ...this.#lasting, ...change };
    localStorage.setItem(KEY, JSON.stringify(this.#lasting));
  }
}

/** The stored settings, with defaults for those that are missing or no longer exist. */
function stored(): Lasting {
  const text = localStorage.getItem(KEY);
  if (text === null) return DEFAULTS;
  try {
    const { axis, smoothing, log, ignoreOutliers } = JSON.parse(text) as Partial<
      Record<keyof Lasting, unknown>
    >;
    return {
      axis: AXES.find((one) => one === axis) ?? DEFAULTS.axis,
      smoothing:
        typeof smoothing === 'number' && smoothing >= 0 && smoothing < 1 ? smoothing : DEFAULTS.smoothing,
      log: typeof log === 'boolean' ? log : DEFAULTS.log,
      ignoreOutliers: typeof ignoreOutliers === 'boolean' ? ignoreOutliers : DEFAULTS.ignoreOutliers,
    };
  } catch {
    return DEFAULTS;
  }
}
