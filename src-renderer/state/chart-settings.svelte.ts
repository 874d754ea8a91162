import type { Axis } from '../pure/axis';

/** How charts are drawn, and where the pointer stands in them: the same for all charts of a screen. */
export class ChartSettings {
  axis = $state<Axis>('step');
  smoothing = $state(0);
  log = $state(false);
  ignoreOutliers = $state(true);
  /** Position on the x-axis under the pointer. */
  hover = $state.raw<number | null>(null);
}
