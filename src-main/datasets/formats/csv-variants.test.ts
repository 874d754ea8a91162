import { describe, expect, it } from 'vitest';
import { fileReasonText } from '../../contract/problems/catalogue';
import { importFixture, inspect } from '../../testing/import-fixture';

const { given } = importFixture();

/** Mulberry32. */
function seededRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

const SIDE = 8;
const PIXELS = SIDE * SIDE;
const CLASSES = 5;
type Kind = 'bordered' | 'photo' | 'noise' | 'black-white' | 'bits' | 'sixteenths' | 'fractions';
const KINDS: Kind[] = ['bordered', 'photo', 'noise', 'black-white', 'bits', 'sixteenths', 'fractions'];

interface Item {
  readonly label: number;
  readonly pixels: readonly number[];
}

/** Images whose neighbouring pixels are alike, except for noise; one class is rare. */
function items(kind: Kind, count: number, isSorted: boolean): Item[] {
  const random = seededRandom(217 + KINDS.indexOf(kind));
  const made = Array.from({ length: count }, (_, i): Item => {
    const label = i % 10 === 9 ? CLASSES - 1 : i % (CLASSES - 1);
    const [angle, level] = [random() * Math.PI, random()];
    const at = (place: number) => {
      const [x, y] = [(place % SIDE) / SIDE, Math.floor(place / SIDE) / SIDE];
      return Math.min(1, Math.max(0, level * (x * Math.cos(angle) + y * Math.sin(angle)) + 0.4 * random()));
    };
    const pixels = Array.from({ length: PIXELS }, (_, place) => {
      const value = at(place);
      const isBorder =
        place < SIDE || place >= PIXELS - SIDE || place % SIDE === 0 || place % SIDE === SIDE - 1;
      switch (kind) {
        case 'bordered':
          return isBorder ? (random() < 0.02 ? Math.floor(255 * value) : 0) : Math.floor(255 * value);
        case 'photo':
          return Math.floor(255 * value);
        case 'noise':
          return Math.floor(256 * random());
        case 'black-white':
          return value > 0.5 ? 255 : 0;
        case 'bits':
          return value > 0.5 ? 1 : 0;
        case 'sixteenths':
          return Math.floor(16.9 * value);
        case 'fractions':
          return Math.round(1e4 * value) / 1e4;
      }
    });
    return { label, pixels };
  });
  return isSorted ? made.sort((a, b) => a.label - b.label) : made;
}

/** The value after import, from 0 to 255. */
const byte = (kind: Kind, value: number) =>
  Math.round(kind === 'bits' || kind === 'fractions' ? 255 * value : value);
const described = (label: string, pixels: Iterable<number>) => `${label}: ${[...pixels].join(' ')}`;

async function check(kind: Kind, all: Item[], lines: string[], labelled: boolean) {
  const dataset = await inspect([given('table.csv', Buffer.from(lines.join('\n')))]);
  const found: string[] = [];
  for (const { labels, blocks } of [dataset.splits.train, dataset.splits.test]) {
    let first = 0;
    for await (const block of blocks()) {
      if (!(block instanceof Uint8Array)) throw new Error(fileReasonText(block.why));
      for (let at = 0; at < block.length; at += PIXELS) {
        const label = dataset.classNames[labels?.[first++] ?? -1] ?? '';
        found.push(described(label, block.subarray(at, at + PIXELS)));
      }
    }
  }
  const expected = all.map(({ label, pixels }) =>
    described(
      labelled ? String(label) : '',
      pixels.map((value) => byte(kind, value)),
    ),
  );
  expect(found.sort()).toEqual(expected.sort());
  return dataset;
}

const HEADERS = ['none', 'digit', 'series', 'pandas'] as const;
const PLACES = ['first', 'last', 'none'] as const;
const ORDERS = ['mixed', 'sorted'] as const;
interface Variant {
  readonly kind: Kind;
  readonly order: (typeof ORDERS)[number];
  readonly header: (typeof HEADERS)[number];
  readonly place: (typeof PLACES)[number];
  readonly hasIndex: boolean;
}
const VARIANTS = ORDERS.flatMap((order) =>
  PLACES.flatMap((place) => [
    ...KINDS.map((kind): Variant => ({ kind, order, header: 'none', place, hasIndex: false })),
    ...HEADERS.flatMap((header) =>
      [false, true].map((hasIndex): Variant => ({ kind: 'photo', order, header, place, hasIndex })),
    ),
  ]),
);
/** More rows than are read at first: in sorted tables, the first class is longer than that. */
const COUNT = 900;

describe('tables of images', () => {
  it.each(VARIANTS)(
    'of $kind, $order by class, with header $header and the label $place, an index: $hasIndex',
    async ({ kind, order, header, place, hasIndex }) => {
      const all = items(kind, COUNT, order === 'sorted');
      const row = (pixels: readonly (number | string)[], label: number | string, index: number | string) =>
        [
          ...(hasIndex ? [index] : []),
          ...(place === 'first' ? [label] : []),
          ...pixels,
          ...(place === 'last' ? [label] : []),
        ].join(',');
      const rows = all.map(({ pixels, label }, i) => row(pixels, label, i));
      const names = Array.from({ length: PIXELS }, (_, i) => i);
      const columns = PIXELS + Number(place !== 'none');
      const above = {
        none: [],
        digit: [
          row(
            names.map((i) => `p${String(i)}`),
            'digit',
            '',
          ),
        ],
        series: [row(names, 'colour', 'Unnamed: 0')],
        pandas: [[...(hasIndex ? [''] : []), ...Array(columns).keys()].join(',')],
      };
      const dataset = await check(kind, all, [...above[header], ...rows], place !== 'none');
      const column = Number(hasIndex) + (place === 'last' ? PIXELS : 0) + 1;
      if (place === 'none') expect(dataset.labelSource).toBeNull();
      else expect(dataset.labelSource).toMatch(new RegExp(`^column ${String(column)}( |$)`));
      expect(dataset.leftOut).toHaveLength(Number(hasIndex));
    },
  );
});
