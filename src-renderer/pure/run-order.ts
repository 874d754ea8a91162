import { DEFAULT_RUN_VIEW, type RunView } from '../../src-main/contract/run-view';
import { runField, type DescribedModel, type DescribedRun } from '../../src-main/presentation/run-fields';

/** Order by a `RunField`. */
export type RunOrder = RunView['order'];

/** The newest first. */
export const NEWEST_FIRST: RunOrder = DEFAULT_RUN_VIEW.order;

/**
 * The order after a click on a column head: first the field's default direction, then the reverse, then newest first.
 */
export function nextOrder(order: RunOrder, key: string, descendingFirst: boolean): RunOrder {
  if (order.key !== key) return { key, descending: descendingFirst };
  return order.descending === descendingFirst ? { key, descending: !descendingFirst } : NEWEST_FIRST;
}

/** Sorts runs; runs without a value come last in both directions, and of equal runs the newest comes first. */
export function inOrder<One extends DescribedRun>(
  runs: readonly One[],
  { key, descending }: RunOrder,
  models: readonly DescribedModel[],
): One[] {
  const field = runField(key, models);
  const sign = descending ? -1 : 1;
  return runs
    .map((one) => ({ one, value: field?.values(one)[0] }))
    .sort((a, b) => {
      const newest = b.one.run.id - a.one.run.id;
      if (a.value === undefined || b.value === undefined)
        return Number(a.value === undefined) - Number(b.value === undefined) || newest;
      return sign * compare(a.value, b.value) || newest;
    })
    .map(({ one }) => one);
}

function compare(a: string | number | boolean, b: string | number | boolean): number {
  if (typeof a === 'string' && typeof b === 'string')
    return a.localeCompare(b, 'en', { numeric: true, sensitivity: 'base' });
  return Number(a) - Number(b);
}
