/** Event files of TensorBoard: mutates the fields of messages, the framing of records with right checksums, and the bytes. */
import { maskedCrc } from '../../src-main/exports/tensorboard/record';
import { encodeSheet } from '../../src-main/images/sheet';
import { ascii, join, u32le, u8 } from './binary';
import type { Fields } from './fields';

const FILE_NAME = 'events.out.tfevents.1790000000.machine';
const SHEET = encodeSheet({
  tiles: Uint8Array.of(0, 0, 0, 0, 9, 9, 9, 9),
  count: 2,
  width: 2,
  height: 2,
  channels: 1,
  columns: 2,
});

const [VARINT, DOUBLE, BYTES, FLOAT] = [0, 1, 2, 5];

function varintBytes(value: number): Uint8Array {
  const digits: number[] = [];
  for (let left = value; ; left = Math.floor(left / 128)) {
    if (left < 128) return u8(...digits, left);
    digits.push((left % 128) + 128);
  }
}

/** A field under its number, or another one, of its type or another one. */
function field(f: Fields, name: string, number: number, type: number, content: Uint8Array): Uint8Array {
  const given = f.choice(`${name} type`, type, [0, 1, 2, 3, 4, 5, 6, 7]);
  return join(varintBytes(f.number(`${name} number`, number, 8) * 8 + given), content);
}

function bytes(f: Fields, name: string, number: number, value: Uint8Array): Uint8Array {
  const given = f.bytes(name, value);
  return field(f, name, number, BYTES, join(varintBytes(f.number(`${name} length`, given.length)), given));
}

const text = (f: Fields, name: string, number: number, value: string): Uint8Array =>
  bytes(f, name, number, Buffer.from(f.text(name, value)));

const varint = (f: Fields, name: string, number: number, value: number): Uint8Array =>
  field(f, name, number, VARINT, varintBytes(f.number(name, value)));

const ODD_NUMBERS = [NaN, Infinity, -Infinity, -1, 1e300, 5e-324, -0];

function float(f: Fields, name: string, number: number, value: number): Uint8Array {
  const content = Buffer.alloc(4);
  content.writeFloatLE(f.choice(name, value, ODD_NUMBERS));
  return field(f, name, number, FLOAT, content);
}

function double(f: Fields, name: string, number: number, value: number): Uint8Array {
  const content = Buffer.alloc(8);
  content.writeDoubleLE(f.choice(name, value, ODD_NUMBERS));
  return field(f, name, number, DOUBLE, content);
}

/** A message of fields, as a field. */
const message = (f: Fields, name: string, number: number, fields: readonly Uint8Array[]): Uint8Array =>
  bytes(f, name, number, join(...f.parts(`${name} fields`, fields)));

function record(f: Fields, name: string, fields: readonly Uint8Array[]): Uint8Array {
  const body = f.bytes(`${name} body`, join(...f.parts(`${name} fields`, fields)));
  const length = u32le(f.number(`${name} length`, body.length), f.number(`${name} length, upper half`, 0));
  const checksum = (part: Uint8Array, of: string) =>
    u32le(f.number(`${name} checksum of ${of}`, maskedCrc(part)));
  return join(length, checksum(length, 'length'), body, checksum(body, 'body'));
}

const event = (f: Fields, name: string, step: number, values: readonly Uint8Array[]): Uint8Array =>
  record(f, name, [
    double(f, `${name} time`, 1, 1_790_000_000 + step),
    varint(f, `${name} step`, 2, step),
    message(f, `${name} summary`, 5, values),
  ]);

function scalar(f: Fields, tag: string, value: number): Uint8Array {
  return message(f, tag, 1, [text(f, `${tag} tag`, 1, tag), float(f, `${tag} value`, 2, value)]);
}

/** A value of the form of today: a tensor, shown by a plugin. */
function tensor(f: Fields, tag: string, plugin: string, fields: readonly Uint8Array[]): Uint8Array {
  return message(f, tag, 1, [
    text(f, `${tag} tag`, 1, tag),
    message(f, `${tag} metadata`, 9, [
      message(f, `${tag} plugin`, 1, [text(f, `${tag} plugin name`, 1, plugin)]),
    ]),
    message(f, `${tag} tensor`, 8, fields),
  ]);
}

function image(f: Fields, tag: string): Uint8Array {
  return message(f, tag, 1, [
    text(f, `${tag} tag`, 1, tag),
    message(f, `${tag} metadata`, 9, [text(f, `${tag} description`, 3, 'Sheet of 2 × 1 tiles.')]),
    message(f, `${tag} image`, 4, [
      varint(f, `${tag} height`, 1, 2),
      varint(f, `${tag} width`, 2, 4),
      bytes(f, `${tag} picture`, 4, SHEET),
    ]),
  ]);
}

function hyperparameters(f: Fields): Uint8Array {
  const entry = (name: string, value: Uint8Array) =>
    message(f, name, 1, [text(f, `${name} key`, 1, name), message(f, `${name} value`, 2, [value])]);
  const session = message(f, 'session', 3, [
    entry('seed', double(f, 'seed', 2, 7)),
    entry('dataset', text(f, 'dataset', 3, 'mnist')),
    entry('augment', varint(f, 'augment', 4, 1)),
  ]);
  return message(f, 'hparams', 1, [
    text(f, 'hparams tag', 1, '_hparams_/session_start_info'),
    message(f, 'hparams metadata', 9, [
      message(f, 'hparams plugin', 1, [
        text(f, 'hparams plugin name', 1, 'hparams'),
        bytes(f, 'hparams content', 2, session),
      ]),
    ]),
  ]);
}

/** A file with every kind of event that is read. */
function eventFile(f: Fields): Uint8Array {
  const version = record(f, 'version', [
    double(f, 'version time', 1, 1_790_000_000),
    text(f, 'version', 3, 'brain.Event:2'),
  ]);
  const tiles = ['2', '4'].map((side) => ascii(side));
  const events = [
    event(f, 'settings', 0, [
      hyperparameters(f),
      tensor(f, 'notes', 'text', [bytes(f, 'notes text', 8, ascii('Why?'))]),
    ]),
    ...[1, 2, 3].map((step) => event(f, `step ${String(step)}`, step, [scalar(f, 'loss', 1 / step)])),
    event(f, 'tensors', 4, [
      tensor(f, 'accuracy', 'scalars', [
        varint(f, 'accuracy type', 1, 1),
        bytes(f, 'accuracy value', 4, u32le(0x3f000000)),
      ]),
      tensor(
        f,
        'tiles',
        'images',
        [...tiles, SHEET, SHEET].map((one, i) => bytes(f, `tile ${String(i)}`, 8, one)),
      ),
    ]),
    event(f, 'image', 5, [image(f, 'samples')]),
  ];
  return f.bytes('file', join(version, ...f.parts('events', events)));
}

export const eventFiles = (f: Fields) => [
  { path: `a/${FILE_NAME}`, bytes: eventFile(f) },
  { path: `b/${f.text('name', FILE_NAME).replace(/[/\0]/g, '') || 'x'}`, bytes: eventFile(f) },
];
