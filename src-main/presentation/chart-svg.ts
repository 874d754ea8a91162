import { placeMarkTexts, rowsAbove, rowsOf, type MarkText, type PlacedText } from './mark-labels';

interface Point {
  readonly x: number;
  readonly y: number;
}

/** A line as it is drawn. */
export interface PicturedLine {
  readonly line: { readonly label: string; readonly color: string; readonly dash: readonly number[] };
  readonly points: readonly Point[];
  /** Range of all measured values, drawn faintly behind a line of means. */
  readonly behind: readonly Point[] | null;
  /** The edges of the area behind a mean. */
  readonly area: { readonly low: readonly Point[]; readonly high: readonly Point[] } | null;
}

/** An axis as shown: its ends and tick labels. */
export interface PictureAxis {
  readonly min: number;
  readonly max: number;
  readonly isLog: boolean;
  readonly ticks: readonly { readonly value: number; readonly label: string }[];
}

/** A chart as a self-contained image. */
export interface ChartPicture {
  readonly title: string;
  readonly unit: string | undefined;
  /** Label of the x-axis. */
  readonly axis: string;
  readonly x: PictureAxis;
  readonly y: PictureAxis;
  readonly drawn: readonly PicturedLine[];
  /** Vertical lines. */
  readonly marks: readonly { readonly at: number; readonly label: string; readonly color: string | null }[];
  /** Notes below the chart, such as its smoothing and what it omits. */
  readonly notes: readonly string[];
  readonly colors: {
    readonly ground: string;
    readonly text: string;
    readonly soft: string;
    readonly grid: string;
  };
}

export const PICTURE_WIDTH = 960;
const PLOT_HEIGHT = 420;
const MARGIN = { left: 72, right: 24, side: 24, top: 20, title: 30, row: 20, axis: 44 };
const FONT =
  "13px system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', 'Noto Sans KR', 'Noto Sans CJK KR', sans-serif";
/** Height of a row of texts of marks, and the width of one of their characters. */
const [MARK_HEIGHT, MARK_CHARACTER] = [14, 6.2];
/** Maximum length of a legend entry, of one or two in a row; a longer name is truncated. */
const MOST_CHARACTERS = { 1: 124, 2: 58 } as const;

/** The chart with its title, legend and notes, in the colours of the current theme. */
export function chartSvg(picture: ChartPicture): { markup: string; width: number; height: number } {
  const { title, unit, axis, drawn, notes, colors } = picture;
  const inRow = drawn.some(({ line }) => [...line.label].length > MOST_CHARACTERS[2]) ? 1 : 2;
  const legendRows = Math.ceil(drawn.length / inRow);
  const sides = { left: MARGIN.left, right: PICTURE_WIDTH - MARGIN.right };
  const toX = scaleOf(picture.x, sides.left, sides.right);
  const marks = placedMarks(picture, toX);
  const markRows = rowsOf(marks);
  const top = MARGIN.top + MARGIN.title + legendRows * MARGIN.row + 8 + markRows * MARK_HEIGHT;
  const plot = { ...sides, top, bottom: top + PLOT_HEIGHT };
  const height = plot.bottom + MARGIN.axis + notes.length * MARGIN.row + 8;
  const toY = scaleOf(picture.y, plot.bottom, plot.top);
  const heading = unit === undefined ? title : `${title} (${unit})`;
  const text = (x: number, y: number, content: string, more = '') =>
    `<text x="${round(x)}" y="${round(y)}" ${more}>${escaped(content)}</text>`;
  const parts = [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${String(PICTURE_WIDTH)}" height="${String(height)}" viewBox="0 0 ${String(PICTURE_WIDTH)} ${String(height)}" style="font:${FONT}" fill="${colors.text}">`,
    `<title>${escaped(heading)}</title>`,
    `<rect width="100%" height="100%" fill="${colors.ground}"/>`,
    text(MARGIN.side, MARGIN.top + 14, heading, 'font-size="16" font-weight="600"'),
    ...drawn.map(({ line }, i) => {
      const x = MARGIN.side + (i % inRow) * (PICTURE_WIDTH / 2);
      const y = MARGIN.top + MARGIN.title + Math.floor(i / inRow) * MARGIN.row + 8;
      return `<path d="M${round(x)} ${round(y - 4)}h24" ${strokeOf(line, 3)}/>${text(x + 32, y, cut(line.label, MOST_CHARACTERS[inRow]))}`;
    }),
    `<clipPath id="plot"><rect x="${round(plot.left)}" y="${round(plot.top)}" width="${round(plot.right - plot.left)}" height="${round(PLOT_HEIGHT)}"/></clipPath>`,
    ...picture.y.ticks.map(({ value, label }) => {
      const y = toY(value);
      return `<path d="M${round(plot.left)} ${round(y)}H${round(plot.right)}" stroke="${colors.grid}"/>${text(plot.left - 8, y + 4, label, `text-anchor="end" fill="${colors.soft}"`)}`;
    }),
    ...picture.x.ticks.map(({ value, label }) =>
      text(toX(value), plot.bottom + 18, label, `text-anchor="middle" fill="${colors.soft}"`),
    ),
    `<path d="M${round(plot.left)} ${round(plot.bottom)}H${round(plot.right)}" stroke="${colors.grid}"/>`,
    text(plot.right, plot.bottom + 36, axis, `text-anchor="end" fill="${colors.soft}"`),
    `<g clip-path="url(#plot)" fill="none" stroke-linejoin="round">`,
    ...drawn.map(({ line, behind, area }) =>
      [
        area === null
          ? ''
          : `<path d="${pathOf([...finite(area.high), ...finite(area.low).reverse()], toX, toY)}Z" fill="${line.color}" fill-opacity="0.18"/>`,
        behind === null
          ? ''
          : `<path d="${pathOf(behind, toX, toY)}" stroke="${line.color}" stroke-opacity="0.3"/>`,
      ].join(''),
    ),
    ...drawn.map(
      ({ line, points }) =>
        `<path d="${pathOf(points, toX, toY)}" ${strokeOf(line, 1.75)}/>${marksOf(points, line.color, toX, toY)}`,
    ),
    '</g>',
    ...marks.map((placed) => markOf(placed, rowsAbove(placed, markRows), plot, colors.soft)),
    ...notes.map((note, i) =>
      text(
        MARGIN.side,
        plot.bottom + MARGIN.axis + (i + 1) * MARGIN.row - 6,
        note,
        `fill="${colors.soft}" font-size="12"`,
      ),
    ),
    '</svg>',
  ];
  return { markup: parts.join('\n'), width: PICTURE_WIDTH, height };
}

interface PlacedMark extends MarkText {
  readonly label: string;
  readonly color: string | null;
}

/** The marks within the axis, with their texts above the plot, where they cover no line. */
function placedMarks({ marks, x: { min, max } }: ChartPicture, toX: Scale): PlacedText<PlacedMark>[] {
  const inSight = marks
    .filter(({ at }) => at >= min && at <= max)
    .map(({ at, ...mark }) => ({ ...mark, x: toX(at), width: mark.label.length * MARK_CHARACTER }));
  return placeMarkTexts(inSight, PICTURE_WIDTH - MARGIN.right);
}

/** @param above the row of its text, from the plot upwards; 0 if it is left out */
function markOf(
  { mark: { x, label, color }, side }: PlacedText<PlacedMark>,
  above: number,
  plot: { readonly top: number; readonly bottom: number },
  soft: string,
): string {
  const [from, ink] = [plot.top - above * MARK_HEIGHT, color ?? soft];
  const line = `<path d="M${round(x)} ${round(from)}V${round(plot.bottom)}" stroke="${ink}" stroke-dasharray="2 3"><title>${escaped(label)}</title></path>`;
  if (above === 0) return line;
  const [shift, anchor] = side === 'right' ? [4, 'start'] : [-4, 'end'];
  return `${line}<text x="${round(x + shift)}" y="${round(from + 10)}" font-size="11" text-anchor="${anchor}" fill="${ink}">${escaped(label)}</text>`;
}

/** Maps a value to a position between two pixels. */
function scaleOf({ min, max, isLog }: PictureAxis, from: number, to: number): (value: number) => number {
  const of = isLog ? Math.log10 : (value: number) => value;
  const [low, high] = [of(min), of(max)];
  return (value) => from + ((of(value) - low) / (high - low || 1)) * (to - from);
}

type Scale = (value: number) => number;

/** An SVG path, with a gap where a value is missing. */
function pathOf(points: readonly Point[], toX: Scale, toY: Scale): string {
  let path = '';
  let isDrawing = false;
  for (const { x, y } of points) {
    const at = toY(y);
    if (!Number.isFinite(at)) {
      isDrawing = false;
      continue;
    }
    path += `${isDrawing ? 'L' : 'M'}${round(toX(x))} ${round(at)}`;
    isDrawing = true;
  }
  return path;
}

/** Dots for single values, which a line would not show. */
function marksOf(points: readonly Point[], color: string, toX: Scale, toY: Scale): string {
  const [only] = points;
  if (only === undefined || points.length > 1) return '';
  return `<circle cx="${round(toX(only.x))}" cy="${round(toY(only.y))}" r="3" fill="${color}"/>`;
}

const finite = (points: readonly Point[]): Point[] => points.filter(({ y }) => Number.isFinite(y));

function strokeOf({ color, dash }: PicturedLine['line'], width: number): string {
  const dashes = dash.length === 0 ? '' : ` stroke-dasharray="${dash.join(' ')}"`;
  return `stroke="${color}" stroke-width="${String(width)}"${dashes} fill="none"`;
}

const round = (pixels: number): string => String(Math.round(pixels * 10) / 10);

const cut = (label: string, most: number): string => {
  const characters = [...label];
  return characters.length > most ? `${characters.slice(0, most - 1).join('')}…` : label;
};

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escaped = (text: string): string => text.replace(/[&<>"]/g, (character) => ENTITIES[character] ?? '');
