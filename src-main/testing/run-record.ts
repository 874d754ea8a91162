import { ELAPSED_METRIC } from '../contract/run';
import { decodeSafetensors, type TensorData } from '../engine/safetensors';
import type { ReadOnlyStore } from '../store/open';
import { wholeCheckpoint } from './whole-checkpoint';

/** All that a run of given settings leaves behind, but for times: equal, to the last bit, however often it is run. */
export interface RunRecord {
  /** The last step that its row names. */
  readonly step: number;
  /** Values by metric and step. */
  readonly metrics: ReadonlyMap<string, ReadonlyMap<number, number>>;
  /** Bytes by kind and step. */
  readonly figures: ReadonlyMap<string, Uint8Array>;
  /** Those of the newest checkpoint; null before there is one. */
  readonly weights: ReadonlyMap<string, TensorData> | null;
}

type Reader = Pick<ReadOnlyStore, 'runs' | 'metrics' | 'figures' | 'checkpoints'>;

export function recordOf(store: Reader, runId: number): RunRecord {
  const names = store.metrics.names(runId).filter((name) => name !== ELAPSED_METRIC);
  const checkpoint = wholeCheckpoint(store, runId);
  return {
    step: store.runs.get(runId)?.step ?? 0,
    metrics: new Map(
      names.map((name) => [
        name,
        new Map([...store.metrics.series(runId, name)].flatMap((part) => [...pairs(part)])),
      ]),
    ),
    figures: new Map(
      store.figures
        .list(runId)
        .map(({ id, kind, step }) => [`${kind} of step ${String(step)}`, bytesOf(store, id)]),
    ),
    weights: checkpoint && decodeSafetensors(checkpoint.bytes).tensors,
  };
}

/** In what a run departs from the same run left alone, a sentence each. Of a metric, the first step is named. */
export function differences(expected: RunRecord, found: RunRecord): string[] {
  return [
    ...(found.step === expected.step
      ? []
      : [`It is at step ${String(found.step)}, not ${String(expected.step)}.`]),
    ...differentMetrics(expected, found, () => false),
    ...differentKeys('Figures', expected.figures, found.figures, sameBytes),
    ...differentKeys('Weights', expected.weights ?? new Map(), found.weights ?? new Map(), sameTensor),
  ];
}

/**
 * What is wrong with the rows of a run that was broken off: each must be a row of the same run left alone, none may be
 * of a later step than the run's, and none up to that step may be missing. What is measured on the validation or the
 * test split comes right after the last step's own row, and may be missing there.
 */
export function faultsOfRows(expected: RunRecord, found: RunRecord): string[] {
  const late = [...found.metrics].flatMap(([name, values]) => {
    const step = [...values.keys()].find((step) => step > found.step);
    return step === undefined ? [] : [`${name} has a row of step ${String(step)}, after the run's last.`];
  });
  const mayLack = (step: number, isOfEveryStep: boolean) =>
    step > found.step || (step === found.step && !isOfEveryStep);
  return [...late, ...differentMetrics(expected, found, mayLack)];
}

function differentMetrics(
  expected: RunRecord,
  found: RunRecord,
  mayLack: (step: number, isOfEveryStep: boolean) => boolean,
): string[] {
  const names = new Set([...expected.metrics.keys(), ...found.metrics.keys()]);
  return [...names].flatMap((name) => {
    const wanted = expected.metrics.get(name) ?? new Map<number, number>();
    const given = found.metrics.get(name) ?? new Map<number, number>();
    const isOfEveryStep = wanted.size === expected.step;
    const missing = [...wanted.keys()].find((step) => !given.has(step) && !mayLack(step, isOfEveryStep));
    const wrong = [...given].find(([step, value]) => !Object.is(wanted.get(step), value));
    return [
      ...(missing === undefined ? [] : [`${name} has no row of step ${String(missing)}.`]),
      ...(wrong === undefined
        ? []
        : [
            `${name} is ${String(wrong[1])} at step ${String(wrong[0])}, not ${String(wanted.get(wrong[0]))}.`,
          ]),
    ];
  });
}

function differentKeys<T>(
  what: string,
  expected: ReadonlyMap<string, T>,
  found: ReadonlyMap<string, T>,
  isSame: (a: T, b: T) => boolean,
): string[] {
  return [...new Set([...expected.keys(), ...found.keys()])].flatMap((key) => {
    const [a, b] = [expected.get(key), found.get(key)];
    if (a === undefined) return [`${what}: ${key} should not be there.`];
    if (b === undefined) return [`${what}: ${key} is missing.`];
    return isSame(a, b) ? [] : [`${what}: ${key} is another.`];
  });
}

const sameBytes = (a: Uint8Array, b: Uint8Array) => Buffer.compare(a, b) === 0;

const bytesOfValues = ({ values }: TensorData) =>
  new Uint8Array(values.buffer, values.byteOffset, values.byteLength);

const sameTensor = (a: TensorData, b: TensorData) =>
  String(a.shape) === String(b.shape) && sameBytes(bytesOfValues(a), bytesOfValues(b));

const bytesOf = (store: Reader, figureId: number) => store.figures.bytes(figureId) ?? new Uint8Array();

function* pairs(series: Float64Array): Generator<[step: number, value: number]> {
  for (let i = 0; i < series.length; i += 2) yield [series[i] ?? NaN, series[i + 1] ?? NaN];
}
