import { t } from '../contract/texts';
import type { FigureKind } from '../contract/figure';
import { boolean, choice, EXPORT_GROUP, integer, sizes } from '../contract/hyperparameters';
import type { Problem } from '../contract/problem';
import { problem } from '../contract/problems/catalogue';
import type { Run } from '../contract/run';
import { MAX_SCALE } from '../images/scale-png';
import { FIGURE_KINDS, isDrawn } from '../presentation/figures';
import type { ExportContext } from './exporter';

const group = EXPORT_GROUP;
const MAX_CELLS = 64;

/** The kinds of sheets that at least one of the runs has, in display order. */
export function sheetKinds(runs: readonly Run[], { store }: ExportContext): FigureKind[] {
  return FIGURE_KINDS.filter(
    (kind) =>
      !isDrawn(kind) &&
      runs.some(({ id }) => store.figures.list(id, kind).some(({ sheet }) => sheet !== null)),
  );
}

export function withoutSheets(runs: readonly Run[], about: ExportContext): Problem | null {
  return sheetKinds(runs, about).length > 0 ? null : problem('export.no-sheet', {});
}

export const lastStep = (runs: readonly Run[]): number => Math.max(0, ...runs.map(({ step }) => step));

export function kindField(runs: readonly Run[], about: ExportContext) {
  const kinds = sheetKinds(runs, about);
  return choice<string>({
    label: 'Figure',
    help: 'The kind of figure.',
    group,
    default: kinds[0] ?? 'samples',
    options: (kinds.length > 0 ? kinds : (['samples'] as const)).map((kind) => ({
      value: kind,
      label: t.figures.titles[kind],
    })),
  });
}

export const stepField = (runs: readonly Run[]) =>
  integer({
    label: 'Step',
    help: 'The newest figure at this step or before it.',
    group,
    default: lastStep(runs),
    min: 0,
    max: lastStep(runs),
  });

export const scaleField = (standard: number) =>
  integer({
    label: 'Enlarged by',
    help: 'Each pixel becomes a square of so many pixels.',
    group,
    default: standard,
    min: 1,
    max: MAX_SCALE,
    unit: '×',
  });

export const captionsField = (standard: boolean) =>
  boolean({
    label: 'Captions',
    help: 'The name of each run and its step, above the sheet.',
    group,
    default: standard,
  });

export const cellsField = sizes({
  label: 'Cells',
  help: 'The cells to show, by their numbers from left to right and from top to bottom; empty for all.',
  group,
  default: '',
  min: 1,
  max: 10_000,
  maxCount: MAX_CELLS,
  emptyText: 'all',
});
