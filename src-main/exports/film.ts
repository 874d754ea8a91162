import { refusal } from '../contract/error';
import type { FigureKind } from '../contract/figure';
import { EXPORT_GROUP, integer } from '../contract/hyperparameters';
import type { Run } from '../contract/run';
import type { Canvas } from '../images/canvas';
import { evenly } from '../presentation/evenly';
import type { ReadOnlyStore } from '../store/open';
import type { ExportContext, JobSource } from './exporter';
import { captionsField, cellsField, kindField, lastStep, scaleField } from './picture-fields';
import { arrange, sheetsAt, type PictureOptions } from './sheet-picture';

const MAX_FRAMES = 1000;

export function filmFields(runs: readonly Run[], about: ExportContext) {
  const last = lastStep(runs);
  const step = { group: EXPORT_GROUP, min: 0, max: last } as const;
  return {
    kind: kindField(runs, about),
    from: integer({ label: 'From step', help: 'The first step.', default: 0, ...step }),
    to: integer({ label: 'To step', help: 'The last step.', default: last, ...step }),
    frames: integer({
      label: 'Frames',
      help: 'The most frames; if more figures were recorded, some are left out evenly.',
      group: EXPORT_GROUP,
      default: 100,
      min: 2,
      max: MAX_FRAMES,
    }),
    rate: integer({
      label: 'Frame rate',
      help: 'Frames shown in a second.',
      group: EXPORT_GROUP,
      default: 8,
      min: 1,
      max: 50,
      unit: 'per second',
    }),
    scale: scaleField(2),
    captions: captionsField(true),
    cells: cellsField,
  };
}

export interface FilmOptions extends PictureOptions {
  readonly kind: string;
  readonly from: number;
  readonly to: number;
  readonly frames: number;
}

/** The steps of a film's frames: those at which any of the runs recorded a figure, the first and the last included. */
export function filmSteps(
  { figures }: Pick<ReadOnlyStore, 'figures'>,
  runs: readonly Run[],
  { kind, from, to, frames }: Pick<FilmOptions, 'kind' | 'from' | 'to' | 'frames'>,
): number[] {
  const all = runs.flatMap(({ id }) => figures.list(id, kind as FigureKind).map(({ step }) => step));
  const within = [...new Set(all)].filter((step) => step >= from && step <= to).sort((a, b) => a - b);
  return evenly(within, frames);
}

/**
 * Draws the frames of a film one after another, all of the size of the first.
 * @throws WorkbenchError `export.no-figures` if nothing was recorded between the steps
 */
export function* filmFrames(
  { store, onProgress }: JobSource,
  runs: readonly Run[],
  steps: readonly number[],
  options: FilmOptions,
): Generator<Canvas, void, void> {
  if (steps.length === 0) throw refusal('export.no-figures', { from: options.from, to: options.to });
  for (const [i, step] of steps.entries()) {
    yield arrange(sheetsAt(store, runs, { ...options, kind: options.kind as FigureKind, step }), options);
    onProgress((i + 1) / steps.length);
  }
}

export const filmTitle = ({ kind, from, to }: FilmOptions): string =>
  `${kind}-steps-${String(from)}-${String(to)}`;
