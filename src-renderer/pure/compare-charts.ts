import type { ModelInfo } from '../../src-main/contract/model';
import { quantitiesOf, type Quantity } from '../../src-main/presentation/quantity';
import type { Run } from '../../src-main/contract/run';

export interface ChartedRun {
  readonly run: Pick<Run, 'id' | 'config'>;
  readonly model: Pick<ModelInfo, 'fields' | 'metrics'>;
}

export interface ComparedLine {
  readonly runId: number;
  readonly metric: Quantity;
  /** Position among this run's lines in the chart: 0 is drawn with the run's own dash. */
  readonly index: number;
}

export interface ComparedChart {
  readonly key: string;
  readonly title: string;
  readonly unit: string | undefined;
  readonly lines: readonly ComparedLine[];
  /** The one run whose lines these are; null where it is one quantity of several runs. */
  readonly runId: number | null;
}

/**
 * By group, those that most runs have first: one chart for each quantity that two runs or more have; then, run by run, one
 * for what only that run has. Different quantities of different runs share no axis: they may be orders of magnitude apart,
 * and some are negative.
 */
export function compareCharts(runs: readonly ChartedRun[]): ComparedChart[] {
  const all = measuredBy(runs);
  const runsIn = (lines: readonly { runId: number }[]) => new Set(lines.map(({ runId }) => runId)).size;
  const inGroup = (group: string) => all.filter(({ metric }) => metric.group === group);
  const groups = [...new Set(all.map(({ metric }) => metric.group))];
  groups.sort((a, b) => runsIn(inGroup(b)) - runsIn(inGroup(a)));

  return groups.flatMap((group) => {
    const members = inGroup(group);
    const withKey = (key: string) => members.filter(({ metric }) => metric.key === key);
    const shared = [...new Set(members.map(({ metric }) => metric.key))]
      .map(withKey)
      .filter((entries) => entries.length > 1)
      .flatMap((entries): ComparedChart[] => {
        const metric = entries[0]?.metric;
        if (metric === undefined) return [];
        const lines = entries.map((entry) => ({ ...entry, index: 0 }));
        return [{ key: metric.key, title: metric.label, unit: metric.unit, lines, runId: null }];
      });
    const alone = runs.flatMap(({ run: { id } }): ComparedChart[] => {
      const own = members.filter(({ runId, metric }) => runId === id && withKey(metric.key).length === 1);
      if (own.length === 0) return [];
      const units = new Set(own.map(({ metric }) => metric.unit));
      const unit = units.size === 1 ? own[0]?.metric.unit : undefined;
      const lines = own.map((entry, index) => ({ ...entry, index }));
      return [{ key: `${String(id)} ${group}`, title: group, unit, lines, runId: id }];
    });
    return [...shared, ...alone];
  });
}

function measuredBy(runs: readonly ChartedRun[]): { runId: number; metric: Quantity }[] {
  return runs.flatMap(({ run, model }) =>
    quantitiesOf(model, run.config.hyperparameters).map((metric) => ({ runId: run.id, metric })),
  );
}
