import { decodeDiscriminatorOutputs } from '../../contract/discriminator-outputs';
import type { Figure } from '../../contract/figure';
import { ELAPSED_METRIC, type Run } from '../../contract/run';
import type { ReadOnlyStore } from '../../store/open';
import { eachRow, metricNames, metricSlices } from '../metric-rows';
import {
  histogramEvent,
  hyperparametersEvent,
  imageEvent,
  scalarEvent,
  textEvent,
  versionEvent,
  type HyperparameterValues,
} from './event';
import { sheetDescription } from './sheet-description';

type Store = Pick<ReadOnlyStore, 'metrics' | 'figures' | 'qualities' | 'annotations'>;

export interface RunEventOptions {
  readonly images: boolean;
  readonly histograms: boolean;
}

const seconds = (ms: number): number => ms / 1000;
const startOf = ({ startedAt, createdAt }: Run): number => startedAt ?? createdAt;

/** The records of a run's event file: settings, notes, every metric at every step, quality, images and histograms. */
export function* runEvents(
  store: Store,
  run: Run,
  { images, histograms }: RunEventOptions,
  onProgress: (fraction: number) => void,
): Generator<Uint8Array, void, void> {
  yield versionEvent(seconds(startOf(run)));
  yield* settings(store, run);
  yield* scalars(store, run, onProgress);
  yield* qualities(store, run);
  for (const figure of store.figures.list(run.id)) {
    if (images && figure.sheet !== null) yield image(store, run, figure);
    if (histograms && figure.kind === 'discriminator') yield* outputs(store, run, figure);
  }
}

function hyperparametersOf({ config }: Run): HyperparameterValues {
  const { model, dataset, seed, hyperparameters } = config;
  return { model, dataset, seed, ...hyperparameters };
}

function* settings(store: Store, run: Run): Generator<Uint8Array, void, void> {
  const wallTime = seconds(startOf(run));
  const at = { wallTime, step: 0 };
  yield hyperparametersEvent(wallTime, hyperparametersOf(run), run.name);
  const configuration = JSON.stringify(run.config, null, 2).replaceAll(/^/gm, '    ');
  yield textEvent(at, 'configuration', configuration);
  const notes = store.annotations.notes(run.id);
  if (notes !== '') yield textEvent(at, 'notes', notes);
}

function* scalars(store: Store, run: Run, onProgress: (fraction: number) => void) {
  const names = metricNames(store, [run]);
  const elapsed = names.indexOf(ELAPSED_METRIC);
  let elapsedMs = 0;
  for (const slice of metricSlices(store, [run], onProgress)) {
    const events: Uint8Array[] = [];
    eachRow(names, slice, ({ step, values }) => {
      elapsedMs = values[elapsed] ?? elapsedMs;
      events.push(scalarEvent({ wallTime: seconds(startOf(run) + elapsedMs), step }, names, values));
    });
    yield Buffer.concat(events);
  }
}

function* qualities(store: Store, run: Run): Generator<Uint8Array, void, void> {
  for (const { step, createdAt, metrics } of store.qualities.list(run.id)) {
    const measured = Object.entries(metrics);
    yield scalarEvent(
      { wallTime: seconds(createdAt), step },
      measured.map(([id]) => `quality/${id}`),
      measured.map(([, { value }]) => value ?? undefined),
    );
  }
}

function atStep({ metrics }: Store, run: Run, step: number) {
  const elapsedMs = metrics.next(run.id, ELAPSED_METRIC, step)?.value ?? run.elapsedMs;
  return { wallTime: seconds(startOf(run) + elapsedMs), step };
}

function image(store: Store, run: Run, { id, kind, step, sheet }: Figure): Uint8Array {
  const png = store.figures.bytes(id) ?? new Uint8Array(0);
  const layout = sheet ?? { columns: 0, rows: 0, tileWidth: 0, tileHeight: 0 };
  const { columns, rows, tileWidth, tileHeight } = layout;
  const { channels } = readColors(png);
  const size = { width: columns * tileWidth, height: rows * tileHeight, channels };
  return imageEvent(atStep(store, run, step), kind, { ...size, png }, sheetDescription(layout));
}

/** The colour type is in the header of a PNG: 0 for grey. */
function readColors(png: Uint8Array): { channels: number } {
  const colorType = 25;
  return { channels: png[colorType] === 0 ? 1 : 3 };
}

function* outputs(store: Store, run: Run, { id, step }: Figure): Generator<Uint8Array, void, void> {
  const decoded = decodeDiscriminatorOutputs(store.figures.bytes(id) ?? new Uint8Array(0));
  if (decoded === null) return;
  const at = atStep(store, run, step);
  yield histogramEvent(at, 'discriminator/real', decoded.real);
  yield histogramEvent(at, 'discriminator/generated', decoded.generated);
}
