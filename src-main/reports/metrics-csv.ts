/** `values[i]` was measured at `steps[i]`; steps ascend. */
export interface MetricSource {
  readonly name: string;
  readonly steps: ArrayLike<number>;
  readonly values: ArrayLike<number>;
}

const CHUNK_CHARACTERS = 64 * 1024;

/**
 * Every metric at every step as CSV: `step`, `epoch`, then a column per metric; one row a step, empty where not
 * measured. Numbers are written with as many digits as give the same float64 back. In chunks, so that a long run need
 * not be held as one string.
 * @param stepsPerEpoch null where not known; the epoch column is then empty
 */
export function* metricsCsv(
  metrics: readonly MetricSource[],
  stepsPerEpoch: number | null,
): Generator<string, void, void> {
  const positions = metrics.map(() => 0);
  let chunk = ['step', 'epoch', ...metrics.map(({ name }) => quoted(name))].join(',') + '\n';
  for (;;) {
    const step = nextStep(metrics, positions);
    if (step === Infinity) break;
    let row = `${String(step)},${stepsPerEpoch === null ? '' : String(step / stepsPerEpoch)}`;
    for (const [column, { steps, values }] of metrics.entries()) {
      const at = positions[column] ?? 0;
      row += ',';
      if (steps[at] !== step) continue;
      row += String(values[at]);
      positions[column] = at + 1;
    }
    chunk += row + '\n';
    if (chunk.length < CHUNK_CHARACTERS) continue;
    yield chunk;
    chunk = '';
  }
  if (chunk !== '') yield chunk;
}

function nextStep(metrics: readonly MetricSource[], positions: readonly number[]): number {
  let next = Infinity;
  for (const [column, { steps }] of metrics.entries()) {
    const step = steps[positions[column] ?? 0];
    if (step !== undefined && step < next) next = step;
  }
  return next;
}

/** As RFC 4180 asks. */
export function quoted(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replace(/"/g, '""')}"` : text;
}
