import { isImported } from '../contract/imported-run';
import { layerGradientOf } from '../contract/layer-gradients';
import { metricHelp, type ModelInfo } from '../contract/model';
import { ELAPSED_METRIC, type Run } from '../contract/run';
import { quantitiesOf, type Quantity } from './quantity';
import { t } from '../contract/texts';

export interface MeasuredRun {
  readonly run: Pick<Run, 'id' | 'config'>;
  readonly model: Pick<ModelInfo, 'fields' | 'metrics'>;
  /** Names of the metrics that have values. */
  readonly measured: readonly string[];
}

export interface GroupedLine {
  readonly runId: number;
  readonly metric: Quantity;
  /** Position among this run's lines in the chart: 0 is drawn with the run's own dash. */
  readonly index: number;
}

/** A chart: its title and its lines. */
export interface ChartGroup {
  readonly key: string;
  readonly title: string;
  /** The unit, if all lines have the same one. */
  readonly unit: string | undefined;
  /** The help text, if all lines are of one quantity. */
  readonly help: string | undefined;
  readonly lines: readonly GroupedLine[];
  /** The run that all lines belong to; null for a chart of one quantity of several runs. */
  readonly runId: number | null;
}

/**
 * Returns what a run measures, in the order of its model's description; metrics without a description come last.
 * @param known what metrics of an imported run mean, by their names, because another run has them: it is there to be compared
 */
function measuredQuantities({ run, model, measured }: MeasuredRun, known: readonly Quantity[]): Quantity[] {
  const described = isImported(run) ? known : quantitiesOf(model, run.config.hyperparameters);
  // A run that has just started has no values yet: show the charts that it will have.
  if (measured.length === 0 && !isImported(run)) return [...described];
  const names = new Set(described.map(({ name }) => name));
  const others = measured.filter((name) => !names.has(name) && name !== ELAPSED_METRIC);
  const undescribed = others.map((name): Quantity => {
    const of = layerGradientOf(name);
    const layers = of && {
      label: of.layer,
      help: t.charts.layerHelp,
      group: t.charts.layerGroup(of.network),
    };
    // The tags of other programs have nothing in common: each has a chart, as in TensorBoard.
    const group = isImported(run) ? name : t.newRun.otherGroup;
    const other = { label: name, help: '', group };
    return { key: name, name, quantity: name, better: 'neither', ...(layers ?? other) };
  });
  return [...described.filter(({ name }) => measured.includes(name)), ...undescribed];
}

/**
 * Assigns lines to charts. A single run has a chart for each of its model's groups. Several runs have, in each group, a
 * chart for each quantity that two or more of them have, the most common first, and then, for each run, a chart of the
 * quantities that only this run has. Different quantities of different runs never share an axis: they may be orders of
 * magnitude apart, and some are negative.
 */
export function chartGroups(runs: readonly MeasuredRun[]): ChartGroup[] {
  // Layers are compared within a run: a chart for each layer of several runs would be too many.
  const isShown = ({ name }: Quantity) => runs.length === 1 || layerGradientOf(name) === null;
  const known = new Map<string, Quantity>();
  for (const { run, model } of runs)
    for (const quantity of quantitiesOf(model, run.config.hyperparameters))
      if (!known.has(quantity.name)) known.set(quantity.name, quantity);
  const all = runs.flatMap((one) =>
    measuredQuantities(one, [...known.values()])
      .filter(isShown)
      .map((metric) => ({ runId: one.run.id, metric })),
  );
  const inGroup = (group: string) => all.filter(({ metric }) => metric.group === group);
  const runsIn = (group: string) => new Set(inGroup(group).map(({ runId }) => runId)).size;
  const groups = [...new Set(all.map(({ metric }) => metric.group))];
  groups.sort((a, b) => runsIn(b) - runsIn(a));

  return groups.flatMap((group) => {
    const members = inGroup(group);
    const byKey = grouped(members, ({ metric }) => metric.key);
    const shared = [...byKey.values()]
      .filter((entries) => entries.length > 1)
      .map((entries) => {
        const lines = entries.map((entry) => ({ ...entry, index: 0 }));
        return chartOf(lines[0]?.metric.key ?? group, group, lines, null);
      });
    const ofOne = members.filter(({ metric }) => byKey.get(metric.key)?.length === 1);
    const byRun = grouped(ofOne, ({ runId }) => runId);
    const alone = runs.flatMap(({ run: { id } }): ChartGroup[] => {
      const own = byRun.get(id) ?? [];
      const lines = own.map((entry, index) => ({ ...entry, index }));
      return own.length === 0 ? [] : [chartOf(`${String(id)} ${group}`, group, lines, id)];
    });
    return [...shared, ...alone];
  });
}

/** Groups items by key, in the order in which the keys first occur. */
function grouped<Item, Key>(items: readonly Item[], keyOf: (item: Item) => Key): Map<Key, Item[]> {
  const groups = new Map<Key, Item[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group === undefined) groups.set(keyOf(item), [item]);
    else group.push(item);
  }
  return groups;
}

function chartOf(
  key: string,
  group: string,
  lines: readonly GroupedLine[],
  runId: number | null,
): ChartGroup {
  const [first] = lines;
  const units = new Set(lines.map(({ metric }) => metric.unit));
  const isOne = new Set(lines.map(({ metric }) => metric.key)).size === 1;
  return {
    key,
    title: isOne && runId === null ? (first?.metric.label ?? group) : group,
    unit: units.size === 1 ? first?.metric.unit : undefined,
    help: isOne && first !== undefined && first.metric.help !== '' ? metricHelp(first.metric) : undefined,
    lines,
    runId,
  };
}
