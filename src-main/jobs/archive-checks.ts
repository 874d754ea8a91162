import type { ArchivedRun, Manifest } from '../contract/archive';
import { refusal, WorkbenchError } from '../contract/error';
import type { Sheet } from '../contract/figure';
import type { ProblemParams } from '../contract/problems/catalogue';
import { RUN_LIMITS } from '../contract/run';
import { byteReader, wholeItems } from '../datasets/byte-reader';
import { decodeSafetensors } from '../engine/safetensors';
import { npyHeader } from '../exports/npy';
import { decodeSheet } from '../images/scale-png';

/** A part of an archive, for messages. */
interface Place {
  readonly name: string;
  readonly part: string;
}

const ROW_BYTES = 16;
const FLOAT_BYTES = 4;

const refused = (place: Place, why: ProblemParams<'archive.part'>['why'], cause?: unknown) =>
  refusal('archive.part', { ...place, why }, cause === undefined ? {} : { cause });

/**
 * Checks the values of a metric, which are finite and in order of steps.
 * @yields them without the header of their file; each block reuses the memory of the previous one
 */
export async function* checkedMetric(
  chunks: AsyncIterable<Uint8Array>,
  { count, ...place }: Place & { readonly count: number },
): AsyncGenerator<Uint8Array, void, void> {
  const reader = byteReader(chunks);
  try {
    const expected = npyHeader('<f8', [count, 2]);
    const header = new Uint8Array(expected.length);
    await reader.fill(header);
    if (Buffer.compare(header, expected) !== 0) throw refused(place, 'size');
    let last = -1;
    for await (const block of wholeItems(reader, count, ROW_BYTES, () => refused(place, 'size'))) {
      const view = new DataView(block.buffer, block.byteOffset, block.byteLength);
      for (let at = 0; at < block.length; at += ROW_BYTES) {
        const step = view.getFloat64(at, true);
        const isNext = Number.isInteger(step) && step > last && step <= RUN_LIMITS.budget.max;
        if (!isNext || !Number.isFinite(view.getFloat64(at + 8, true))) throw refused(place, 'values');
        last = step;
      }
      yield block;
    }
    if ((await reader.fill(new Uint8Array(1))) > 0) throw refused(place, 'size');
  } finally {
    await reader.close();
  }
}

/** Checks recorded items: a PNG of the declared layout, or 32-bit floats. */
export function checkItems(bytes: Uint8Array, sheet: Sheet | null, place: Place): void {
  if (sheet === null) {
    if (bytes.length % FLOAT_BYTES !== 0) throw refused(place, 'size');
    return;
  }
  const { width, height } = readable(() => decodeSheet(bytes), place, 'picture');
  const isAsDeclared = width === sheet.columns * sheet.tileWidth && height === sheet.rows * sheet.tileHeight;
  if (!isAsDeclared || sheet.columns < 1 || sheet.rows < 1) throw refused(place, 'size');
}

/** Checks a checkpoint: safetensors, with their checksum if they have one. */
export function checkWeights(
  bytes: Uint8Array,
  { sizeBytes }: Pick<ArchivedRun['checkpoints'][number], 'sizeBytes'>,
  place: Place,
): void {
  if (bytes.length !== sizeBytes) throw refused(place, 'size');
  readable(() => decodeSafetensors(bytes), place, 'weights');
}

function readable<T>(read: () => T, place: Place, why: 'picture' | 'weights'): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof WorkbenchError) throw refused(place, why, error);
    throw error;
  }
}

/** Checks that nothing is described twice. */
export function checkDistinct({ runs, datasets }: Manifest, name: string): void {
  distinct(runs.map(({ run }) => `run ${String(run.id)}`));
  distinct(datasets.map(({ id }) => `dataset ${id}`));
  for (const { run, metrics, figures, checkpoints } of runs) {
    const of = ` of run ${String(run.id)}`;
    distinct(metrics.map((metric) => metric.name + of));
    distinct(figures.map(({ kind, step }) => `${kind} at step ${String(step)}${of}`));
    distinct(checkpoints.map(({ step }) => `checkpoint ${String(step)}${of}`));
  }

  function distinct(keys: readonly string[]): void {
    const seen = new Set<string>();
    for (const key of keys) {
      if (seen.has(key)) throw refused({ name, part: key }, 'twice');
      seen.add(key);
    }
  }
}
