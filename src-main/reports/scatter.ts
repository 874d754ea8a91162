import { fragment, type Markup } from './markup';
import { ticks } from './curves';
import { tickText } from './format';

const SIDE = 480;

interface Dots {
  path: string;
  sumX: number;
  sumY: number;
  count: number;
}

/**
 * Test images in a latent plane, one path a class: some ten bytes a dot.
 * @param bytes little-endian Float32 triples (z0, z1, label); a label below 0 or not a number is none
 * @returns null where there are no dots
 */
export function scatter(bytes: Uint8Array): Markup | null {
  const points = readTriples(bytes);
  if (points.length === 0) return null;
  const reach = reachOf(points);
  const at = (value: number) => ((value / reach + 1) / 2) * SIDE;
  const classes = new Map<number, Dots>();
  for (const { x, y, label } of points) {
    const dots = classes.get(label) ?? { path: '', sumX: 0, sumY: 0, count: 0 };
    dots.path += `M${at(x).toFixed(1)} ${at(-y).toFixed(1)}h0`;
    dots.sumX += x;
    dots.sumY += y;
    dots.count++;
    classes.set(label, dots);
  }
  const sorted = [...classes].sort(([a], [b]) => a - b);
  return fragment`<svg
    class="scatter"
    viewBox="0 0 ${SIDE} ${SIDE}"
    role="img"
    aria-label="${String(points.length)} test images in the latent plane, from ${tickText(-reach)} to ${tickText(reach)} on both axes"
  >
    ${gridLines(reach, at)}
    ${sorted.map(([label, { path }]) => fragment`<path class="dots ${classOf(label)}" d="${path}" />`)}
    ${sorted.map(([label, { sumX, sumY, count }]) =>
      label < 0
        ? null
        : fragment`<text
            class="class-name"
            x="${at(sumX / count).toFixed(1)}"
            y="${at(-sumY / count).toFixed(1)}"
            dy="0.35em"
            >${label}</text
          >`,
    )}
  </svg>`;
}

function classOf(label: number): string {
  return label < 0 ? 'class-none' : `class-${String(label % 10)}`;
}

function readTriples(bytes: Uint8Array): { x: number; y: number; label: number }[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const points = [];
  for (let offset = 0; offset + 12 <= bytes.length; offset += 12) {
    const [x, y] = [view.getFloat32(offset, true), view.getFloat32(offset + 4, true)];
    const label = Math.trunc(view.getFloat32(offset + 8, true));
    if (Number.isFinite(x) && Number.isFinite(y)) points.push({ x, y, label: label >= 0 ? label : -1 });
  }
  return points;
}

/** Half the side of a square about the origin that holds all but the furthest 0.5 % of dots. */
function reachOf(points: readonly { x: number; y: number }[]): number {
  const distances = points.map(({ x, y }) => Math.max(Math.abs(x), Math.abs(y))).sort((a, b) => a - b);
  const reach = distances[Math.floor((distances.length - 1) * 0.995)] ?? 1;
  return Math.max(1, Math.ceil(reach * 1.02));
}

function gridLines(reach: number, at: (value: number) => number): Markup[] {
  return ticks(-reach, reach, 6).map((value) => {
    const place = at(value).toFixed(1);
    const mirrored = at(-value).toFixed(1);
    const line = value === 0 ? 'axis' : 'grid';
    const inside = Math.abs(value) < reach;
    return fragment`<path class="${line}" d="M${place} 0V${SIDE}M0 ${mirrored}H${SIDE}" />
      ${inside ? fragment`<text x="${place}" y="${SIDE - 5}" dx="3">${tickText(value)}</text>` : null}
      ${inside && value !== 0 ? fragment`<text x="4" y="${mirrored}" dy="-3">${tickText(value)}</text>` : null}`;
  });
}
