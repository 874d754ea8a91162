import { CLASS_PALETTE, RUN_PALETTE, rgbOf } from '../presentation/palette';
import { TONES, toneClass, type Column } from './columns';

/** Pixels between columns, and around the page. */
const GAP = 32;
const NARROW_GAP = 16;
const PADDING = 32;
const PAGE = 1856;
const LARGEST_SCALE = 3;
/** Runs beside each other; more go below. */
const MAX_COLUMNS = 4;

const LIGHT = `color-scheme:light;--ground:#fff;--soft:#f5f6f7;--line:#e2e4e8;--strong:#b9bec7;--grid:#eceef1;
--text:#1a1c20;--text-soft:#50555f;--faint:#686e79;--bad:#b3261e;--mark:#fff3d6`;
const DARK = `color-scheme:dark;--ground:#16171a;--soft:#1e2024;--line:#2d3037;--strong:#4a4f59;--grid:#26292f;
--text:#e7e9ed;--text-soft:#b0b6c1;--faint:#8e95a1;--bad:#ff8f88;--mark:#362c14`;
const TEXT = { light: '#1a1c20', dark: '#e7e9ed' };

const BASE = `
*,*::before,*::after{box-sizing:border-box}
html{-webkit-text-size-adjust:100%}
body{margin:0;background:var(--ground);color:var(--text);font:14px/1.5 system-ui,-apple-system,'Segoe UI',Roboto,'Liberation Sans','Apple SD Gothic Neo','Malgun Gothic','Noto Sans KR','Noto Sans CJK KR',sans-serif;font-variant-numeric:tabular-nums}
main,header,footer{max-width:${String(PAGE + 2 * PADDING)}px;margin:0 auto;padding:0 ${String(PADDING)}px}
main{overflow-x:clip}header{padding-top:44px}
h1{font-size:26px;line-height:1.25;font-weight:650;letter-spacing:-.01em;margin:0 0 6px;overflow-wrap:anywhere}
h2{font-size:17px;font-weight:620;margin:52px 0 6px;padding-top:14px;border-top:1px solid var(--line)}
h3{font-size:13px;font-weight:600;margin:0}
p{margin:0;max-width:76ch}
header p{max-width:none}header p,.lede{color:var(--text-soft)}
.lede{margin-bottom:18px}
.faint,.unit,.none,.note,.help,.at{color:var(--faint)}
.unit{font-weight:400}.unit::before{content:'· '}
.help,.note{font-size:12px;line-height:1.4}
.note{margin-top:4px}
.run-name{display:inline-flex;align-items:center;gap:7px;max-width:100%;white-space:nowrap}
.run-name .name{min-width:0;font-weight:600;overflow:hidden;text-overflow:ellipsis}
.key{width:26px;height:10px;flex:none;vertical-align:middle}
table{border-collapse:collapse;font-size:13px;min-width:min(100%,420px)}
.scroll{overflow-x:auto}
th,td{text-align:start;vertical-align:top;padding:5px 28px 5px 0;border-bottom:1px solid var(--line);font-weight:400}
thead th{color:var(--faint);font-size:12px;border-bottom-color:var(--strong);vertical-align:bottom}
th .run-name,td .run-name{max-width:260px}
thead .run-name{color:var(--text);font-size:13px}
tbody th{color:var(--text-soft);white-space:nowrap}
tbody .group th{padding-top:18px;color:var(--text);font-weight:600;border-bottom-color:var(--strong)}
td.number,th.number{text-align:end;white-space:nowrap}
td small{display:block;color:var(--faint);font-size:11px}
.best{color:var(--faint);font-size:11px}
td b{font-weight:650}
.differs td,.differs th{background:var(--mark)}
.sign{width:22px;padding-right:4px;text-align:center;color:var(--faint)}
.problem{color:var(--bad)}
.columns{display:grid;gap:0 ${String(GAP)}px;align-items:start}
.cell{display:grid;grid-template-columns:minmax(0,1fr);grid-template-rows:subgrid;grid-row:span 3;min-width:0;margin:0 0 24px}
.cell figcaption{display:flex;flex-wrap:wrap;gap:2px 14px;align-items:baseline;margin-bottom:8px}
.at{font-size:12px;white-space:nowrap}
.frames img,.strip img{display:block;max-width:100%;height:auto;image-rendering:pixelated;background:#000;border-radius:2px}
.frames img[hidden]{display:none}
.plane{display:grid;grid-template:auto 18px/20px minmax(0,1fr);max-width:100%}
.frames.plane img{grid-area:1/2;width:100%;image-rendering:auto}
.ticks{display:flex;justify-content:space-between;color:var(--faint);font-size:11px;line-height:16px}
.up{grid-area:1/1;flex-direction:column;margin-right:4px;text-align:end}.up span{height:16px}
.across{grid-area:2/2;align-items:end;text-align:center}.across span{width:18px}
.charts{display:grid;grid-template-columns:repeat(auto-fill,minmax(min(100%,480px),1fr));gap:0 ${String(GAP)}px}
.chart{display:grid;grid-template-columns:minmax(0,1fr);grid-template-rows:subgrid;grid-row:span 3;margin:0 0 30px;min-width:0}
.chart figcaption{margin-bottom:6px;align-self:end}
.pair{display:flex;flex-wrap:wrap;gap:0 64px}.pair>section{flex:1 1 auto;min-width:0}
.legend{display:flex;flex-wrap:wrap;gap:1px 20px;margin:4px 0 0;padding:0;list-style:none;font-size:12px;color:var(--text-soft)}
.legend li{display:flex;gap:7px;align-items:center;min-width:0;max-width:100%}
.legend b{color:var(--text);font-weight:600}
.chart>svg,.scatter{display:block;width:100%;height:auto}
.chart>svg>svg{overflow:hidden}
.key{display:inline-block}
svg text{fill:var(--faint);font-size:11px}
svg .grid{stroke:var(--grid);fill:none}svg .axis{stroke:var(--strong);fill:none}
svg .line{fill:none;stroke:var(--c);stroke-width:1.8;stroke-linejoin:round;vector-effect:non-scaling-stroke}
svg .band{fill:var(--c);stroke:var(--c);stroke-width:.6;stroke-linejoin:round;opacity:.2}
svg circle{fill:var(--c)}
.scatter{border:1px solid var(--line);border-radius:2px}
.in-dark{display:none}
.dots{fill:none;stroke:var(--c);stroke-width:2.6;stroke-linecap:round;opacity:.7}
svg .class-name{fill:var(--text);font-size:15px;font-weight:650;text-anchor:middle;paint-order:stroke;stroke:var(--ground);stroke-width:4px;stroke-linejoin:round}
details{border-bottom:1px solid var(--line)}
summary{padding:8px 0;cursor:pointer}summary .run-name{vertical-align:bottom}
.networks,.network{display:flex;flex-wrap:wrap;gap:16px ${String(GAP)}px;align-items:flex-start}
.networks{column-gap:64px;padding:12px 0 28px}.networks>*,.network>*{min-width:0;max-width:100%}
.networks h3{margin-bottom:10px;text-transform:capitalize}
.graph{display:block}.graph path{fill:none;stroke:var(--faint)}
.graph rect{fill:var(--ground);stroke:var(--strong)}.graph .weighted,.graph .input{fill:var(--soft)}.graph .join{stroke-dasharray:3 3}
.graph .strong{fill:var(--text);font-weight:600}.graph .end{text-anchor:end}.graph .middle{text-anchor:middle}
.strip{margin:0 0 24px}
.strip figcaption{margin-bottom:8px}
.strip ol{display:grid;margin:6px 0 0;padding:0;list-style:none;font-size:11px;color:var(--faint);text-align:center;white-space:nowrap}
.scrubber{position:sticky;bottom:0;z-index:1;display:flex;gap:12px;align-items:center;margin:20px -12px 0;padding:10px 12px;background:var(--ground);border-top:1px solid var(--line)}
.scrubber[hidden]{display:none}
.scrubber input[type=range]{flex:1;min-width:80px;accent-color:var(--text-soft)}
.scrubber input[type=number]{width:9ch;font:inherit;color:inherit;background:var(--ground);border:1px solid var(--strong);border-radius:6px;padding:3px 6px;text-align:end}
.scrubber button{font:inherit;color:inherit;background:var(--soft);border:1px solid var(--strong);border-radius:6px;padding:3px 10px;cursor:pointer}
:focus-visible{outline:2px solid var(--text);outline-offset:2px}
dl{display:grid;grid-template-columns:max-content minmax(0,1fr);gap:6px 28px;margin:0;font-size:13px}
dt{color:var(--text-soft)}dd{margin:0;overflow-wrap:anywhere}
code{font-family:ui-monospace,SFMono-Regular,'Cascadia Mono',Consolas,'Liberation Mono','Noto Sans Mono CJK KR',monospace;font-size:12px;overflow-wrap:anywhere}
.repeat{margin:0;padding:0;list-style:none;display:grid;gap:14px}
.repeat code{display:block;margin-top:4px;padding:8px 10px;background:var(--soft);border-radius:6px;white-space:pre-wrap}
footer{color:var(--faint);font-size:12px;padding-top:40px;padding-bottom:56px}
@media screen and (max-width:700px){main,header,footer{padding-left:18px;padding-right:18px}.columns{grid-template-columns:minmax(0,1fr)!important}.strip li:nth-child(even){visibility:hidden}}
`;

const PRINT = `
@page{margin:14mm 13mm}
@media print{:root{${LIGHT}}
body{font-size:9.5pt;print-color-adjust:exact;-webkit-print-color-adjust:exact}
main,header,footer{max-width:none;padding:0}header{padding-top:0}
h1{font-size:18pt}h2{margin-top:22pt;font-size:12pt;break-after:avoid}
table{font-size:8pt}th,td{padding-right:11pt}.aside{display:none}
.scrubber{display:none}
.charts{grid-template-columns:repeat(2,minmax(0,1fr));gap:0 18pt}.chart{margin-bottom:14pt}.pair{display:block}
.cell{margin-bottom:14pt}
.chart,.cell,.strip,tr,.repeat li{break-inside:avoid}
.frames img,.plane,.scatter{width:100%!important;max-width:84mm}
.strip img,.strip ol{width:100%!important}.strip ol{font-size:7pt}.strip li:nth-child(even){visibility:hidden}
.scroll{overflow:visible}}
`;

export interface Layout {
  readonly runs: number;
  /** Kinds of pictures there are. */
  readonly kinds: number;
  /** Of the widest sheet, in pixels. */
  readonly sheetWidth: number;
  readonly strips: readonly Strip[];
}

/** The report's one style sheet: there are no style attributes, so that its hash is all that need be allowed. */
export function styleSheet(columns: readonly Column[], layout: Layout): string {
  // Many timelines one below the other are better small.
  const largest = columns.length <= 2 ? LARGEST_SCALE : 2;
  return [
    `:root{${LIGHT}}`,
    BASE,
    colors(columns, 'light'),
    `@media (prefers-color-scheme:dark){:root{${DARK}}${colors(columns, 'dark')}.in-dark{display:inline}.in-light{display:none}}`,
    scales(layout),
    layout.strips.map((strip, index) => stripStyle(strip, index, largest)).join(''),
    PRINT,
    `@media print{${colors(columns, 'light')}.columns{grid-template-columns:repeat(${String(onPaper(layout))},minmax(0,1fr))}}`,
  ].join('\n');
}

/** Columns on a sheet of paper. */
function onPaper({ runs, kinds }: Layout): number {
  return Math.min(3, runs > 1 ? runs : kinds);
}

/** A timeline's picture: its width in pixels, in so many steps. */
export interface Strip {
  readonly width: number;
  readonly steps: number;
}

function colors(columns: readonly Column[], theme: 'light' | 'dark'): string {
  const rules = columns.flatMap((column) =>
    Array.from({ length: TONES }, (_, k) => {
      const color = mix(column.look[theme], TEXT[theme], [0, 0.62, 0.3, 0.8][k] ?? 0);
      return `.${toneClass(column, k)}{--c:${color}}`;
    }),
  );
  const lines = RUN_PALETTE.map((entry, i) => `.line-${String(i)}{--c:${entry[theme]}}`);
  const classes = CLASS_PALETTE.map((entry, i) => `.class-${String(i)}{--c:${entry[theme]}}`);
  return [...rules, ...lines, ...classes, '.class-none{--c:var(--faint)}'].join('');
}

function mix(from: string, to: string, share: number): string {
  const target = rgbOf(to);
  const mixed = rgbOf(from).map((value, i) => Math.round(value * (1 - share) + (target[i] ?? 0) * share));
  return `#${mixed.map((value) => value.toString(16).padStart(2, '0')).join('')}`;
}

/**
 * Whole factors only, the largest that leaves every run its column; where a pixel is two of the screen's, half ones
 * are whole there.
 */
function scales({ runs, kinds, sheetWidth }: Layout): string {
  const columns = Math.min(MAX_COLUMNS, runs);
  const gap = columns === MAX_COLUMNS ? NARROW_GAP : GAP;
  const grid =
    runs === 1 ? 'repeat(auto-fill,calc(var(--w)*1px))' : `repeat(${String(columns)},minmax(0,1fr))`;
  let rules =
    `.columns{--w:${String(sheetWidth)};column-gap:${String(gap)}px;grid-template-columns:${grid}}` +
    '.frames img,.plane{width:calc(var(--w)*1px)}.scatter{max-width:calc(var(--w)*1px)}';
  for (let scale = 1.5; scale <= LARGEST_SCALE; scale += 0.5) {
    // One run shows its kinds side by side, but rather two to a row than small ones.
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

/** Rules for windows that have room for so many pixels of content and a scroll bar. */
function from(content: number, rules: string, and = ''): string {
  return `@media (min-width:${String(content + 2 * PADDING + 16)}px)${and}{${rules}}`;
}
