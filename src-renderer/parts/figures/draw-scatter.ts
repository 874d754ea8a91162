import { placeClassNames } from '../../../src-main/presentation/class-names';
import { CLASS_PALETTE } from '../../../src-main/presentation/palette';
import { gridStep, type Plane, type ScatterClass } from '../../../src-main/presentation/scatter';

/** The colour of a class; items without a class, with a label below zero, are grey. */
export function classColor(label: number, dark: boolean): string {
  const entry = label < 0 ? undefined : CLASS_PALETTE[Math.trunc(label) % CLASS_PALETTE.length];
  return (dark ? entry?.dark : entry?.light) ?? NO_CLASS;
}
const NO_CLASS = '#888888';

/** In pixels. */
const NAME_HEIGHT = 13;
/** On a large plane, points grow with it. */
const DOTS_ACROSS = 240;

export interface ScatterLook {
  readonly plane: Plane;
  readonly dark: boolean;
  /** The highlighted class, or null. */
  readonly highlighted: number | null;
  readonly names: readonly string[];
  /** Opacity of the grid lines behind the points; lower if there is an image beneath, 0 if coordinates mean nothing. */
  readonly gridOpacity?: number;
}

export function drawScatter(
  canvas: HTMLCanvasElement,
  classes: readonly ScatterClass[],
  look: ScatterLook,
): void {
  const context = canvas.getContext('2d');
  if (context === null) return;
  const size = canvas.clientWidth;
  const ratio = devicePixelRatio;
  if (canvas.width !== Math.round(size * ratio)) canvas.width = canvas.height = Math.round(size * ratio);
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  context.clearRect(0, 0, size, size);
  const style = getComputedStyle(canvas);
  const { x, y, reach } = look.plane;
  const scale = size / (2 * reach);
  const left = (value: number) => (value - x + reach) * scale;
  const top = (value: number) => (y + reach - value) * scale;
  if (look.gridOpacity !== 0) drawGrid(context, size, look, style);

  const dot = size > 380 ? Math.max(2.5, size / DOTS_ACROSS) : 2;
  for (const { label, points } of classes) {
    const faded = look.highlighted !== null && look.highlighted !== label;
    context.globalAlpha = faded ? 0.1 : 0.75;
    context.fillStyle = classColor(label, look.dark);
    for (let index = 0; index < points.length; index += 2) {
      context.fillRect(left(points[index] ?? 0) - dot / 2, top(points[index + 1] ?? 0) - dot / 2, dot, dot);
    }
  }
  context.globalAlpha = 1;
  // The class name is written at its centre, so that colour is not the only indication.
  context.font = `600 ${String(NAME_HEIGHT)}px ${style.fontFamily}`;
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  context.lineWidth = 4;
  context.lineJoin = 'round';
  const named = classes.filter(
    ({ label }) => label >= 0 && (look.highlighted === null || look.highlighted === label),
  );
  const names = named.map(({ label, points, center }) => {
    const text = look.names[label] ?? String(label);
    const radius = radiusOf(points, center) * scale;
    // Over a narrow class the name would hide the points, so it is placed above.
    const y = top(center[1]) - (radius < NAME_HEIGHT ? 1.5 * radius + NAME_HEIGHT : 0);
    return { text, x: left(center[0]), y, width: context.measureText(text).width + 4 };
  });
  for (const { name, x: across, y: down } of placeClassNames(names, size, NAME_HEIGHT + 2)) {
    context.strokeStyle = style.getPropertyValue('--surface');
    context.strokeText(name.text, across, down);
    context.fillStyle = style.getPropertyValue('--text');
    context.fillText(name.text, across, down);
  }
}

/** Root mean square distance of a class's points from their centre. */
function radiusOf(points: Float32Array, [x, y]: ScatterClass['center']): number {
  let sum = 0;
  for (let index = 0; index < points.length; index += 2) {
    sum += ((points[index] ?? 0) - x) ** 2 + ((points[index + 1] ?? 0) - y) ** 2;
  }
  return Math.sqrt((2 * sum) / (points.length || 1));
}

function drawGrid(
  context: CanvasRenderingContext2D,
  size: number,
  { plane: { x, y, reach }, gridOpacity = 1 }: ScatterLook,
  style: CSSStyleDeclaration,
): void {
  const step = gridStep(reach);
  context.font = `11px ${style.fontFamily}`;
  context.lineJoin = 'round';
  context.textAlign = 'left';
  context.textBaseline = 'alphabetic';
  // Faint text cannot be read over images.
  context.fillStyle = style.getPropertyValue(gridOpacity < 1 ? '--text' : '--text-faint');
  const lines = (middle: number, draw: (pixel: number, text: string) => void) => {
    for (let nth = Math.ceil((middle - reach) / step); nth * step <= middle + reach; nth++) {
      const pixel = Math.round(((nth * step - middle + reach) * size) / (2 * reach)) + 0.5;
      context.beginPath();
      // Rounded, because sums of tenths have a tail of digits.
      draw(pixel, String(Number((nth * step).toPrecision(6))).replace('-', '\u2212'));
      context.strokeStyle = style.getPropertyValue(nth === 0 ? '--line-strong' : '--grid');
      context.lineWidth = 1;
      context.globalAlpha = gridOpacity;
      context.stroke();
      context.globalAlpha = 1;
    }
  };
  /** Draws text outlined in the background colour, because decoded images may be below it. */
  const write = (text: string, across: number, down: number) => {
    context.strokeStyle = style.getPropertyValue('--surface');
    context.lineWidth = 3;
    context.strokeText(text, across, down);
    context.fillText(text, across, down);
  };
  const isInside = (pixel: number) => pixel > 1 && pixel < size - 1;
  lines(x, (pixel, text) => {
    context.moveTo(pixel, 0);
    context.lineTo(pixel, size);
    if (isInside(pixel)) write(text, pixel + 3, size - 4);
  });
  lines(y, (pixel, text) => {
    context.moveTo(0, size - pixel);
    context.lineTo(size, size - pixel);
    // The lowest value is omitted in favour of the other axis.
    if (isInside(pixel) && pixel > 20) write(text, 3, size - pixel - 3);
  });
}
