import type { StopRule } from '../../contract/early-stop';
import { refusal } from '../../contract/error';
import type { ModelInfo } from '../../contract/model';
import { stopMetric } from '../../core/sweep-metric';
import { stopMetrics, sweepMetrics } from '../../presentation/sweeps';

/** The options that stop runs of a sweep early. */
interface StopOptions {
  /** A bound of a metric, e.g. `loss>200`. */
  readonly stop: string | undefined;
  readonly patience: number | undefined;
  readonly after: number | undefined;
  /** The metric that settings are ranked by, if one is chosen. */
  readonly ranked: string | undefined;
}

const BOUND = /^\s*([a-z][\w]*)\s*([<>])\s*(\S+)\s*$/i;

/**
 * Returns the rule that the options describe; undefined if there is none.
 * @throws WorkbenchError `sweep.stop-…`
 */
export function stopRule(
  model: ModelInfo,
  { stop, patience, after, ranked }: StopOptions,
): StopRule | undefined {
  if (stop === undefined && patience === undefined) {
    if (after !== undefined) throw refusal('sweep.stop-incomplete', {});
    return undefined;
  }
  const known = stop === undefined ? { metric: ranked ?? firstOf(model) } : bound(stop);
  const { id, better } = stopMetric(known.metric, model);
  if ('isAbove' in known && known.isAbove !== (better === 'lower'))
    throw refusal('sweep.stop-direction', { metric: id, better, bound: known.bound });
  return {
    metric: id,
    ...('bound' in known && { bound: known.bound }),
    ...(patience !== undefined && { patience }),
    ...(after !== undefined && { after }),
  };
}

/** The first metric that settings are ranked by and that is measured while they train. */
function firstOf(model: ModelInfo): string {
  const stopping = stopMetrics(model).map(({ id }) => id);
  return sweepMetrics(model).find(({ id }) => stopping.includes(id))?.id ?? '';
}

function bound(text: string): { metric: string; bound: number; isAbove: boolean } {
  const [, metric = '', sign, number = ''] = BOUND.exec(text) ?? [];
  const value = Number(number);
  if (metric === '' || !Number.isFinite(value)) throw refusal('sweep.stop-unreadable', { text });
  return { metric, bound: value, isAbove: sign === '>' };
}
