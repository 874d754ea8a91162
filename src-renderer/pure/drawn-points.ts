import { mulberry32, streamKey } from '../../src-main/contract/pseudo-random';

/** One dab of the brush: points that are normally distributed around its centre. */
export interface Dab {
  readonly x: number;
  readonly y: number;
  /** Two standard deviations of its points. */
  readonly radius: number;
  /** null if no classes are drawn. */
  readonly label: number | null;
}

export interface DrawnPoint {
  readonly x: number;
  readonly y: number;
  readonly label: number | null;
}

/** The plane for drawing ranges from −2 to 2 on both axes, like those of the built-in datasets of points. */
export const DRAWN_REACH = 2;
/** Distance between the dabs of a stroke as a fraction of their radius, so that they merge into a line. */
const SPACING = 0.5;

/** Dabs from one place to another, without the first, which is already there. */
export function dabsAlong(from: Dab, x: number, y: number): Dab[] {
  const distance = Math.hypot(x - from.x, y - from.y);
  const count = Math.floor(distance / (SPACING * from.radius));
  return Array.from({ length: count }, (_, i) => {
    const share = (i + 1) / count;
    return { ...from, x: from.x + share * (x - from.x), y: from.y + share * (y - from.y) };
  });
}

/** Removes the dabs whose centre is under the eraser. */
export function erased(dabs: readonly Dab[], x: number, y: number, radius: number): readonly Dab[] {
  const left = dabs.filter((dab) => Math.hypot(dab.x - x, dab.y - y) > radius);
  return left.length === dabs.length ? dabs : left;
}

/** The first points of the drawing; each depends only on the dabs and its index. */
export function pointsOf(dabs: readonly Dab[], count: number): DrawnPoint[] {
  if (dabs.length === 0) return [];
  const next = mulberry32(streamKey(1, 'drawn points'));
  return Array.from({ length: count }, () => {
    const dab = dabs[Math.floor(next() * dabs.length)] as Dab;
    // Box and Muller 1958
    const length = (dab.radius / 2) * Math.sqrt(-2 * Math.log(1 - next()));
    const angle = 2 * Math.PI * next();
    return { x: dab.x + length * Math.cos(angle), y: dab.y + length * Math.sin(angle), label: dab.label };
  });
}

/** The points as a table that can be imported: x, y and, if all have one, the class. */
export function pointsCsv(points: readonly DrawnPoint[]): string {
  const hasClasses = points.every(({ label }) => label !== null);
  const rows = points.map(({ x, y, label }) =>
    [x.toFixed(5), y.toFixed(5), ...(hasClasses ? [`class ${String(label)}`] : [])].join(','),
  );
  return [hasClasses ? 'x,y,class' : 'x,y', ...rows, ''].join('\n');
}
