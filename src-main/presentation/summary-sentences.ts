import { lowerFirst } from '../contract/evaluation';
import { fourDigits } from '../contract/numbers';
import type { Quality, QualityAspect, QualityMetricInfo } from '../contract/quality';
import type { QualityValue } from '../contract/quality-value';
import { qualityWinner } from './quality';

interface NamedRun {
  readonly name: string;
  readonly evaluations: readonly Quality[];
  readonly step: number;
}

/** The aspects in which a run can lead, in the order of the sentences. */
const LED: readonly { readonly aspect: QualityAspect; readonly words: string }[] = [
  { aspect: 'fidelity', words: 'fidelity' },
  { aspect: 'diversity', words: 'diversity' },
  { aspect: 'overall', words: 'both at once' },
];

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
  if (known === 0) return ['No run has been evaluated at this step: evaluate their samples to compare them.'];
  if (known === 1) {
    const only = runs[evaluations.findIndex((one) => one !== null)]?.name ?? '';
    return [`Only ${only} has values, and nothing to compare them with.`, ...copying, ...missing];
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
  for (const { aspect, words } of LED) {
    const compared = metrics.flatMap((metric) => {
      const values = evaluations.map((quality) => quality?.metrics[metric.id] ?? null);
      return metric.aspect === aspect && isRankable(values) ? [{ metric, values }] : [];
    });
    const leads = compared.flatMap(({ metric, values }) => leadOf(metric, values, runs) ?? []);
    if (compared.length > 0 && leads.length === 0) undecided.push(words);
    const leaders = [...new Set(leads.map(({ run }) => run))];
    for (const run of leaders) {
      const by = leads.flatMap((lead) => (lead.run === run ? [lead.text] : []));
      const what = `${leaders.length > 1 ? `${words} by one metric` : words} (${by.join(', ')})`;
      led.set(run, [...(led.get(run) ?? []), what]);
    }
  }
  const clauses = [...led].map(([run, what]) => `${runs[run]?.name ?? ''} leads in ${listed(what)}`);
  if (undecided.length > 0) {
    const [no, the] = clauses.length === 0 ? ['No', 'their'] : ['no', 'the'];
    clauses.push(`${no} run leads in ${listed(undecided)}, where ${the} 95 % intervals overlap`);
  }
  return clauses.length === 0 ? [] : [`${clauses.join('; ')}.`];
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
  const of = others.length > 1 ? ` of ${runs[next.index]?.name ?? ''}, the next` : '';
  const unit = metric.unit === null ? '' : ` ${metric.unit}`;
  const own = `${fourDigits(values[run]?.value ?? NaN)}${unit}`;
  return { run, text: `${withinSentence(metric.name)} ${own} against ${fourDigits(next.value)}${unit}${of}` };
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
    return [
      `${name} may copy training items: its ${withinSentence(metric)} is ${fourDigits(copies.value)}, the floor ${fourDigits(mean)}.`,
    ];
  });
}

function missingSentences(runs: readonly NamedRun[], evaluations: readonly (Quality | null)[]): string[] {
  const without = runs.filter((_, i) => evaluations[i] == null);
  const isOther = ({ evaluations: own, step }: NamedRun) => own.some((quality) => quality.step <= step);
  const none = without.filter((run) => !isOther(run)).map(({ name }) => name);
  const other = without.filter(isOther).map(({ name }) => name);
  return [
    ...(none.length === 0 ? [] : [`Not evaluated: ${namesOf(none)}.`]),
    ...(other.length === 0
      ? []
      : [`Not compared, because of another dataset, encoder or number of samples: ${namesOf(other)}.`]),
  ];
}

/** More names than these would not fit in a sentence. */
const MOST_NAMES = 4;

const namesOf = (names: readonly string[]): string =>
  names.length > MOST_NAMES ? `${String(names.length)} runs` : listed(names);

/** Lowercases the first letter, except in names that come from a person's name. */
const withinSentence = (name: string): string =>
  /^(Wasserstein|Fréchet|Jensen)/.test(name) ? name : lowerFirst(name);

/** `a`, `a and b`, `a, b and c`. */
function listed(words: readonly string[]): string {
  return words.length < 2
    ? (words[0] ?? '')
    : `${words.slice(0, -1).join(', ')} and ${words[words.length - 1] ?? ''}`;
}
