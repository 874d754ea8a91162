import { RUN_PALETTE } from '../presentation/palette';
import { quantitiesOf, type Quantity } from '../presentation/quantity';
import { ELAPSED_METRIC } from '../contract/run';
import { chart, type ChartInput, type ChartLine } from './chart';
import { TONES, toneClass, type Column } from './columns';
import { fragment, trusted, type Markup } from './markup';
import type { MetricSummary } from './metric-summary';

/** A metric of a run that has values, with what its model says of it. */
export interface Measured {
  readonly column: Column;
  readonly info: Quantity;
  readonly source: MetricSummary;
}

/** In the order of the models' own descriptions; what they do not describe comes last. */
export function measuredOf(columns: readonly Column[]): Measured[] {
  return columns.flatMap((column) => {
    const sources = new Map(column.metrics.map((source) => [source.name, source]));
    sources.delete(ELAPSED_METRIC);
    const described = quantitiesOf(column.model, column.run.config.hyperparameters);
    const names = described.map(({ name }) => name);
    const others = [...sources.keys()].filter((name) => !names.includes(name)).map(undescribed);
    return [...described, ...others].flatMap((info) => {
      const source = sources.get(info.name);
      return source === undefined ? [] : [{ column, info, source }];
    });
  });
}

function undescribed(name: string): Quantity {
  return { key: name, name, label: name, help: '', group: 'Other', better: 'neither' };
}

export function* charts(columns: readonly Column[]): Generator<Markup, void, void> {
  const measured = measuredOf(columns);
  if (measured.length === 0) return;
  const lastStep = Math.max(...measured.map(({ source }) => source.last.step));
  yield fragment`<section>
    <h2>Curves</h2>
    <p class="lede">
      Band: from the lowest to the highest measured value. Line: lightly smoothed. Figures are the last values measured.
    </p>`;
  yield trusted('<div class="charts">');
  for (const panel of panelsOf(measured, columns.length)) yield* chart({ ...panel, lastStep });
  yield trusted('</div></section>');
}

type Panel = Omit<ChartInput, 'lastStep'>;

/**
 * One run: a chart a group, a colour a metric. Several: where runs share quantities a chart a quantity, a colour a run;
 * what only one run measures, a chart a group in tones of that run's colour.
 */
function panelsOf(measured: readonly Measured[], runs: number): Panel[] {
  const groups = [...new Set(measured.map(({ info }) => info.group))];
  return groups.flatMap((group) => {
    const members = measured.filter(({ info }) => info.group === group);
    if (runs === 1) {
      return [
        panel(group, members, ({ info, column }, k) => {
          const index = (RUN_PALETTE.indexOf(column.look) + k) % RUN_PALETTE.length;
          return { label: info.label, color: `line-${String(index)}`, dash: RUN_PALETTE[index]?.dash ?? [] };
        }),
      ];
    }
    return clusters(members).flatMap((cluster) => {
      const keys = [...new Set(cluster.map(({ info }) => info.key))];
      if (new Set(cluster.map(({ column }) => column)).size > 1) {
        return keys.map((key) =>
          panel(
            group,
            cluster.filter(({ info }) => info.key === key),
            ofRun,
          ),
        );
      }
      return [
        panel(group, cluster, (one, k) => ({
          ...ofRun(one),
          color: toneClass(one.column, Math.min(k, TONES - 1)),
          dash: k === 0 ? one.column.look.dash : [],
          label: keys.length > 1 ? `${one.column.run.name} · ${one.info.label}` : one.column.run.name,
        })),
      ];
    });
  });
}

function ofRun({ column }: Measured): Omit<ChartLine, 'source'> {
  return { label: column.run.name, color: column.color, dash: column.look.dash };
}

/** Runs of a group that share a quantity, however far round, belong together. */
function clusters(members: readonly Measured[]): Measured[][] {
  const result: Measured[][] = [];
  for (const member of members) {
    const [first, ...others] = result.filter((cluster) =>
      cluster.some(({ column, info }) => column === member.column || info.key === member.info.key),
    );
    for (const cluster of others) result.splice(result.indexOf(cluster), 1);
    if (first === undefined) result.push([member]);
    else first.push(...others.flat(), member);
  }
  return result;
}

function panel(
  group: string,
  members: readonly Measured[],
  look: (member: Measured, k: number) => Omit<ChartLine, 'source'>,
): Panel {
  const [first] = members;
  const single = new Set(members.map(({ info }) => info.key)).size === 1;
  const units = new Set(members.map(({ info }) => info.unit));
  return {
    title: single && first !== undefined ? first.info.label : group,
    unit: units.size === 1 ? (first?.info.unit ?? null) : null,
    help: single && first?.info.help ? first.info.help : null,
    lines: members.map((member, k) => ({ ...look(member, k), source: member.source })),
  };
}
