/**
 * Handwritten forms of the ten digits: several shapes for each. A shape is a pair of extremes, and each writer's digit
 * is an interpolation between them. Strokes are separated by `|`; points are `x,y` in hundredths of the digit's height,
 * y downwards, joined by Catmull-Rom curves; `!` marks a corner, where the curve breaks.
 */
interface ShapeText {
  /** Relative frequency among the shapes of the same digit. */
  readonly weight: number;
  readonly from: string;
  readonly to: string;
}

const SHAPES: readonly (readonly ShapeText[])[] = [
  // 0: oval, wide ring, curled end, egg
  [
    {
      weight: 4,
      from: '55,2 25,18 15,52 28,88 52,98 78,80 85,45 72,12 48,4',
      to: '52,0 34,15 28,50 36,86 52,99 66,84 71,48 65,14 47,3',
    },
    {
      weight: 3,
      from: '70,12 45,2 16,22 6,55 24,90 58,96 88,68 90,32 66,8',
      to: '62,16 42,6 22,26 16,58 30,92 56,92 76,66 78,34 66,20',
    },
    {
      weight: 2,
      from: '38,12 18,35 14,70 38,97 68,88 84,55 74,18 48,4 32,14 40,28',
      to: '46,6 26,28 22,66 42,97 64,86 74,54 68,20 54,6 44,8 40,14',
    },
    {
      weight: 2,
      from: '64,2 34,18 16,60 28,95 54,94 76,62 80,24 60,4 48,12',
      to: '58,4 40,24 30,62 36,94 52,96 64,66 68,30 58,6 52,4',
    },
  ],
  // 1: straight, leaning, bowed, with a flag, with flag and base
  [
    { weight: 5, from: '50,2 50,35 50,68 50,98', to: '58,2 53,34 47,66 42,98' },
    { weight: 3, from: '68,2 57,34 45,66 34,98', to: '84,8 66,36 44,64 24,92' },
    { weight: 2, from: '56,2 51,30 50,62 54,98', to: '60,2 48,32 42,64 44,98' },
    { weight: 2, from: '36,22 46,14 55,2! 53,35 51,68 50,98', to: '42,14 50,9 58,2! 54,34 50,66 44,98' },
    {
      weight: 1,
      from: '30,26 44,15 54,2! 53,34 52,66 52,97 | 28,97 52,96 78,97',
      to: '38,18 48,11 56,3! 54,34 51,66 49,96 | 34,98 50,96 68,95',
    },
  ],
  // 2: corner at the foot, loop at the foot, swan, like a z
  [
    {
      weight: 4,
      from: '16,28 28,6 54,1 77,17 72,42 46,70 16,96! 46,94 88,95',
      to: '22,18 34,5 54,3 68,18 64,40 44,68 22,94! 48,93 76,90',
    },
    {
      weight: 4,
      from: '18,24 36,3 66,6 74,32 54,62 28,88 10,93 12,79 32,78 58,92 90,90',
      to: '26,20 40,5 62,8 68,30 54,60 36,86 22,94 22,86 36,84 54,93 78,97',
    },
    {
      weight: 2,
      from: '18,30 26,7 54,1 74,18 66,46 40,74 16,94 42,87 66,96 92,86',
      to: '26,26 34,9 54,5 68,20 62,44 42,72 22,95 44,91 62,95 80,91',
    },
    {
      weight: 1,
      from: '16,10 46,4 78,8! 52,46 16,93! 50,91 86,93',
      to: '24,18 46,6 70,16! 52,48 24,92! 50,93 76,97',
    },
  ],
  // 3: two bows meeting in a corner, small loop, flat top, one continuous curve
  [
    {
      weight: 4,
      from: '16,14 44,1 74,14 66,38 36,48! 70,52 82,76 56,98 12,88',
      to: '26,10 46,3 64,16 60,38 42,47! 62,52 72,74 54,96 22,94',
    },
    {
      weight: 3,
      from: '16,18 44,2 72,16 60,42 38,52 30,45 44,42 78,60 74,88 44,99 10,84',
      to: '26,12 46,3 64,18 56,42 42,49 38,46 46,45 66,62 66,86 46,98 22,92',
    },
    {
      weight: 1,
      from: '18,6 48,6 78,5! 58,24 40,42! 70,47 82,72 56,98 14,88',
      to: '26,8 46,6 68,8! 54,26 42,42! 62,48 70,72 52,95 22,93',
    },
    {
      weight: 3,
      from: '24,12 52,1 74,18 54,43 46,47 58,49 78,68 60,96 18,94',
      to: '32,8 54,3 66,18 54,42 50,46 56,48 66,68 52,94 28,98',
    },
  ],
  // 4: open, closed triangle, cup and stem in one stroke, cup and stem separate, low bar
  [
    {
      weight: 4,
      from: '22,4 17,30 14,54! 46,53 86,50 | 72,8 68,50 62,98',
      to: '32,2 24,26 18,50! 44,54 76,48 | 66,14 62,54 58,98',
    },
    {
      weight: 2,
      from: '66,1 40,30 8,66! 48,65 92,62 | 66,2 65,50 63,98',
      to: '60,3 38,28 20,58! 44,58 76,56 | 62,4 59,50 54,98',
    },
    {
      weight: 3,
      from: '20,6 14,34 24,56 52,52 74,30 80,4! 72,50 64,98',
      to: '30,4 24,30 30,48 50,46 64,30 70,8! 64,50 58,98',
    },
    {
      weight: 3,
      from: '16,8 18,36 42,53 72,42 | 82,2 70,50 58,98',
      to: '30,10 26,36 42,50 62,46 | 68,6 62,50 58,98',
    },
    {
      weight: 1,
      from: '40,2 26,34 12,70! 46,69 90,64 | 60,38 58,68 56,98',
      to: '44,4 34,32 24,62! 46,63 78,58 | 60,34 58,66 54,98',
    },
  ],
  // 5: bar last, in one stroke, like an s, rising separate bar
  [
    {
      weight: 4,
      from: '28,4 24,24 21,44! 50,36 78,54 76,82 46,99 12,90 | 28,5 54,4 86,3',
      to: '36,6 32,24 28,42! 50,40 66,56 64,80 44,97 20,94 | 36,7 54,6 74,5',
    },
    {
      weight: 3,
      from: '84,3 54,4 28,5! 25,24 21,45! 52,37 78,56 72,86 42,99 10,88',
      to: '72,6 54,7 38,9! 34,26 30,44! 52,42 66,58 60,84 40,97 22,92',
    },
    {
      weight: 2,
      from: '82,4 46,4 27,22 40,43 68,56 74,80 46,98 12,88',
      to: '70,4 48,7 36,24 44,42 60,54 64,78 46,96 24,94',
    },
    {
      weight: 2,
      from: '34,12 30,28 25,47! 56,42 74,62 62,90 34,98 14,86 | 36,12 62,8 94,0',
      to: '42,16 38,30 34,46! 54,44 64,62 56,88 38,97 26,90 | 46,14 62,10 82,2',
    },
  ],
  // 6: sweeping, straight back, wide loop, small loop
  [
    {
      weight: 4,
      from: '70,2 38,20 18,56 24,88 50,99 76,84 74,60 48,53 22,72',
      to: '58,2 40,22 30,56 34,88 50,97 64,84 62,64 48,58 33,72',
    },
    {
      weight: 3,
      from: '58,1 36,34 18,70 34,98 66,94 80,73 60,56 34,64 20,80',
      to: '48,2 38,34 30,70 40,97 58,94 66,76 54,62 40,67 32,80',
    },
    {
      weight: 2,
      from: '74,6 40,8 14,46 18,86 50,99 84,80 78,52 50,44 18,62',
      to: '62,8 42,16 26,50 30,86 50,97 70,80 66,56 48,52 28,66',
    },
    {
      weight: 2,
      from: '82,16 64,2 36,22 22,62 34,95 60,97 70,79 54,65 28,78',
      to: '60,10 52,4 38,26 30,64 38,94 54,96 62,82 52,72 34,82',
    },
  ],
  // 7: plain, barred, with a serif, one curve, one curve with a bar
  [
    { weight: 5, from: '12,9 48,7 86,5! 64,46 42,98', to: '24,12 46,9 70,7! 60,48 52,98' },
    {
      weight: 2,
      from: '12,9 48,7 86,5! 64,46 44,98 | 32,52 58,49 86,46',
      to: '24,8 46,7 70,6! 60,46 52,98 | 40,54 58,50 74,44',
    },
    {
      weight: 1,
      from: '14,28 17,6! 48,8 86,5! 62,48 50,98',
      to: '24,20 27,8! 48,9 70,7! 58,50 50,98',
    },
    {
      weight: 3,
      from: '10,18 34,5 68,6 82,14 70,42 56,68 44,98',
      to: '24,14 42,6 62,5 70,14 62,42 52,70 42,98',
    },
    {
      weight: 1,
      from: '12,16 36,6 68,6 80,14 66,44 54,70 48,98 | 30,50 56,52 84,48',
      to: '24,14 42,8 62,6 68,14 60,44 52,70 46,98 | 40,52 56,52 74,46',
    },
  ],
  // 8: one stroke, two rings, open and begun on the right, narrow
  [
    {
      weight: 4,
      from: '76,14 50,1 24,16 34,38 64,54 80,78 52,99 22,82 36,56 66,38 76,14',
      to: '66,12 50,3 36,16 42,38 58,54 66,78 50,97 34,82 42,58 58,40 68,18',
    },
    {
      weight: 2,
      from: '52,2 26,12 28,38 52,47 76,34 74,10 50,2 | 52,46 20,60 20,90 52,99 82,84 78,58 50,46',
      to: '52,2 36,14 38,36 50,44 64,34 64,12 48,2 | 50,44 32,60 32,88 50,98 68,86 66,60 48,44',
    },
    {
      weight: 3,
      from: '84,10 56,2 24,18 40,42 70,60 66,92 36,98 22,78 46,52 78,26 88,4',
      to: '72,12 54,4 36,18 44,40 62,60 58,92 40,96 34,78 48,54 64,30 74,10',
    },
    {
      weight: 2,
      from: '64,6 40,6 34,28 54,46 70,72 52,98 28,90 34,66 58,44 74,20 62,4',
      to: '58,4 44,8 42,28 52,46 60,72 50,96 38,90 42,66 54,46 64,22 56,4',
    },
  ],
  // 9: straight stem, hooked tail, leaning stem, one continuous curve
  [
    {
      weight: 4,
      from: '74,14 48,1 20,20 26,48 56,48 75,18! 72,55 68,98',
      to: '64,16 50,4 34,20 36,42 52,44 65,18! 62,56 58,98',
    },
    {
      weight: 2,
      from: '76,18 54,1 22,14 22,44 52,50 77,22 80,58 62,94 20,94',
      to: '66,18 52,4 34,16 34,42 50,46 66,22 66,58 54,90 30,98',
    },
    {
      weight: 3,
      from: '74,8 42,4 16,28 34,54 64,40 78,8! 66,50 46,98',
      to: '64,10 46,5 32,28 42,48 58,36 66,12! 60,54 50,98',
    },
    {
      weight: 3,
      from: '72,30 48,48 22,34 36,6 66,4 78,28 72,62 58,98',
      to: '62,26 48,42 34,30 42,8 60,8 66,28 62,62 56,98',
    },
  ],
];

/** Strokes, divided into smooth pieces at pen-downs and corners; each piece has at least two points. */
export interface DigitShape {
  readonly weight: number;
  /** [points], in hundredths of the digit's height, for both extremes. */
  readonly from: { readonly x: Float64Array; readonly y: Float64Array };
  readonly to: { readonly x: Float64Array; readonly y: Float64Array };
  readonly pieces: readonly {
    readonly first: number;
    readonly last: number;
    /** Whether the pen is put down here; otherwise the piece continues from a corner. */
    readonly penDown: boolean;
  }[];
}

function parsePoints(text: string) {
  const x: number[] = [];
  const y: number[] = [];
  const pieces: { first: number; last: number; penDown: boolean }[] = [];
  for (const stroke of text.split('|')) {
    let first = x.length;
    let penDown = true;
    for (const point of stroke.trim().split(' ')) {
      const [px, py] = point.replace('!', '').split(',').map(Number);
      if (px === undefined || py === undefined) throw new Error(`Not a point of a digit: ${point}`);
      x.push(px);
      y.push(py);
      if (!point.endsWith('!')) continue;
      pieces.push({ first, last: x.length - 1, penDown });
      // A corner belongs to both pieces.
      first = x.length - 1;
      penDown = false;
    }
    pieces.push({ first, last: x.length - 1, penDown });
  }
  return { x: Float64Array.from(x), y: Float64Array.from(y), pieces };
}

function parseShape({ weight, from, to }: ShapeText): DigitShape {
  const start = parsePoints(from);
  const end = parsePoints(to);
  if (JSON.stringify(start.pieces) !== JSON.stringify(end.pieces)) {
    throw new Error(`The two extremes of a digit's shape differ in structure: ${from} / ${to}`);
  }
  return { weight, from: start, to: end, pieces: start.pieces };
}

/** The shapes of each digit, 0 to 9. */
export const DIGIT_SHAPES: readonly (readonly DigitShape[])[] = SHAPES.map((shapes) =>
  shapes.map(parseShape),
);
