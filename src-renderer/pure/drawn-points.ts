import { mulberry32, streamKey } from '../../src-main/contract/pseudo-random';

/** What the brush leaves at one place: points that are normally distributed around it. */
export interface Dab {
  readonly x: number;
  readonly y: number;
  /** Two standard deviations of its points. */
  readonly radius: number;
  /** null where no classes are drawn. */
  readonly label: number | null;
}

export interface DrawnPoint {
  readonly x: number;
  readonly y: number;
  readonly label: number | null;
}

/** The plane that is drawn on goes from −2 to 2 on both axes, as those of the built-in sets of points. */
export const DRAWN_REACH = 2;
/** Dabs on a way are this part of a radius apart, so that they merge into a line. */
const SPACING = 0.5;

/** Dabs from one place to another, without the first: it has been left before. */
export function dabsAlong(from: Dab, x: number, y: number): Dab[] {
  const distance = Math.hypot(x - from.x, y - from.y);
  const count = Math.floor(distance / (SPACING * from.radius));
  return Array.from({ length: count }, (_, i) => {
    const share = (i + 1) / count;
    return { ...from, x: from.x + share * (x - from.x), y: from.y + share * (y - from.y) };
  });
}

/** Without those whose middle lies under the eraser. */
export function erased(dabs: readonly Dab[], x: number, y: number, radius: number): readonly Dab[] {
  const left = dabs.filter((dab) => Math.hypot(dab.x - x, dab.y - y) > radius);
  return left.length === dabs.length ? dabs : left;
}

/** The first points of what was drawn; each depends on nothing but the dabs and its number. */
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

/** As a table that can be imported: x, y and, where all have one, the class. */
export function pointsCsv(points: readonly DrawnPoint[]): string {
  const hasClasses = points.every(({ label }) => label !== null);
  const rows = points.map(({ x, y, label }) =>
    [x.toFixed(5), y.toFixed(5), ...(hasClasses ? [`class ${String(label)}`] : [])].join(','),
  );
  return [hasClasses ? 'x,y,class' : 'x,y', ...rows, ''].join('\n');
}
