import { t } from '../contract/texts';
import { at } from '../contract/at';
import { countText } from '../contract/numbers';
import { fieldColor } from '../presentation/palette';
import { decodePointCloud, type PointCloud, type PointField } from '../contract/point-cloud';
import { encodePixels } from '../images/sheet';
import { dataUri } from './data-uri';
import { arrowLines, gridLines, type Polyline } from '../presentation/point-inside';
import { scatterClasses } from '../presentation/scatter';
import { tickText } from '../presentation/ticks';
import { fragment, type Markup } from './markup';

const SIDE = 480;

/**
 * Renders generated points over those of the data, over the discriminator's output: one path for each class, about ten
 * bytes for each point.
 * @param bytes from `encodePointCloud`
 * @param tone the CSS class of the run's colour, for points without a class
 * @returns null if the bytes do not encode a point cloud
 */
export function pointPlane(bytes: Uint8Array, tone: string): Markup | null {
  const cloud = decodePointCloud(bytes);
  if (cloud === null) return null;
  const { view, data, generated, field, grid, arrows } = cloud;
  const [left, right] = [view.x - view.reach, view.x + view.reach].map(tickText);
  return fragment`<svg
    class="scatter"
    viewBox="0 0 ${SIDE} ${SIDE}"
    role="img"
    aria-label="${t.reports.pointsAlt(countText(generated.length / 3), countText(data.length / 2), left ?? '', right ?? '')}"
  >
    ${field === null ? null : [fieldImage(field, 'light'), fieldImage(field, 'dark')]}
    <path class="dots class-none" d="${dots(data, view)}" />
    ${grid === undefined ? null : fragment`<path class="latent-grid" d="${polylines(gridLines(grid), view)}" />`}
    ${scatterClasses(generated).map(
      ({ label, points }) =>
        fragment`<path
          class="dots ${label < 0 ? tone : `class-${String(label % 10)}`}"
          d="${dots(points, view)}"
        />`,
    )}
    ${arrows === undefined ? null : fragment`<path class="gradients" d="${polylines(arrowLines(arrows, view.reach), view)}" />`}
  </svg>`;
}

/** A length in the plane, from the left or the top, in pixels. */
const placer =
  ({ reach }: PointCloud['view']) =>
  (value: number) =>
    ((value * SIDE) / (2 * reach)).toFixed(1);

function polylines(lines: readonly Polyline[], view: PointCloud['view']): string {
  const placed = placer(view);
  const places = (line: Polyline) =>
    Array.from({ length: line.length / 2 }, (_, i) => {
      const [across, down] = [
        at(line, 2 * i) - view.x + view.reach,
        view.y + view.reach - at(line, 2 * i + 1),
      ];
      return `${placed(across)} ${placed(down)}`;
    });
  return lines.map((line) => `M${places(line).join('L')}`).join('');
}

function dots(points: ArrayLike<number>, view: PointCloud['view']): string {
  const { x, y, reach } = view;
  const placed = placer(view);
  let path = '';
  for (let i = 0; i + 1 < points.length; i += 2)
    path += `M${placed(at(points, i) - x + reach)} ${placed(y + reach - at(points, i + 1))}h0`;
  return path;
}

/** One pixel per cell, smoothed when it is drawn; one image per theme. */
function fieldImage({ side, values, low, high }: PointField, theme: 'light' | 'dark'): Markup {
  const extent = high - low || 1;
  const data = new Uint8Array(3 * side * side);
  values.forEach((value, i) => {
    data.set(fieldColor((value - low) / extent, theme === 'dark'), 3 * i);
  });
  const png = encodePixels({ data, width: side, height: side, channels: 3 });
  return fragment`<image class="in-${theme}" width="${SIDE}" height="${SIDE}" href="${dataUri(png)}" />`;
}
