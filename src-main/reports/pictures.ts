import { countText } from '../contract/numbers';
import { reconstructionHelp } from '../contract/model';
import { MANIFOLD_REACH, type FigureKind, type Sheet } from '../contract/sample';
import { runName, toneClass, type Column } from './columns';
import { dataUri } from './data-uri';
import { evenly } from './evenly';
import { fragment, trusted, type Markup } from './markup';
import { pointPlane } from './point-plane';
import type { ReportFigure } from './report-input';
import { scatter } from './scatter';
import type { Strip } from './style';
import { timelinePng } from './timeline';

/** Columns and rows of a timeline at most. */
const TIMELINE_STEPS = 20;
const TIMELINE_ROWS = 4;

const TITLES: Readonly<Record<FigureKind, string>> = {
  samples: 'Samples',
  points: 'Points',
  reconstructions: 'Reconstructions',
  'latent-scatter': 'Latent plane',
  manifold: 'Decoded latent plane',
};

function ledeOf({ model }: Column, kind: FigureKind): string {
  switch (kind) {
    case 'samples':
      return 'Decodings of each run’s own fixed latent vectors: a cell shows one vector at every step.';
    case 'points':
      return 'Generated points over those of the data, in grey. The ground is what the discriminator or the critic makes of the plane: blue is told for generated, amber for real.';
    case 'reconstructions':
      return reconstructionHelp(model.reconstructionLayout);
    case 'latent-scatter':
      return 'Test images where the encoder puts them, coloured by class.';
    case 'manifold':
      return `Images decoded from a grid over the latent plane, −${MANIFOLD_REACH} to ${MANIFOLD_REACH} each way: z₀ to the right, z₁ upwards.`;
  }
}

export function figuresOf(column: Column, kind: FigureKind): ReportFigure[] {
  return column.figures
    .filter(({ sample }) => sample.kind === kind)
    .sort((a, b) => a.sample.step - b.sample.step);
}

/**
 * Width of the widest sheet in the report, in pixels; all are enlarged by one factor. A decoded plane, many times as
 * wide, would leave the others small: it is fitted to them.
 */
export function sheetWidthOf(columns: readonly Column[]): number {
  let width = 0;
  for (const { figures } of columns) {
    for (const { sample } of figures) {
      if (sample.sheet !== null && sample.kind !== 'manifold')
        width = Math.max(width, sample.sheet.columns * sample.sheet.tileWidth);
    }
  }
  return width || 224;
}

/** The kinds of figures that any of the runs has. */
export function kindsOf(columns: readonly Column[]): FigureKind[] {
  return (Object.keys(TITLES) as FigureKind[]).filter((kind) => having(columns, kind).length > 0);
}

function having(columns: readonly Column[], kind: FigureKind): Column[] {
  return columns.filter((column) => figuresOf(column, kind).length > 0);
}

/** Samples, reconstructions and latent planes: a row a kind, a column a run. */
export function pictures(columns: readonly Column[]): Markup {
  const kinds = kindsOf(columns);
  if (kinds.length === 0) return fragment``;
  // What only one run has to show stands side by side, so that no column gapes.
  const single = kinds.filter((kind) => having(columns, kind).length === 1);
  return fragment`<section class="pictures">
    ${kinds
      .filter((kind) => !single.includes(kind))
      .map((kind) => {
        const shown = having(columns, kind);
        const [lede = '', ...others] = new Set(shown.map((column) => ledeOf(column, kind)));
        // Where it is not the same for all runs, each has its own below.
        const shared = others.length === 0;
        const cells = shown.map((column) =>
          cell(column, kind, runName(column), shared ? null : ledeOf(column, kind)),
        );
        return fragment`<h2>${TITLES[kind]}</h2>
          ${shared ? fragment`<p class="lede">${lede}</p>` : null}
          <div class="columns">${cells}</div>`;
      })}
    ${single.length > 0 ? sideBySide(columns, single) : null} ${scrubber()}
  </section>`;
}

function sideBySide(columns: readonly Column[], kinds: readonly FigureKind[]): Markup {
  const cells = kinds.flatMap((kind) =>
    having(columns, kind).map((column) => {
      const name = columns.length > 1 ? runName(column) : null;
      return cell(column, kind, fragment`<h3>${TITLES[kind]}</h3> ${name}`, ledeOf(column, kind));
    }),
  );
  const title = columns.length > 1 ? kinds.map((kind) => TITLES[kind]).join(', ') : 'Pictures';
  return fragment`<h2>${title}</h2>
    <div class="columns">${cells}</div>`;
}

function cell(column: Column, kind: FigureKind, head: Markup, lede: string | null): Markup {
  const figures = figuresOf(column, kind);
  const last = figures[figures.length - 1];
  return fragment`<figure class="cell">
    <figcaption>
      ${head}${last === undefined ? null : fragment`<span class="at">${atStep(column, last)}</span>`}
    </figcaption>
    ${last === undefined ? null : body(column, kind, figures, last)}${lede === null ? null : fragment`<p class="note">${lede}</p>`}
  </figure>`;
}

function body(
  column: Column,
  kind: FigureKind,
  figures: readonly ReportFigure[],
  last: ReportFigure,
): Markup | null {
  switch (kind) {
    case 'latent-scatter':
      return scatter(last.bytes);
    case 'points':
      return pointPlane(last.bytes, toneClass(column, 0));
    case 'manifold':
      return fragment`<div class="frames plane">${frames(column, figures)} ${PLANE_AXES}</div>`;
    default:
      return fragment`<div class="frames">${frames(column, figures)}</div>`;
  }
}

/** Values along the sides of a latent plane. Parts of equal length keep 0 in the middle, whatever the values' own widths. */
const PLANE_AXES = fragment`<div class="ticks up" aria-hidden="true">
    <span>${MANIFOLD_REACH}</span><span>z₁</span><span>0</span><span></span><span>−${MANIFOLD_REACH}</span>
  </div>
  <div class="ticks across" aria-hidden="true">
    <span>−${MANIFOLD_REACH}</span><span></span><span>0</span><span>z₀</span><span>${MANIFOLD_REACH}</span>
  </div>`;

function frames(column: Column, figures: readonly ReportFigure[]): Markup[] {
  return figures.map((figure, i) => {
    const { step, sheet } = figure.sample;
    const label = atStep(column, figure);
    return fragment`<img
        data-step="${step}"
        data-label="${label}"
        alt="${TITLES[figure.sample.kind]} of ${column.run.name}, ${label}"
        ${sheet === null ? null : size(sheet)}
        ${trusted(i === figures.length - 1 ? '' : 'hidden')}
        src="${dataUri(figure.bytes)}"
      />`;
  });
}

function size({ columns, rows, tileWidth, tileHeight }: Sheet): Markup {
  return fragment`width="${columns * tileWidth}" height="${rows * tileHeight}"`;
}

function atStep({ run }: Column, { sample }: ReportFigure): string {
  const epoch = run.stepsPerEpoch === null ? '' : ` · epoch ${(sample.step / run.stepsPerEpoch).toFixed(1)}`;
  return `step ${countText(sample.step)}${epoch}`;
}

function scrubber(): Markup {
  return fragment`<div class="scrubber" hidden>
    <button type="button" class="back" aria-label="Earlier step">◀</button>
    <button type="button" class="forth" aria-label="Later step">▶</button>
    <input type="range" min="0" max="0" step="1" aria-label="Recorded step" />
    <label>step <input type="number" min="0" aria-label="Step" /></label>
  </div>`;
}

/** From the first recorded samples to the last: the same few latent vectors in every column. */
export function timelines(columns: readonly Column[]): { markup: Markup; strips: Strip[] } {
  const strips: Strip[] = [];
  const figures: Markup[] = [];
  for (const column of columns) {
    const recorded = figuresOf(column, 'samples');
    const layout = recorded[recorded.length - 1]?.sample.sheet;
    if (layout === undefined || layout === null || recorded.length < 2) continue;
    const alike = recorded.filter(({ sample }) => JSON.stringify(sample.sheet) === JSON.stringify(layout));
    const chosen = evenly(alike, TIMELINE_STEPS);
    const rows = Math.min(TIMELINE_ROWS, layout.columns * layout.rows);
    const png = timelinePng(
      chosen.map(({ bytes }) => bytes),
      layout,
      rows,
    );
    const width = chosen.length * layout.tileWidth;
    figures.push(
      fragment`<figure class="strip strip-${strips.length}">
        <figcaption>${runName(column)}</figcaption>
        <img
          src="${dataUri(png)}"
          width="${width}"
          height="${rows * layout.tileHeight}"
          alt="Samples of ${column.run.name} from step ${countText(chosen[0]?.sample.step ?? 0)} to ${countText(chosen[chosen.length - 1]?.sample.step ?? 0)}"
        />
        <ol>
          ${chosen.map(({ sample }) => fragment`<li>${shortStep(sample.step)}</li>`)}
        </ol>
      </figure>`,
    );
    strips.push({ width, steps: chosen.length });
  }
  if (figures.length === 0) return { markup: fragment``, strips };
  const lede =
    'From the first recorded samples to the last; a row follows one latent vector, steps are below.';
  return {
    markup: fragment`<section>
      <h2>From first to last</h2>
      <p class="lede">${lede}</p>
      ${figures}
    </section>`,
    strips,
  };
}

function shortStep(step: number): string {
  return step >= 100_000 ? `${String(Number((step / 1000).toPrecision(3)))}k` : countText(step);
}
