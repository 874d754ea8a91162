import { DIGIT_SHAPES, type DigitShape } from './digit-shapes';
import { lineDepth, penLine, type PenLine } from './pen';
import { seededRandom, type SeededRandom } from './seeded-random';

/** Pixels on a side, as in MNIST. */
const DIGIT_SIDE = 28;
/** The digit's longer side in pixels, as in MNIST. */
const BOX = 20;
const PIXELS = DIGIT_SIDE * DIGIT_SIDE;
/** Segments per curve between two points: about a pixel and a half each. */
const CUTS = 5;
const MAX_POINTS = 128;
/** Nodes on a side of the lattice that bends the strokes. */
const LATTICE = 4;
/** The largest fraction of the digit's surroundings that may be ink: with more, an 8 becomes a blot. */
const MAX_INK = 0.56;

export type Split = 'train' | 'test';

export interface LabelledImages {
  /** [count, 28 · 28], 0 is paper and 255 is ink. */
  images: Uint8Array;
  /** [count], 0 to 9. */
  labels: Uint8Array;
  /** How far each digit leans to the right per pixel upwards, before it is bent and rotated, [count]. */
  slants: Float32Array;
  /** Radius of the pen in pixels, without the pressure of the hand, [count]. */
  penRadii: Float32Array;
}

/** What the writer of one digit chose. */
interface Written {
  label: number;
  slant: number;
  penRadius: number;
}

/**
 * Generates handwritten-looking digits like those of MNIST (LeCun, Cortes, Burges): 28×28 grey, the digit 20 pixels on
 * its longer side, its centre of mass in the middle. Image `i` of a split depends only on (seed, split, i), and is the
 * same bytes on every machine. Cost: about 30 µs per image.
 */
export function syntheticDigits(options: {
  seed: number;
  split: Split;
  offset: number;
  count: number;
}): LabelledImages {
  const { seed, split, offset, count } = options;
  const images = new Uint8Array(count * PIXELS);
  const labels = new Uint8Array(count);
  const [slants, penRadii] = [new Float32Array(count), new Float32Array(count)];
  const write = digitWriter(seed, split);
  for (let i = 0; i < count; i++) {
    const written = write(offset + i, images.subarray(i * PIXELS, (i + 1) * PIXELS));
    [labels[i], slants[i], penRadii[i]] = [written.label, written.slant, written.penRadius];
  }
  return { images, labels, slants, penRadii };
}

/** @returns a function that draws image `index` into `image` [28 · 28] */
function digitWriter(seed: number, split: Split): (index: number, image: Uint8Array) => Written {
  const random = seededRandom();
  const { uniform, bell } = random;
  const line = penLine(MAX_POINTS);
  const depth = new Float64Array(PIXELS);
  const pointsX = new Float64Array(MAX_POINTS);
  const pointsY = new Float64Array(MAX_POINTS);
  const bendX = new Float64Array(LATTICE * LATTICE);
  const bendY = new Float64Array(LATTICE * LATTICE);

  /**
   * One writer's variant of the shape: between its extremes or slightly beyond, with each point slightly displaced.
   */
  function placePoints(shape: DigitShape, haste: number): void {
    const blend = between(random, -0.3, 1.2);
    const unsteady = between(random, 1, 3.4) * haste;
    for (let i = 0; i < shape.from.x.length; i++) {
      const [fromX, fromY] = [shape.from.x[i]!, shape.from.y[i]!];
      pointsX[i] = fromX + blend * (shape.to.x[i]! - fromX) + unsteady * bell();
      pointsY[i] = fromY + blend * (shape.to.y[i]! - fromY) + unsteady * bell();
    }
  }

  function tracePieces(shape: DigitShape): void {
    line.count = 0;
    for (const { first, last, penDown } of shape.pieces) {
      if (penDown) addPoint(line, pointsX[first]!, pointsY[first]!, 1);
      for (let i = first; i < last; i++) {
        const before = Math.max(first, i - 1);
        const after = Math.min(last, i + 2);
        for (let cut = 1; cut <= CUTS; cut++) {
          const t = cut / CUTS;
          addPoint(
            line,
            catmullRom(pointsX[before]!, pointsX[i]!, pointsX[i + 1]!, pointsX[after]!, t),
            catmullRom(pointsY[before]!, pointsY[i]!, pointsY[i + 1]!, pointsY[after]!, t),
            0,
          );
        }
      }
    }
  }
  /**
   * Applies an elastic distortion, then slant, rotation and stretch. A lattice of random shifts, interpolated by
   * B-splines, is smooth.
   *
   * @returns the slant
   */
  function distort(haste: number): number {
    const strength = between(random, 2, 10) * haste;
    for (let i = 0; i < bendX.length; i++) {
      bendX[i] = strength * bell();
      bendY[i] = strength * bell();
    }
    const slant = 0.15 + 0.22 * bell();
    const stretch = 1 + 0.16 * bell();
    const half = 0.05 * bell();
    const cos = (1 - half * half) / (1 + half * half);
    const sin = (2 * half) / (1 + half * half);
    for (let i = 0; i < line.count; i++) {
      const u = line.x[i]! / 100;
      const v = line.y[i]! / 100;
      const x = (line.x[i]! + lattice(bendX, u, v) - 50) * stretch;
      const y = line.y[i]! + lattice(bendY, u, v) - 50;
      const slanted = x - slant * y;
      line.x[i] = slanted * cos - y * sin;
      line.y[i] = slanted * sin + y * cos;
    }
    return slant;
  }

  return (index, image) => {
    random.reset(seed, split === 'train' ? 1 : 2, index);
    const label = Math.floor(uniform() * DIGIT_SHAPES.length);
    const shape = chooseShape(DIGIT_SHAPES[label]!, random);
    // Most digits are neat, some hasty.
    const haste = 1 + 0.55 * Math.max(0, bell());
    placePoints(shape, haste);
    tracePieces(shape);
    const slant = distort(haste);
    const penRadius = centre(line, random);
    lineDepth(line, depth, DIGIT_SIDE);
    ink(depth, image, random);
    return { label, slant, penRadius };
  };
}

function between({ uniform }: SeededRandom, low: number, high: number): number {
  return low + (high - low) * uniform();
}

function chooseShape(shapes: readonly DigitShape[], { uniform }: SeededRandom): DigitShape {
  let total = 0;
  for (const shape of shapes) total += shape.weight;
  let at = uniform() * total;
  for (const shape of shapes) {
    at -= shape.weight;
    if (at < 0) return shape;
  }
  return shapes[0]!;
}

function addPoint(line: PenLine, x: number, y: number, starts: 0 | 1): void {
  line.x[line.count] = x;
  line.y[line.count] = y;
  line.starts[line.count] = starts;
  line.count++;
}

/**
 * Scales the digit to its box, chooses the pen and puts the centre of mass in the middle of the image.
 *
 * @returns the radius of the pen
 */
function centre(line: PenLine, random: SeededRandom): number {
  const { bell } = random;
  let [left, right, top, bottom, length] = [Infinity, -Infinity, Infinity, -Infinity, 0];
  for (let i = 0; i < line.count; i++) {
    left = Math.min(left, line.x[i]!);
    right = Math.max(right, line.x[i]!);
    top = Math.min(top, line.y[i]!);
    bottom = Math.max(bottom, line.y[i]!);
    if (line.starts[i] === 0) length += segmentLength(line, i);
  }
  const size = BOX * between(random, 0.94, 1.02);
  const longer = Math.max(right - left, bottom - top);
  // A pen that would fill the digit's loops is replaced by a finer one.
  const room = ((size / longer) * (right - left) + 4) * ((size / longer) * (bottom - top) + 4);
  const widest = (MAX_INK * room * longer) / (2 * length * size);
  const radius = Math.max(0.62, Math.min(widest, 1.3 + 0.34 * bell()));
  press(line, radius, random);

  const scale = (size - 2 * radius) / longer;
  let [massX, massY, mass] = [0, 0, 1e-9];
  for (let i = 0; i < line.count; i++) {
    if (line.starts[i] === 1) continue;
    const ink = segmentLength(line, i) * (line.radius[i]! + line.radius[i - 1]!);
    massX += ink * (line.x[i]! + line.x[i - 1]!) * 0.5;
    massY += ink * (line.y[i]! + line.y[i - 1]!) * 0.5;
    mass += ink;
  }
  const middleX = (DIGIT_SIDE - 1) / 2 + 0.4 * bell();
  const middleY = (DIGIT_SIDE - 1) / 2 + 0.4 * bell();
  for (let i = 0; i < line.count; i++) {
    line.x[i] = (line.x[i]! - massX / mass) * scale + middleX;
    line.y[i] = (line.y[i]! - massY / mass) * scale + middleY;
  }
  return radius;
}

function segmentLength(line: PenLine, i: number): number {
  const dx = line.x[i]! - line.x[i - 1]!;
  const dy = line.y[i]! - line.y[i - 1]!;
  return Math.sqrt(dx * dx + dy * dy);
}

/** Sets the pen radius along the line, in pixels: the pressure varies, and decreases at the ends of strokes. */
function press(line: PenLine, radius: number, random: SeededRandom): void {
  const { bell } = random;
  const unevenness = between(random, 0.03, 0.22);
  let pressure = bell();
  for (let i = 0; i < line.count; i++) {
    pressure = 0.86 * pressure + 0.5 * bell();
    const lift = i + 1 === line.count || line.starts[i + 1] === 1 || line.starts[i] === 1 ? 0.85 : 1;
    line.radius[i] = Math.max(0.45, radius * lift * (1 + unevenness * pressure));
  }
}

/** Converts the depth under the line's edge to ink, with a soft edge, roughened like paper. */
function ink(depth: Float64Array, image: Uint8Array, random: SeededRandom): void {
  const { uniform } = random;
  const softness = 1 / between(random, 1.05, 1.7);
  const darkness = 255 * Math.min(1, between(random, 0.92, 1.2));
  const roughness = between(random, 0.05, 0.35);
  for (let i = 0; i < PIXELS; i++) {
    const t = depth[i]! * softness + 0.5;
    if (t <= 0) {
      image[i] = 0;
      continue;
    }
    const edge = t >= 1 ? 1 : t + (uniform() - 0.5) * roughness;
    const clipped = edge < 0 ? 0 : edge > 1 ? 1 : edge;
    image[i] = darkness * clipped * clipped * (3 - 2 * clipped) + 0.5;
  }
}

/** The curve from `b` to `c` with neighbours `a` and `d` (Catmull and Rom, 1974), at `t` in [0, 1]. */
function catmullRom(a: number, b: number, c: number, d: number, t: number): number {
  return b + 0.5 * t * (c - a + t * (2 * a - 5 * b + 4 * c - d + t * (3 * (b - c) + d - a)));
}

/** Quadratic B-spline over a lattice of values, at (u, v) in [0, 1]²; constant beyond the border. */
function lattice(values: Float64Array, u: number, v: number): number {
  const x = Math.min(0.9999, Math.max(0, u)) * (LATTICE - 2);
  const y = Math.min(0.9999, Math.max(0, v)) * (LATTICE - 2);
  const column = Math.floor(x);
  const row = Math.floor(y);
  const fx = x - column;
  const fy = y - row;
  const left = 0.5 * (1 - fx) * (1 - fx);
  const right = 0.5 * fx * fx;
  const above = 0.5 * (1 - fy) * (1 - fy);
  const below = 0.5 * fy * fy;
  const at = row * LATTICE + column;
  const rowSum = (start: number) =>
    left * values[start]! + (1 - left - right) * values[start + 1]! + right * values[start + 2]!;
  return above * rowSum(at) + (1 - above - below) * rowSum(at + LATTICE) + below * rowSum(at + 2 * LATTICE);
}
