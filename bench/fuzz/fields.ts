import { seededRandom } from '../../src-main/datasets/seeded-random';

/** Random draws for one input, which depend only on its seed. */
export interface Draw {
  /** An integer from `low` to below `high`. */
  integer(low: number, high: number): number;
  pick<T>(from: readonly T[]): T;
}

/**
 * The fields that a file is built from. Each field passes through one of these calls, which usually returns the given
 * value, but for a mutated field returns something that no valid program writes.
 */
export interface Fields {
  readonly draw: Draw;
  /** A count, size, offset or code, unsigned, with this number of bits; what a header declares about something else. */
  number(name: string, value: number, bits?: 8 | 16 | 32): number;
  /** One of several valid values; another one may be as good, or contradict the rest. */
  choice<T>(name: string, value: T, others: readonly T[]): T;
  bytes(name: string, value: Uint8Array): Uint8Array;
  text(name: string, value: string): string;
  /** A sequence of parts: chunks, segments, entries, rows. */
  parts<T>(name: string, parts: readonly T[]): readonly T[];
}

/** Returns every field unchanged, and of several choices the first. */
export const SOUND: Fields = {
  draw: { integer: (low) => low, pick: (from) => from[0] as (typeof from)[number] },
  number: (_, value) => value,
  choice: (_, value) => value,
  bytes: (_, value) => value,
  text: (_, value) => value,
  parts: (_, parts) => parts,
};

export interface Mutated<T> {
  readonly result: T;
  /** The fields that were changed. */
  readonly changes: readonly string[];
}

/** Number of changed fields, drawn from this list; sometimes none. */
const TURNS = [0, 1, 1, 1, 1, 2, 3];
const HOSTILE_TEXT = [
  '',
  ' ',
  '"',
  "'",
  ',',
  ';',
  '\0',
  '\t',
  '\r',
  '\n',
  '../',
  'NaN',
  '1e999',
  '-0',
  '0x10',
  '١',
  '😀',
];

/** Builds a valid input. */
export function sound<T>(seed: readonly [number, number], build: (fields: Fields) => T): T {
  return run(seed, new Set(), build).result;
}

/**
 * Builds an input twice: once to count its fields, then with a few of them changed.
 * @param build must request the same fields each time, up to the first changed one
 */
export function mutate<T>(seed: readonly [number, number], build: (fields: Fields) => T): Mutated<T> {
  const { count } = run(seed, new Set(), build);
  const draw = drawFrom(seed, 3);
  const turns = Array.from({ length: draw.pick(TURNS) }, () => draw.integer(0, count));
  return run(seed, new Set(turns), build);
}

/** @param turns indices of the fields to change */
function run<T>(
  seed: readonly [number, number],
  turns: ReadonlySet<number>,
  build: (fields: Fields) => T,
): Mutated<T> & { count: number } {
  let count = 0;
  const changes: string[] = [];
  const field = <V>(name: string, value: V, changed: () => V): V => {
    if (!turns.has(count++)) return value;
    const result = changed();
    changes.push(`${name}: ${shown(value)} → ${shown(result)}`);
    return result;
  };
  const result = build(fieldsOf(drawFrom(seed, 1), drawFrom(seed, 2), field));
  return { result, changes, count };
}

function drawFrom([seed, number]: readonly [number, number], purpose: number): Draw {
  const random = seededRandom();
  random.reset(seed, number, purpose);
  const integer = (low: number, high: number) => low + Math.floor(random.uniform() * (high - low));
  return { integer, pick: (from) => from[integer(0, from.length)] as (typeof from)[number] };
}

function fieldsOf(
  draw: Draw,
  hostile: Draw,
  field: <V>(name: string, value: V, changed: () => V) => V,
): Fields {
  return {
    draw,
    number: (name, value, bits = 32) => field(name, value, () => hostileNumber(hostile, value, bits)),
    choice: (name, value, others) => field(name, value, () => hostile.pick(others)),
    bytes: (name, value) => field(name, value, () => hostileBytes(hostile, value)),
    text: (name, value) => field(name, value, () => hostileText(hostile, value)),
    parts: (name, parts) => field(name, parts, () => hostileParts(hostile, parts)),
  };
}

function hostileNumber(draw: Draw, value: number, bits: number): number {
  const most = 2 ** bits - 1;
  const half = 2 ** (bits - 1);
  const near = [value - 1, value + 1, value * 2, value >> 1, value + 256, value ^ 0x80];
  const far = [0, 1, 2, 3, half - 1, half, most, most - 1, 255, 65_535, draw.integer(0, most)];
  return Math.min(most, Math.max(0, draw.pick([...near, ...far])));
}

function hostileBytes(draw: Draw, value: Uint8Array): Uint8Array {
  const cut = draw.integer(0, value.length + 1);
  const flipped = Uint8Array.from(value);
  for (let i = 0; i < 1 + (value.length >> 6); i++)
    flipped[draw.integer(0, Math.max(1, value.length))] = draw.integer(0, 256);
  return draw.pick([
    value.subarray(0, cut),
    value.subarray(cut),
    new Uint8Array(),
    flipped,
    flipped,
    Buffer.concat([value, value]),
    Buffer.concat([value, new Uint8Array(draw.pick([1, 7, 4096, 100_000]))]),
    new Uint8Array(value.length),
    new Uint8Array(value.length).fill(255),
  ]);
}

function hostileText(draw: Draw, value: string): string {
  const at = draw.integer(0, value.length + 1);
  const inserted = draw.pick(HOSTILE_TEXT).repeat(draw.pick([1, 1, 2, 1000]));
  return draw.pick([
    value.slice(0, at) + inserted + value.slice(at),
    value.slice(0, at),
    inserted,
    value.repeat(50),
    `${value}\uFFFD`,
    value.toUpperCase(),
  ]);
}

function hostileParts<T>(draw: Draw, parts: readonly T[]): readonly T[] {
  const at = draw.integer(0, Math.max(1, parts.length));
  const part = parts.slice(at, at + 1);
  return draw.pick([
    parts.filter((_, i) => i !== at),
    [...parts.slice(0, at), ...part, ...parts.slice(at)],
    [...parts].reverse(),
    [...parts, ...parts],
    [...parts.slice(0, at), ...Array.from({ length: 200 }, () => part).flat(), ...parts.slice(at)],
    parts.slice(0, at),
    [],
  ]);
}

function shown(value: unknown): string {
  if (value instanceof Uint8Array) return `${String(value.length)} bytes`;
  if (Array.isArray(value)) return `${String(value.length)} parts`;
  const text = JSON.stringify(value) ?? String(value);
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}
