import { CLASS_PALETTE } from '../../../src-main/contract/palette';
import type { ScatterClass } from '../../pure/scatter';

export function classColor(label: number, dark: boolean): string {
  const count = CLASS_PALETTE.length;
  const entry = CLASS_PALETTE[((Math.trunc(label) % count) + count) % count];
  return (dark ? entry?.dark : entry?.light) ?? '#888888';
}

export interface ScatterLook {
  readonly reach: number;
  readonly dark: boolean;
  /** The one class that stands out, or null. */
  readonly highlighted: number | null;
  readonly names: readonly string[];
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
  const at = (value: number) => ((value / look.reach + 1) / 2) * size;
  drawGrid(context, size, at, look.reach, style);

  const dot = size > 380 ? 2.5 : 2;
  for (const { label, points } of classes) {
    const faded = look.highlighted !== null && look.highlighted !== label;
    context.globalAlpha = faded ? 0.1 : 0.75;
    context.fillStyle = classColor(label, look.dark);
    for (let index = 0; index < points.length; index += 2) {
      context.fillRect(
        at(points[index] ?? 0) - dot / 2,
        size - at(points[index + 1] ?? 0) - dot / 2,
        dot,
        dot,
      );
    }
  }
  context.globalAlpha = 1;
  // The class is written at its middle, so that colour is not the only sign.
  context.font = `600 13px ${style.fontFamily}`;
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  context.lineWidth = 4;
  context.lineJoin = 'round';
  for (const { label, center } of classes) {
    if (look.highlighted !== null && look.highlighted !== label) continue;
    const name = look.names[label] ?? String(label);
    context.strokeStyle = style.getPropertyValue('--surface');
    context.strokeText(name, at(center[0]), size - at(center[1]));
    context.fillStyle = style.getPropertyValue('--text');
    context.fillText(name, at(center[0]), size - at(center[1]));
  }
}

function drawGrid(
  context: CanvasRenderingContext2D,
  size: number,
  at: (value: number) => number,
  reach: number,
  style: CSSStyleDeclaration,
): void {
  const every = Math.ceil(reach / 4);
  context.font = `11px ${style.fontFamily}`;
  context.lineWidth = 1;
  context.textAlign = 'left';
  context.textBaseline = 'alphabetic';
  context.fillStyle = style.getPropertyValue('--text-faint');
  for (let value = -Math.floor(reach / every) * every; value <= reach; value += every) {
    const pixel = Math.round(at(value)) + 0.5;
    context.strokeStyle = style.getPropertyValue(value === 0 ? '--line-strong' : '--grid');
    context.beginPath();
    context.moveTo(pixel, 0);
    context.lineTo(pixel, size);
    context.moveTo(0, size - pixel);
    context.lineTo(size, size - pixel);
    context.stroke();
    if (Math.abs(value) === reach) continue;
    context.fillText(String(value).replace('-', '\u2212'), pixel + 3, size - 4);
    if (value !== 0) context.fillText(String(value).replace('-', '\u2212'), 3, size - pixel - 3);
  }
}
