import { CLASS_PALETTE, RUN_PALETTE } from '../presentation/palette';
import { TONES, toneClass, toneOf, type Column } from './columns';
import baseStyle from './report.css?raw';

/** Pixels between columns, and around the page. */
const GAP = 32;
const NARROW_GAP = 16;
const PADDING = 32;
const PAGE = 1856;
const LARGEST_SCALE = 3;
/** Largest number of runs side by side; more go below. */
const MAX_COLUMNS = 4;

export interface Layout {
  readonly runs: number;
  /** Number of kinds of figures. */
  readonly kinds: number;
  /** Width of the widest sheet, in pixels. */
  readonly sheetWidth: number;
  readonly strips: readonly Strip[];
}

/**
 * Returns the report's only style sheet: report.css and what depends on the runs. There are no style attributes, so the
 * policy needs to allow only its hash.
 */
export function styleSheet(columns: readonly Column[], layout: Layout): string {
  // Many timelines below one another are easier to read if they are small.
  const largest = columns.length <= 2 ? LARGEST_SCALE : 2;
  return [
    baseStyle,
    `:root{--page:${String(PAGE + 2 * PADDING)}px;--padding:${String(PADDING)}px;--gap:${String(GAP)}px}`,
    colors(columns, 'light'),
    `@media screen and (prefers-color-scheme:dark){${colors(columns, 'dark')}}`,
    scales(layout),
    layout.strips.map((strip, index) => stripStyle(strip, index, largest)).join(''),
    `@media print{.columns{grid-template-columns:repeat(${String(onPaper(layout))},minmax(0,1fr))}}`,
  ].join('\n');
}

/** Number of columns on paper. */
function onPaper({ runs, kinds }: Layout): number {
  return Math.min(3, runs > 1 ? runs : kinds);
}

/** The image of a timeline: its width in pixels, and its number of steps. */
export interface Strip {
  readonly width: number;
  readonly steps: number;
}

function colors(columns: readonly Column[], theme: 'light' | 'dark'): string {
  const rules = columns.flatMap((column) =>
    Array.from({ length: TONES }, (_, k) => {
      return `.${toneClass(column, k)}{--c:${toneOf(column.look.color, k)[theme]}}`;
    }),
  );
  const lines = RUN_PALETTE.map((entry, i) => `.line-${String(i)}{--c:${entry[theme]}}`);
  const classes = CLASS_PALETTE.map((entry, i) => `.class-${String(i)}{--c:${entry[theme]}}`);
  return [...rules, ...lines, ...classes, '.class-none{--c:var(--faint)}'].join('');
}

/**
 * Returns rules for enlarging images: the largest integer factors at which every run still has a column. On screens
 * with two device pixels per pixel, multiples of one half are used too.
 */
function scales({ runs, kinds, sheetWidth }: Layout): string {
  const columns = Math.min(MAX_COLUMNS, runs);
  const gap = columns === MAX_COLUMNS ? NARROW_GAP : GAP;
  const grid =
    runs === 1 ? 'repeat(auto-fill,calc(var(--w)*1px))' : `repeat(${String(columns)},minmax(0,1fr))`;
  let rules = `.columns{--w:${String(sheetWidth)};column-gap:${String(gap)}px;grid-template-columns:${grid}}`;
  for (let scale = 1.5; scale <= LARGEST_SCALE; scale += 0.5) {
    // One run shows its kinds of figures side by side, but at most two in a row if they would be small otherwise.
    const across = runs > 1 ? columns : scale <= 2 ? Math.min(2, kinds) : kinds;
    const needed = across * sheetWidth * scale + (across - 1) * gap;
    if (needed > PAGE) break;
    const screen = Number.isInteger(scale) ? '' : ' and (min-resolution:2dppx)';
    rules += from(needed, `.columns{--w:${String(sheetWidth * scale)}}`, screen);
  }
  return rules;
}

function stripStyle({ width, steps }: Strip, index: number, largest: number): string {
  const name = `.strip-${String(index)}`;
  const wide = (scale: number) => `${name} img,${name} ol{width:${String(width * scale)}px;max-width:100%}`;
  let rules = `${name} ol{grid-template-columns:repeat(${String(steps)},minmax(0,1fr))}${wide(1)}`;
  for (let scale = 2; scale <= largest && width * scale <= PAGE; scale++)
    rules += from(width * scale, wide(scale));
  return rules;
}

/** Applies rules to windows that have room for `content` pixels and a scroll bar. */
function from(content: number, rules: string, and = ''): string {
  return `@media (min-width:${String(content + 2 * PADDING + 16)}px)${and}{${rules}}`;
}
