import { lowerFirst } from '../contract/evaluation';
import { fourDigits } from '../contract/numbers';
import type { Quality, QualityAspect, QualityMetricInfo } from '../contract/quality';
import type { QualityValue } from '../contract/quality-value';
import { t } from '../contract/texts';
import { qualityWinner } from './quality';

interface NamedRun {
  readonly name: string;
  readonly evaluations: readonly Quality[];
  readonly step: number;
}

/** The aspects in which a run can lead, in the order of the sentences. */
const LED = ['fidelity', 'diversity', 'overall'] as const satisfies readonly QualityAspect[];

/**
 * Says which run leads in what and by how much. A run leads if its 95 % interval is better than, and disjoint from,
 * those of all other runs.
 * @param evaluations for each run, the evaluation that can be compared with the others; null if it has none
 */
export function summarySentences(
  metrics: readonly QualityMetricInfo[],
  runs: readonly NamedRun[],
  evaluations: readonly (Quality | null)[],
): string[] {
  const known = evaluations.filter((one) => one !== null).length;
  const missing = missingSentences(runs, evaluations);
  const copying = metrics
    .filter(({ aspect }) => aspect === 'memorisation')
    .flatMap((metric) => copyingSentences(metric, runs, evaluations));
  if (known === 0) return [t.summary.noneEvaluated];
  if (known === 1) {
    const only = runs[evaluations.findIndex((one) => one !== null)]?.name ?? '';
    return [t.summary.onlyOne(only), ...copying, ...missing];
  }
  return [...leadSentence(metrics, runs, evaluations), ...copying, ...missing];
}

interface Lead {
  readonly run: number;
  readonly text: string;
}

function leadSentence(
  metrics: readonly QualityMetricInfo[],
  runs: readonly NamedRun[],
  evaluations: readonly (Quality | null)[],
): string[] {
  const undecided: string[] = [];
  /** What each leading run leads in. */
  const led = new Map<number, string[]>();
  for (const aspect of LED) {
    const words = t.summary.aspects[aspect];
    const compared = metrics.flatMap((metric) => {
      const values = evaluations.map((quality) => quality?.metrics[metric.id] ?? null);
      return metric.aspect === aspect && isRankable(values) ? [{ metric, values }] : [];
    });
    const leads = compared.flatMap(({ metric, values }) => leadOf(metric, values, runs) ?? []);
    if (compared.length > 0 && leads.length === 0) undecided.push(words);
    const leaders = [...new Set(leads.map(({ run }) => run))];
    for (const run of leaders) {
      const by = leads.flatMap((lead) => (lead.run === run ? [lead.text] : []));
      const what = `${leaders.length > 1 ? t.summary.byOneMetric(words) : words} (${by.join(', ')})`;
      led.set(run, [...(led.get(run) ?? []), what]);
    }
  }
  const clauses = [...led].map(([run, what]) => t.summary.leads(runs[run]?.name ?? '', t.common.list(what)));
  if (undecided.length > 0) clauses.push(t.summary.noneLeads(t.common.list(undecided), clauses.length === 0));
  return clauses.length === 0 ? [] : [t.summary.sentence(clauses)];
}

/** Whether there are two or more values, all with an interval. */
function isRankable(values: readonly (QualityValue | null)[]): boolean {
  const known = values.filter((value) => value !== null);
  return known.length > 1 && known.every(({ interval }) => interval !== null);
}

function leadOf(
  metric: QualityMetricInfo,
  values: readonly (QualityValue | null)[],
  runs: readonly NamedRun[],
): Lead | null {
  const run = qualityWinner(metric, values);
  if (run === null) return null;
  const sign = metric.better === 'lower' ? 1 : -1;
  const others = values.flatMap((value, index) =>
    value === null || index === run ? [] : [{ index, value: value.value }],
  );
  const [next] = others.sort((a, b) => sign * (a.value - b.value));
  if (next === undefined) return null;
  const nextRun = others.length > 1 ? (runs[next.index]?.name ?? '') : null;
  const unit = metric.unit === null ? '' : ` ${metric.unit}`;
  const own = `${fourDigits(values[run]?.value ?? NaN)}${unit}`;
  const other = `${fourDigits(next.value)}${unit}`;
  return { run, text: t.summary.against(withinSentence(metric.name), own, other, nextRun) };
}

/** Half the width of the standard normal distribution's central 95 %. */
const NORMAL_95 = 1.96;

/** Names runs whose samples are significantly nearer to training items than training items are to one another. */
function copyingSentences(
  { id, name: metric }: QualityMetricInfo,
  runs: readonly NamedRun[],
  evaluations: readonly (Quality | null)[],
): string[] {
  return evaluations.flatMap((quality, i) => {
    const copies = quality?.metrics[id];
    if (copies?.interval == null || copies.floor === null) return [];
    const { mean, standardDeviation } = copies.floor;
    if (copies.interval.low <= mean + NORMAL_95 * (standardDeviation ?? 0)) return [];
    const name = runs[i]?.name ?? '';
    return [t.summary.copying(name, withinSentence(metric), fourDigits(copies.value), fourDigits(mean))];
  });
}

function missingSentences(runs: readonly NamedRun[], evaluations: readonly (Quality | null)[]): string[] {
  const without = runs.filter((_, i) => evaluations[i] == null);
  const isOther = ({ evaluations: own, step }: NamedRun) => own.some((quality) => quality.step <= step);
  const none = without.filter((run) => !isOther(run)).map(({ name }) => name);
  const other = without.filter(isOther).map(({ name }) => name);
  return [
    ...(none.length === 0 ? [] : [t.summary.notEvaluated(namesOf(none))]),
    ...(other.length === 0 ? [] : [t.summary.notCompared(namesOf(other))]),
  ];
}

/** More names than these would not fit in a sentence. */
const MOST_NAMES = 4;

const namesOf = (names: readonly string[]): string =>
  names.length > MOST_NAMES ? t.common.runCount(names.length) : t.common.list(names);

/** Lowercases the first letter, except in names that come from a person's name. */
const withinSentence = (name: string): string =>
  /^(Wasserstein|Fréchet|Jensen)/.test(name) ? name : lowerFirst(name);
