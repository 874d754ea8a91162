/** Figures of made-up runs, drawn without a model. */
import type { FigureKind } from '../contract/figure';
import { encodeSheet } from '../images/sheet';
import type { ReportFigure } from '../reports/report-input';
import { noise } from './fake-series';

/** What a run is of: its figures and metrics follow from that. */
export type Shape = 'gan' | 'vae';

export function figuresOf(id: number, shape: Shape, steps: number, pictures: number): ReportFigure[] {
  const random = noise(id + 100);
  const labels = Uint8Array.from({ length: 3000 }, () => Math.abs(random() * 9.99));
  const images = digits(labels.subarray(0, 140), random);
  const figure = (kind: FigureKind, step: number, bytes: Uint8Array, side = 8): ReportFigure => ({
    figure: {
      id: step,
      runId: id,
      step,
      kind,
      mediaType: kind === 'latent-scatter' ? 'application/octet-stream' : 'image/png',
      sheet: kind === 'latent-scatter' ? null : { columns: side, rows: side, tileWidth: 28, tileHeight: 28 },
    },
    bytes,
  });
  const sheet = (tiles: Uint8Array) =>
    encodeSheet({ tiles, count: 64, width: 28, height: 28, channels: 1, columns: 8 });
  const figures: ReportFigure[] = [];
  for (let i = 0; i < pictures; i++) {
    const learnt = pictures === 1 ? 1 : i / (pictures - 1);
    const step = Math.round(steps * learnt);
    const tiles = images.subarray(0, 64 * 784);
    figures.push(
      figure(
        'samples',
        step,
        sheet(shape === 'gan' ? grainy(tiles, learnt, random) : blurred(tiles, learnt)),
      ),
    );
    if (shape === 'gan') continue;
    const pairs = new Uint8Array(64 * 784);
    for (let pair = 0; pair < 32; pair++) {
      const tile = images.subarray((100 + pair) * 784, (101 + pair) * 784);
      pairs.set(tile, 2 * pair * 784);
      pairs.set(blurred(tile, learnt), (2 * pair + 1) * 784);
    }
    figures.push(figure('reconstructions', step, sheet(pairs)));
  }
  if (shape === 'vae') {
    figures.push(figure('latent-scatter', steps, cloud(labels, random)));
    figures.push(figure('manifold', steps, plane(images, labels), PLANE_SIDE));
  }
  return figures;
}

const PLANE_SIDE = 30;

/** What the cloud of points suggests: a class in each direction, and something dim of all in the middle. */
export function plane(images: Uint8Array, labels: Uint8Array): Uint8Array {
  const tiles = new Uint8Array(PLANE_SIDE ** 2 * 784);
  for (let at = 0; at < PLANE_SIDE ** 2; at++) {
    const x = (at % PLANE_SIDE) - (PLANE_SIDE - 1) / 2;
    const y = (PLANE_SIDE - 1) / 2 - Math.floor(at / PLANE_SIDE);
    const label = Math.floor((Math.atan2(y, x) / 0.6283185 + 10.5) % 10);
    const image = labels.indexOf(label);
    const dim = Math.min(1, 0.3 + Math.hypot(x, y) / 10);
    tiles.set(
      images.subarray(image * 784, (image + 1) * 784).map((value) => value * dim),
      at * 784,
    );
  }
  return encodeSheet({
    tiles,
    count: PLANE_SIDE ** 2,
    width: 28,
    height: 28,
    channels: 1,
    columns: PLANE_SIDE,
  });
}

/** Sides of a digit's two squares, as a pocket calculator lights them: top, both upper, middle, both lower, bottom. */
const LIT = [
  '1110111',
  '0010010',
  '1011101',
  '1011011',
  '0111010',
  '1101011',
  '1101111',
  '1010010',
  '1111111',
  '1111011',
];
const SIDES = [
  [9, 5, 18, 5],
  [9, 5, 9, 14],
  [18, 5, 18, 14],
  [9, 14, 18, 14],
  [9, 14, 9, 23],
  [18, 14, 18, 23],
  [9, 23, 18, 23],
] as const;

export function digits(labels: Uint8Array, random: () => number): Uint8Array {
  const images = new Uint8Array(labels.length * 784);
  for (const [i, label] of labels.entries()) {
    const slant = 0.15 + 0.25 * random();
    const width = 1.3 + 0.5 * random();
    const sides = SIDES.filter((_, side) => LIT[label]?.[side] === '1');
    for (let at = 0; at < 784; at++) {
      const y = Math.floor(at / 28);
      const x = (at % 28) + slant * (y - 14);
      const distance = Math.min(
        ...sides.map(([x0, y0, x1, y1]) =>
          Math.hypot(x - Math.min(x1, Math.max(x0, x)), y - Math.min(y1, Math.max(y0, y))),
        ),
      );
      images[i * 784 + at] = 255 * Math.min(1, Math.max(0, width + 0.5 - distance));
    }
  }
  return images;
}

function grainy(tiles: Uint8Array, learnt: number, random: () => number): Uint8Array {
  const grain = 120 * (1 - learnt) + 18;
  return Uint8Array.from(tiles, (value) => {
    const seen =
      value * Math.min(1, learnt * 1.6) + 90 * (1 - learnt) + grain * random() * (random() > 0.4 ? 1 : 0.2);
    return Math.min(255, Math.max(0, seen));
  });
}

function blurred(tiles: Uint8Array, learnt: number): Uint8Array {
  const reach = learnt < 0.15 ? 5 : learnt < 0.4 ? 2 : 1;
  return Uint8Array.from(tiles, (_, at) => {
    const [x, y] = [at % 28, Math.floor(at / 28) % 28];
    let [sum, weight] = [0, 0];
    for (let dy = -reach; dy <= reach; dy++) {
      for (let dx = -reach; dx <= reach; dx++) {
        if (x + dx < 0 || x + dx > 27 || y + dy < 0 || y + dy > 27) continue;
        sum += tiles[at + dy * 28 + dx] ?? 0;
        weight++;
      }
    }
    return sum / weight;
  });
}

function cloud(labels: Uint8Array, random: () => number): Uint8Array {
  const triples = new Float32Array(labels.length * 3);
  for (const [i, label] of labels.entries()) {
    const angle = label * 0.628 + 0.25 * random();
    const radius = 1.6 + 0.9 * random() + (label % 2) * 0.9;
    triples.set(
      [radius * Math.cos(angle) + 0.3 * random(), radius * Math.sin(angle) + 0.3 * random(), label],
      3 * i,
    );
  }
  return new Uint8Array(triples.buffer);
}
