/** Points of a latent plane, grouped by class so that each class is drawn in one go. */
export interface ScatterClass {
  readonly label: number;
  /** x and y in turn. */
  readonly points: Float32Array;
  readonly center: readonly [x: number, y: number];
}

/** @param triples (z0, z1, label), as `latent-scatter` figures have them */
export function scatterClasses(triples: Float32Array): ScatterClass[] {
  const groups = new Map<number, number[]>();
  for (let index = 0; index + 2 < triples.length; index += 3) {
    const label = triples[index + 2] ?? 0;
    const group = groups.get(label) ?? [];
    if (group.length === 0) groups.set(label, group);
    group.push(triples[index] ?? 0, triples[index + 1] ?? 0);
  }
  return [...groups]
    .sort(([a], [b]) => a - b)
    .map(([label, values]) => ({ label, points: Float32Array.from(values), center: centerOf(values) }));
}

function centerOf(values: readonly number[]): [number, number] {
  let x = 0;
  let y = 0;
  for (let index = 0; index < values.length; index += 2) {
    x += values[index] ?? 0;
    y += values[index + 1] ?? 0;
  }
  const count = values.length / 2 || 1;
  return [x / count, y / count];
}

/** Half the side of a square about the origin that holds all but the furthest 0.5 % of points. */
export function scatterReach(triples: Float32Array): number {
  const distances: number[] = [];
  for (let index = 0; index + 2 < triples.length; index += 3) {
    distances.push(Math.max(Math.abs(triples[index] ?? 0), Math.abs(triples[index + 1] ?? 0)));
  }
  distances.sort((a, b) => a - b);
  const reach = distances[Math.min(Math.floor(distances.length * 0.995), distances.length - 1)] ?? 0;
  return Math.max(Math.ceil(reach * 1.02), 1);
}
