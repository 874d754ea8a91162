import { t } from '../contract/texts';
import { at } from '../contract/at';
import { fragment, type Markup } from './markup';
import { scatterClasses, scatterReach } from '../presentation/scatter';
import { ticks, tickText } from '../presentation/ticks';

const SIDE = 480;

/**
 * Renders test images in a latent plane, with one path for each class and about ten bytes for each dot.
 * @param bytes little-endian Float32 triples (z0, z1, label); a label below 0 or NaN means no class
 * @returns null without dots
 */
export function scatter(bytes: Uint8Array): Markup | null {
  const triples = readTriples(bytes);
  if (triples.length === 0) return null;
  const reach = scatterReach(triples);
  const placed = (value: number) => ((value / reach + 1) / 2) * SIDE;
  const classes = scatterClasses(triples);
  return fragment`<svg
    class="scatter"
    viewBox="0 0 ${SIDE} ${SIDE}"
    role="img"
    aria-label="${t.reports.scatterAlt(String(triples.length / 3), tickText(-reach), tickText(reach))}"
  >
    ${gridLines(reach, placed)}
    ${classes.map(({ label, points }) => fragment`<path class="dots ${classOf(label)}" d="${dots(points, placed)}" />`)}
    ${classes.map(({ label, center: [x, y] }) =>
      label < 0
        ? null
        : fragment`<text class="class-name" x="${placed(x).toFixed(1)}" y="${placed(-y).toFixed(1)}" dy="0.35em">${label}</text>`,
    )}
  </svg>`;
}

function classOf(label: number): string {
  return label < 0 ? 'class-none' : `class-${String(label % 10)}`;
}

function dots(points: Float32Array, placed: (value: number) => number): string {
  let path = '';
  for (let i = 0; i + 1 < points.length; i += 2)
    path += `M${placed(at(points, i)).toFixed(1)} ${placed(-at(points, i + 1)).toFixed(1)}h0`;
  return path;
}

/** Returns the triples with finite positions, with label −1 for points without a class. */
function readTriples(bytes: Uint8Array): Float32Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const triples: number[] = [];
  for (let offset = 0; offset + 12 <= bytes.length; offset += 12) {
    const [x, y] = [view.getFloat32(offset, true), view.getFloat32(offset + 4, true)];
    const label = Math.trunc(view.getFloat32(offset + 8, true));
    if (Number.isFinite(x) && Number.isFinite(y)) triples.push(x, y, label >= 0 ? label : -1);
  }
  return Float32Array.from(triples);
}

function gridLines(reach: number, placed: (value: number) => number): Markup[] {
  return ticks(-reach, reach, 6).map((value) => {
    const place = placed(value).toFixed(1);
    const mirrored = placed(-value).toFixed(1);
    const line = value === 0 ? 'axis' : 'grid';
    const inside = Math.abs(value) < reach;
    return fragment`<path class="${line}" d="M${place} 0V${SIDE}M0 ${mirrored}H${SIDE}" />
      ${inside ? fragment`<text x="${place}" y="${SIDE - 5}" dx="3">${tickText(value)}</text>` : null}
      ${inside && value !== 0 ? fragment`<text x="4" y="${mirrored}" dy="-3">${tickText(value)}</text>` : null}`;
  });
}
