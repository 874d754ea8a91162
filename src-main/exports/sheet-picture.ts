import { version } from '../../package.json';
import type { Figure, FigureKind, Sheet } from '../contract/figure';
import { sizesOf } from '../contract/hyperparameters';
import type { Run } from '../contract/run';
import { countText } from '../contract/numbers';
import { blankCanvas, drawPixels, drawText, type Canvas } from '../images/canvas';
import { GLYPH_HEIGHT } from '../images/glyphs';
import { decodeSheet } from '../images/scale-png';
import { encodePixels, sheetTiles, type Pixels } from '../images/sheet';
import type { ReadOnlyStore } from '../store/open';

/** Pixels between two sheets and around them, if there are captions or several runs. */
const GAP = 8;
/** Pixels of the font between two lines. */
const LEADING = 2;
const CAPTION_LINES = 2;
const BACKGROUND = [255, 255, 255] as const;
const INK = [32, 32, 32] as const;
/** About 100 MB as RGB. */
const MAX_PIXELS = 32 * 1024 * 1024;

export interface PictureOptions {
  readonly scale: number;
  readonly captions: boolean;
  /** Numbers of the shown cells, from 1 in the first row; empty for all. */
  readonly cells: string;
}

/** A sheet of a run, and the lines of its caption. */
export interface CaptionedSheet {
  readonly pixels: Pixels;
  readonly caption: readonly string[];
}

/** What a sheet is of: a part of what a picture says of itself. */
interface Described {
  readonly about: {
    readonly run: number;
    readonly name: string;
    readonly model: string;
    readonly dataset: string;
    readonly seed: number;
    readonly step: number;
  };
}

/** The newest of some figures in order of steps that was recorded at a step or before it; the first if there is none. */
export function figureAt(figures: readonly Figure[], step: number): Figure | undefined {
  const later = figures.findIndex((figure) => figure.step > step);
  return figures[later < 0 ? figures.length - 1 : Math.max(0, later - 1)];
}

/** Reads the sheets of runs at a step; runs without sheets of the kind are left out. */
export function sheetsAt(
  store: Pick<ReadOnlyStore, 'figures'>,
  runs: readonly Run[],
  { kind, step, cells }: { kind: FigureKind; step: number; cells: string },
): (CaptionedSheet & Described)[] {
  return runs.flatMap((run) => {
    const figure = figureAt(store.figures.list(run.id, kind), step);
    const bytes = figure && store.figures.bytes(figure.id);
    if (figure?.sheet == null || bytes == null) return [];
    const pixels = chosenCells(decodeSheet(bytes), figure.sheet, sizesOf(cells));
    const { id, name, config } = run;
    const { model, dataset, seed } = config;
    const about = { run: id, name, model, dataset, seed, step: figure.step };
    return [{ pixels, caption: [name, `step ${countText(figure.step)}`], about }];
  });
}

/** The chosen cells side by side; the whole sheet if none is chosen, or if it has none of them. */
function chosenCells(pixels: Pixels, sheet: Sheet, cells: readonly number[]): Pixels {
  const chosen = cells.filter((cell) => cell >= 1 && cell <= sheet.columns * sheet.rows);
  if (chosen.length === 0) return pixels;
  const { tileWidth, tileHeight } = sheet;
  const tiles = sheetTiles(pixels, sheet);
  const tileBytes = tileWidth * tileHeight * pixels.channels;
  const width = chosen.length * tileWidth;
  const data = new Uint8Array(width * tileHeight * pixels.channels);
  const rowBytes = tileWidth * pixels.channels;
  for (const [place, cell] of chosen.entries())
    for (let y = 0; y < tileHeight; y++) {
      const from = (cell - 1) * tileBytes + y * rowBytes;
      data.set(tiles.subarray(from, from + rowBytes), y * width * pixels.channels + place * rowBytes);
    }
  return { data, width, height: tileHeight, channels: pixels.channels };
}

/** Arranges sheets side by side, with their captions above. */
export function arrange(
  sheets: readonly CaptionedSheet[],
  { scale, captions }: Omit<PictureOptions, 'cells'>,
): Canvas {
  const margin = captions || sheets.length > 1 ? GAP : 0;
  const fits = Math.floor(
    Math.sqrt(MAX_PIXELS / sheets.reduce((sum, { pixels }) => sum + areaOf(pixels), 1)),
  );
  const factor = Math.max(1, Math.min(scale, fits));
  // One size of text for all, large enough beside enlarged sheets.
  const textScale = Math.max(1, Math.floor(factor / 2));
  const lineHeight = (GLYPH_HEIGHT + LEADING) * textScale;
  const head = captions ? CAPTION_LINES * lineHeight + LEADING * textScale : 0;
  const widths = sheets.map(({ pixels }) => pixels.width * factor);
  const width = widths.reduce((sum, each) => sum + each + margin, margin);
  const tallest = Math.max(...sheets.map(({ pixels }) => pixels.height * factor));
  const channels = sheets.every(({ pixels }) => pixels.channels === 1) ? 1 : 3;
  const canvas = blankCanvas(width, tallest + head + 2 * margin, channels, BACKGROUND);
  let left = margin;
  for (const [i, { pixels, caption }] of sheets.entries()) {
    const maxWidth = widths[i] ?? 0;
    for (const [line, text] of captions ? caption.entries() : [])
      drawText(canvas, text, { left, top: margin + line * lineHeight, scale: textScale, maxWidth }, INK);
    drawPixels(canvas, pixels, left, margin + head, factor);
    left += maxWidth + margin;
  }
  return canvas;
}

const areaOf = ({ width, height }: Pixels): number => width * height;

/** @param about what the picture says of itself, beside the program that wrote it */
export const pngOf = (canvas: Canvas, about?: unknown): Uint8Array =>
  encodePixels(canvas, {
    Software: `Latent Workbench ${version}`,
    ...(about !== undefined && { Description: asciiJson(about) }),
  });

/** JSON in ASCII: texts in a PNG are Latin-1. */
const asciiJson = (value: unknown): string =>
  JSON.stringify(value).replace(
    /[\u0080-\uffff]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
