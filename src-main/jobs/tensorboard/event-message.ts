import { PbfReader } from 'pbf';

/*
 * Events of TensorBoard, read field by field: event.proto, summary.proto and tensor.proto of TensorFlow, and plugin_data.proto
 * of TensorBoard's hparams plugin. A field of another type than declared is skipped.
 */

/** What an event says about one tag. */
export interface SummaryValue {
  tag: string;
  /** The plugin that shows the tag; only in the first event of a tag. */
  plugin: string | null;
  /** The data of the plugin. */
  content: Uint8Array | null;
  /** The description of the tag. */
  description: string | null;
  /** A scalar of the old form. */
  scalar: number | null;
  /** An encoded image of the old form. */
  image: Uint8Array | null;
  tensor: Tensor | null;
}

export interface EventMessage {
  /** Seconds since 1970. */
  wallTime: number;
  step: number;
  /** Only in the first event of a file. */
  version: string | null;
  readonly values: SummaryValue[];
}

export interface Tensor {
  type: number;
  raw: Uint8Array | null;
  readonly numbers: number[];
  readonly strings: Uint8Array[];
}

export type HyperparameterValues = Record<string, number | string | boolean>;

const [VARINT, DOUBLE, BYTES, FLOAT] = [0, 1, 2, 5];
const [DT_FLOAT, DT_DOUBLE, DT_INT32, DT_INT64] = [1, 2, 3, 9];
const NUMBERS_READ = 16;
/** A message of a few megabytes could hold millions of empty parts, each of which takes memory here. */
const MOST = { values: 10_000, strings: 300, hyperparameters: 1000 } as const;

type Field<T> = (field: number, result: T, pbf: PbfReader) => void;

/** Reads the message at the reader's place. */
function inner<T>(pbf: PbfReader, read: Field<T>, result: T): T {
  return pbf.type === BYTES ? pbf.readMessage(read, result) : result;
}

const text = (pbf: PbfReader): string | null => (pbf.type === BYTES ? pbf.readString() : null);
const bytes = (pbf: PbfReader): Uint8Array | null => (pbf.type === BYTES ? pbf.readBytes() : null);

/** Returns null for a message that is cut inside, although its checksum is right. */
export function readEvent(message: Uint8Array): EventMessage | null {
  const event: EventMessage = { wallTime: 0, step: 0, version: null, values: [] };
  try {
    return new PbfReader(message).readFields<EventMessage>((field, into, pbf) => {
      if (field === 1 && pbf.type === DOUBLE) into.wallTime = pbf.readDouble();
      else if (field === 2 && pbf.type === VARINT) into.step = pbf.readVarint(true);
      else if (field === 3) into.version = text(pbf);
      else if (field === 5) inner(pbf, readSummary, into.values);
    }, event);
  } catch {
    return null;
  }
}

const readSummary: Field<SummaryValue[]> = (field, values, pbf) => {
  if (field !== 1 || pbf.type !== BYTES || values.length >= MOST.values) return;
  const nothing = { plugin: null, content: null, description: null, scalar: null, image: null, tensor: null };
  values.push(inner<SummaryValue>(pbf, readValue, { tag: '', ...nothing }));
};

const readValue: Field<SummaryValue> = (field, value, pbf) => {
  if (field === 1) value.tag = text(pbf) ?? '';
  else if (field === 2 && pbf.type === FLOAT) value.scalar = pbf.readFloat();
  else if (field === 4) inner(pbf, readImage, value);
  else if (field === 8)
    value.tensor = inner<Tensor>(pbf, readTensor, { type: 0, raw: null, numbers: [], strings: [] });
  else if (field === 9) inner(pbf, readMetadata, value);
};

const readImage: Field<SummaryValue> = (field, value, pbf) => {
  if (field === 4) value.image = bytes(pbf);
};

const readMetadata: Field<SummaryValue> = (field, value, pbf) => {
  if (field === 1) inner(pbf, readPlugin, value);
  else if (field === 3) value.description = text(pbf);
};

const readPlugin: Field<SummaryValue> = (field, value, pbf) => {
  if (field === 1) value.plugin = text(pbf);
  else if (field === 2) value.content = bytes(pbf);
};

/** Numbers, of which the first few are read, packed or not. */
function numbers(pbf: PbfReader, into: number[], single: number, read: () => number): void {
  const end = pbf.type === BYTES ? pbf.readVarint() + pbf.pos : null;
  if (end === null && pbf.type !== single) return;
  do into.push(read());
  while (end !== null && pbf.pos < Math.min(end, pbf.length) && into.length < NUMBERS_READ);
  if (end !== null) pbf.pos = end;
}

const readTensor: Field<Tensor> = (field, tensor, pbf) => {
  if (field === 1 && pbf.type === VARINT) tensor.type = pbf.readVarint();
  else if (field === 4) tensor.raw = bytes(pbf);
  else if (field === 5) numbers(pbf, tensor.numbers, FLOAT, () => pbf.readFloat());
  else if (field === 6) numbers(pbf, tensor.numbers, DOUBLE, () => pbf.readDouble());
  else if (field === 7 || field === 10) numbers(pbf, tensor.numbers, VARINT, () => pbf.readVarint(true));
  else if (field === 8 && tensor.strings.length < MOST.strings)
    tensor.strings.push(bytes(pbf) ?? new Uint8Array(0));
};

/** The only number of a tensor; null if it has none, or more. */
export function scalarOf({ type, raw, numbers: [first, second], strings }: Tensor): number | null {
  if (strings.length > 0 || second !== undefined) return null;
  if (first !== undefined) return first;
  if (raw === null) return null;
  const view = new DataView(raw.buffer, raw.byteOffset, raw.byteLength);
  if (type === DT_FLOAT && raw.length === 4) return view.getFloat32(0, true);
  if (type === DT_DOUBLE && raw.length === 8) return view.getFloat64(0, true);
  if (type === DT_INT32 && raw.length === 4) return view.getInt32(0, true);
  if (type === DT_INT64 && raw.length === 8) return Number(view.getBigInt64(0, true));
  return null;
}

interface Entry {
  key: string;
  value: number | string | boolean | null;
}

/** The hyperparameters in the data of the hparams plugin; null if the data cannot be read. */
export function readHyperparameters(content: Uint8Array): HyperparameterValues | null {
  const entries: Entry[] = [];
  try {
    new PbfReader(content).readFields<Entry[]>((field, into, pbf) => {
      if (field === 3) inner(pbf, readSession, into);
    }, entries);
  } catch {
    return null;
  }
  return Object.fromEntries(
    entries.flatMap(({ key, value }) => (key === '' || value === null ? [] : [[key, value]])),
  );
}

const readSession: Field<Entry[]> = (field, entries, pbf) => {
  if (field === 1 && pbf.type === BYTES && entries.length < MOST.hyperparameters)
    entries.push(inner<Entry>(pbf, readEntry, { key: '', value: null }));
};

const readEntry: Field<Entry> = (field, entry, pbf) => {
  if (field === 1) entry.key = text(pbf) ?? '';
  else if (field === 2) inner(pbf, readStructValue, entry);
};

/** A google.protobuf.Value. */
const readStructValue: Field<Entry> = (field, entry, pbf) => {
  if (field === 2 && pbf.type === DOUBLE) entry.value = pbf.readDouble();
  else if (field === 3) entry.value = text(pbf);
  else if (field === 4 && pbf.type === VARINT) entry.value = pbf.readBoolean();
};
