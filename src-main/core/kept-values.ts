import { layerGradientOf } from '../contract/layer-gradients';
import { headlineOf } from '../contract/model';
import { ELAPSED_METRIC, type Run } from '../contract/run';
import type { Store } from '../store/open';
import type { Models } from './models';
import { createRunWindow } from './run-window';
import { createSparkline } from './sparkline';

/** What a recording keeps in memory of the rows before it. */
export interface KeptValues {
  readonly sparkline: ReturnType<typeof createSparkline>;
  readonly window: ReturnType<typeof createRunWindow>;
}

/** Returns what a recording of a run keeps in memory. */
export function keptValues(
  { store: { metrics }, models }: { readonly store: Pick<Store, 'metrics'>; readonly models: Models },
  { id, config, stepsPerEpoch }: Run,
) {
  const model = models.info(config.model);
  const evaluated = model.metrics.flatMap(({ name, split }) => (split === undefined ? [] : [name]));
  const isTraining = (name: string) =>
    name !== ELAPSED_METRIC && !evaluated.includes(name) && layerGradientOf(name) === null;
  const window = createRunWindow(metrics, id, isTraining);

  function sparklineOf(headline: string): KeptValues['sparkline'] {
    const sparkline = createSparkline();
    const [first, last] = [metrics.first(id, headline), metrics.last(id, headline)];
    if (first && last) sparkline.restore(first, last, (step) => metrics.next(id, headline, step));
    return sparkline;
  }

  return {
    window,
    /** Reads them from the rows that there are. */
    read(): { latest: Record<string, number>; sparkline: KeptValues['sparkline'] } {
      const latest: Record<string, number> = {};
      for (const name of metrics.names(id)) {
        const last = metrics.last(id, name);
        if (last) latest[name] = last.value;
      }
      window.begin(stepsPerEpoch);
      return { latest, sparkline: sparklineOf(headlineOf(model, latest)) };
    },
  };
}
