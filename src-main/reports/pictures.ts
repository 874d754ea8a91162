import { t } from '../contract/texts';
import { WorkbenchError } from '../contract/error';
import { countText } from '../contract/numbers';
import type { ComparisonSection } from '../contract/saved-comparison';
import { MANIFOLD_REACH, type FigureKind, type Sheet } from '../contract/figure';
import { figureBlocks } from '../presentation/figure-blocks';
import { FIGURE_KINDS, figureHelp, isDrawn, rowLabels } from '../presentation/figures';
import { progressionOf, progressionTiles, shortStep, type Progression } from '../presentation/progression';
import { runName, toneClass, type Column } from './columns';
import { dataUri } from './data-uri';
import { fragment, trusted, type Markup } from './markup';
import { outputHistogram } from './output-histogram';
import { pointPlane } from './point-plane';
import type { ReportFigure } from './report-input';
import { scatter } from './scatter';
import type { Strip } from './style';
import { timelinePicture } from './timeline';

/** Largest number of columns and of rows of a timeline. */
const TIMELINE_STEPS = 20;
const TIMELINE_ROWS = 4;

function figuresOf(column: Column, kind: FigureKind): ReportFigure[] {
  return column.figures
    .filter(({ figure }) => figure.kind === kind)
    .sort((a, b) => a.figure.step - b.figure.step);
}

/**
 * Returns the width of the widest sheet in the report, in pixels; all are enlarged by the same factor. A decoded plane
 * is many times as wide and would make the others small, so it is scaled to their width.
 */
export function sheetWidthOf(columns: readonly Column[]): number {
  let width = 0;
  for (const { figures } of columns) {
    for (const { figure } of figures) {
      if (figure.sheet !== null && figure.kind !== 'manifold')
        width = Math.max(width, figure.sheet.columns * figure.sheet.tileWidth);
    }
  }
  return width || 224;
}

/** Returns the kinds of figures that any of the runs has. */
export function kindsOf(columns: readonly Column[]): FigureKind[] {
  return FIGURE_KINDS.filter((kind) => having(columns, kind).length > 0);
}

function having(columns: readonly Column[], kind: FigureKind): Column[] {
  return columns.filter((column) => figuresOf(column, kind).length > 0);
}

type Parts = Generator<Markup, void, void>;

/** Kinds of figures that show generated items; other kinds are in another section of a comparison. */
const GENERATED: readonly FigureKind[] = ['samples', 'points'];

/**
 * Renders samples, reconstructions and latent planes: a row for each kind, a column for each run. Each figure is a part
 * of the output.
 * @param sections the sections to show, in their order
 */
export function* pictures(columns: readonly Column[], sections: readonly ComparisonSection[]): Parts {
  const isShown = (kind: FigureKind) => sections.includes(GENERATED.includes(kind) ? 'samples' : 'figures');
  const placesOf = (kind: FigureKind) =>
    isShown(kind) ? having(columns, kind).map((column) => columns.indexOf(column)) : [];
  const blocks = figureBlocks(placesOf);
  if (blocks.length === 0) return;
  yield trusted('<section class="pictures">');
  for (const { kinds, cells } of blocks) {
    const [kind] = kinds;
    if (cells.length > 1 && kinds.length === 1 && kind !== undefined) yield* besideEachOther(columns, kind);
    else yield* sideBySide(columns, kinds);
  }
  yield scrubber();
  yield trusted('</section>');
}

function* besideEachOther(columns: readonly Column[], kind: FigureKind): Parts {
  const shown = having(columns, kind);
  const [lede = '', ...others] = new Set(
    shown.map((column) => figureHelp(kind, column.model, column.run.config)),
  );
  // If the text is not the same for all runs, each run has its own below.
  const shared = others.length === 0;
  yield fragment`<h2>${t.figures.titles[kind]}</h2>
    ${shared ? fragment`<p class="lede">${lede}</p>` : null}`;
  yield trusted('<div class="columns">');
  for (const column of shown)
    yield* cell(
      column,
      kind,
      runName(column),
      shared ? null : figureHelp(kind, column.model, column.run.config),
    );
  yield trusted('</div>');
}

function* sideBySide(columns: readonly Column[], kinds: readonly FigureKind[]): Parts {
  const title =
    columns.length > 1 ? kinds.map((kind) => t.figures.titles[kind]).join(', ') : t.reports.pictures;
  yield fragment`<h2>${title}</h2>`;
  yield trusted('<div class="columns">');
  for (const kind of kinds) {
    for (const column of having(columns, kind)) {
      const name = columns.length > 1 ? runName(column) : null;
      yield* cell(
        column,
        kind,
        fragment`<h3>${t.figures.titles[kind]}</h3> ${name}`,
        figureHelp(kind, column.model, column.run.config),
      );
    }
  }
  yield trusted('</div>');
}

function* cell(column: Column, kind: FigureKind, head: Markup, lede: string | null): Parts {
  const figures = figuresOf(column, kind);
  const last = figures[figures.length - 1];
  yield trusted('<figure class="cell">');
  yield fragment`<figcaption>
      ${head}${last === undefined ? null : fragment`<span class="at">${atStep(column, last)}</span>`}
    </figcaption>`;
  if (last !== undefined) yield* body(column, kind, figures, last);
  if (lede !== null) yield fragment`<p class="note">${lede}</p>`;
  yield trusted('</figure>');
}

function* body(
  column: Column,
  kind: FigureKind,
  figures: readonly ReportFigure[],
  last: ReportFigure,
): Parts {
  if (isDrawn(kind)) {
    const plot = drawn(kind, last.bytes, toneClass(column, 0));
    if (plot !== null) yield plot;
    return;
  }
  const labels = rowLabels(kind, last.figure.sheet?.rows ?? 0, column.model, column.classNames);
  if (labels.length > 0) yield rowNames(labels);
  yield trusted(kind === 'manifold' ? '<div class="frames plane">' : '<div class="frames">');
  yield* frames(column, figures);
  if (kind === 'manifold') yield PLANE_AXES;
  yield trusted('</div>');
  if (labels.length > 0) yield trusted('</div>');
}

/** Renders a figure that is drawn from numbers; null if the bytes do not encode it. */
function drawn(kind: FigureKind, bytes: Uint8Array, tone: string): Markup | null {
  if (kind === 'points') return pointPlane(bytes, tone);
  return kind === 'discriminator' ? outputHistogram(bytes, tone) : scatter(bytes);
}

/**
 * Labels along the sides of a latent plane. Cells of equal length keep 0 in the middle, whatever the widths of the
 * labels.
 */
const PLANE_AXES = fragment`<div class="ticks up" aria-hidden="true">
    <span>${MANIFOLD_REACH}</span><span>z₁</span><span>0</span><span></span><span>−${MANIFOLD_REACH}</span>
  </div>
  <div class="ticks across" aria-hidden="true">
    <span>−${MANIFOLD_REACH}</span><span></span><span>0</span><span>z₀</span><span>${MANIFOLD_REACH}</span>
  </div>`;

/** Renders the class names of a sheet's rows; the sheet that follows is placed beside them. */
function rowNames(labels: readonly string[]): Markup {
  return fragment`${trusted('<div class="by-class">')}<ol class="row-names" aria-label="${t.figures.classOfRow}">
    ${labels.map((label) => fragment`<li title="${label}">${label}</li>`)}
  </ol>`;
}

function* frames(column: Column, figures: readonly ReportFigure[]): Parts {
  for (const [i, recorded] of figures.entries()) {
    const { step, sheet, kind } = recorded.figure;
    const label = atStep(column, recorded);
    yield fragment`<img
        data-step="${step}"
        data-label="${label}"
        alt="${t.reports.figureAt(t.figures.titles[kind], column.run.name, label)}"
        ${sheet === null ? null : size(sheet)}
        ${trusted(i === figures.length - 1 ? '' : 'hidden')}
        src="${trusted(dataUri(recorded.bytes))}"
      />`;
  }
}

function size({ columns, rows, tileWidth, tileHeight }: Sheet): Markup {
  return fragment`width="${columns * tileWidth}" height="${rows * tileHeight}"`;
}

function atStep({ run }: Column, { figure }: ReportFigure): string {
  const epoch =
    run.stepsPerEpoch === null ? '' : t.reports.epochAt((figure.step / run.stepsPerEpoch).toFixed(1));
  return t.reports.stepAt(countText(figure.step)) + epoch;
}

function scrubber(): Markup {
  return fragment`<div class="scrubber" hidden>
    <button type="button" class="back" aria-label="${t.reports.earlierStep}">◀</button>
    <button type="button" class="forth" aria-label="${t.reports.laterStep}">▶</button>
    <input type="range" min="0" max="0" step="1" aria-label="${t.reports.recordedStep}" />
    <label>${t.reports.stepBox} <input type="number" min="0" aria-label="${t.common.step}" /></label>
  </div>`;
}

/** A run's samples from the first recorded sheet to the last, with the same few latents in every column. */
export interface Timeline extends Progression<ReportFigure> {
  readonly column: Column;
  /** Tiles of a sheet, one for each row. */
  readonly tiles: readonly number[];
}

export function timelinesOf(columns: readonly Column[]): Timeline[] {
  return columns.flatMap((column) => {
    const recorded = figuresOf(column, 'samples');
    const progression = progressionOf(recorded, ({ figure }) => figure.sheet, TIMELINE_STEPS);
    if (progression === null) return [];
    return [{ column, ...progression, tiles: progressionTiles(progression.sheet, TIMELINE_ROWS) }];
  });
}

export function stripOf({ figures, sheet }: Timeline): Strip {
  return { width: figures.length * sheet.tileWidth, steps: figures.length };
}

/** Renders the timelines; each sheet is a part of the output. */
export function* timelines(all: readonly Timeline[]): Parts {
  if (all.length === 0) return;
  yield trusted('<section>');
  yield fragment`<h2>${t.common.progression}</h2>
    <p class="lede">${t.reports.progressionHelp}</p>`;
  for (const [index, timeline] of all.entries()) yield* strip(timeline, index);
  yield trusted('</section>');
}

function* strip(timeline: Timeline, index: number): Parts {
  const { column, figures } = timeline;
  yield trusted(`<figure class="strip strip-${String(index)}">`);
  yield fragment`<figcaption>${runName(column)}</figcaption>`;
  yield* stripPicture(timeline);
  yield fragment`<ol>
    ${figures.map(({ figure }) => fragment`<li>${shortStep(figure.step)}</li>`)}
  </ol>`;
  yield trusted('</figure>');
}
function* stripPicture({ column, figures, sheet, tiles }: Timeline): Parts {
  const picture = timelinePicture(figures.length, sheet, tiles);
  try {
    for (const [index, { bytes }] of figures.entries()) {
      picture.add(index, bytes);
      yield fragment``;
    }
  } catch (error) {
    if (!(error instanceof WorkbenchError)) throw error;
    yield fragment`<p class="note problem">${error.problem.message} ${error.problem.advice}</p>`;
    return;
  }
  const [first, last] = [figures[0], figures[figures.length - 1]];
  yield fragment`<img
    src="${trusted(dataUri(picture.png()))}"
    width="${figures.length * sheet.tileWidth}"
    height="${tiles.length * sheet.tileHeight}"
    alt="${t.reports.progressionAlt(column.run.name, countText(first?.figure.step ?? 0), countText(last?.figure.step ?? 0))}"
  />`;
}
