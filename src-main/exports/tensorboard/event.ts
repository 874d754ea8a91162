import { PbfWriter } from 'pbf';
import { record } from './record';

/*
 * Events of TensorBoard, written field by field: event.proto, summary.proto and tensor.proto of TensorFlow, and
 * plugin_data.proto of TensorBoard's hparams plugin.
 */

/** Seconds since 1970. */
interface At {
  readonly wallTime: number;
  readonly step: number;
}

export type HyperparameterValues = Readonly<Record<string, number | string | boolean>>;

const FILE_VERSION = 'brain.Event:2';
const DT_FLOAT = 1;
const DT_STRING = 7;
const GREY = 1;
const RGB = 3;

/** The first record of a file. */
export function versionEvent(wallTime: number): Uint8Array {
  const writer = new PbfWriter();
  writer.writeDoubleField(1, wallTime);
  writer.writeStringField(3, FILE_VERSION);
  return record(writer.finish());
}

function summaryEvent({ wallTime, step }: At, write: (summary: PbfWriter) => void): Uint8Array {
  const writer = new PbfWriter();
  writer.writeDoubleField(1, wallTime);
  writer.writeVarintField(2, step);
  writer.writeMessage(
    5,
    (_, summary) => {
      write(summary);
    },
    null,
  );
  return record(writer.finish());
}

function message(writer: PbfWriter, field: number, write: (inner: PbfWriter) => void): void {
  writer.writeMessage(
    field,
    (_, inner) => {
      write(inner);
    },
    null,
  );
}

/** A value of a summary. */
function value(summary: PbfWriter, tag: string, write: (inner: PbfWriter) => void): void {
  message(summary, 1, (inner) => {
    inner.writeStringField(1, tag);
    write(inner);
  });
}

/** Values of several metrics at one step. */
export function scalarEvent(
  at: At,
  names: readonly string[],
  values: readonly (number | undefined)[],
): Uint8Array {
  return summaryEvent(at, (summary) => {
    for (const [i, tag] of names.entries()) {
      const scalar = values[i];
      if (scalar !== undefined) value(summary, tag, (inner) => inner.writeFloatField(2, scalar));
    }
  });
}

export interface EncodedImage {
  readonly width: number;
  readonly height: number;
  readonly channels: number;
  readonly png: Uint8Array;
}

/** @param description Markdown that is shown beside the images of the tag */
export function imageEvent(
  at: At,
  tag: string,
  { width, height, channels, png }: EncodedImage,
  description: string,
): Uint8Array {
  return summaryEvent(at, (summary) => {
    value(summary, tag, (inner) => {
      message(inner, 9, (metadata) => {
        metadata.writeStringField(3, description);
      });
      message(inner, 4, (image) => {
        image.writeVarintField(1, height);
        image.writeVarintField(2, width);
        image.writeVarintField(3, channels === 1 ? GREY : RGB);
        image.writeBytesField(4, png);
      });
    });
  });
}

/** A histogram of values in bins of equal width. */
export function histogramEvent(at: At, tag: string, values: Float32Array, bins = 30): Uint8Array {
  let [min, max, sum, squares] = [Infinity, -Infinity, 0, 0];
  for (const each of values) {
    min = Math.min(min, each);
    max = Math.max(max, each);
    sum += each;
    squares += each * each;
  }
  const width = (max - min) / bins || 1;
  const counts = new Array<number>(bins).fill(0);
  for (const each of values) {
    const bin = Math.min(bins - 1, Math.floor((each - min) / width));
    counts[bin] = (counts[bin] ?? 0) + 1;
  }
  return summaryEvent(at, (summary) => {
    value(summary, tag, (inner) => {
      message(inner, 5, (histogram) => {
        for (const [i, number] of [min, max, values.length, sum, squares].entries())
          histogram.writeDoubleField(i + 1, number);
        histogram.writePackedDouble(
          6,
          counts.map((_, bin) => min + (bin + 1) * width),
        );
        histogram.writePackedDouble(7, counts);
      });
    });
  });
}

/** Markdown. */
export function textEvent(at: At, tag: string, text: string): Uint8Array {
  return summaryEvent(at, (summary) => {
    value(summary, `${tag}/text_summary`, (inner) => {
      pluginData(inner, 'text', new Uint8Array(0));
      message(inner, 8, (tensor) => {
        tensor.writeVarintField(1, DT_STRING);
        shapeOfOne(tensor);
        tensor.writeBytesField(8, Buffer.from(text, 'utf8'));
      });
    });
  });
}

function shapeOfOne(tensor: PbfWriter): void {
  message(tensor, 2, (shape) => {
    message(shape, 2, (dimension) => {
      dimension.writeVarintField(1, 1);
    });
  });
}

function pluginData(inner: PbfWriter, name: string, content: Uint8Array): void {
  message(inner, 9, (metadata) => {
    message(metadata, 1, (plugin) => {
      plugin.writeStringField(1, name);
      plugin.writeBytesField(2, content);
    });
  });
}

/** Registers a run with its hyperparameters in the hparams dashboard. */
export function hyperparametersEvent(
  wallTime: number,
  hyperparameters: HyperparameterValues,
  group: string,
): Uint8Array {
  const content = new PbfWriter();
  message(content, 3, (session) => {
    for (const [name, each] of Object.entries(hyperparameters))
      message(session, 1, (entry) => {
        entry.writeStringField(1, name);
        message(entry, 2, (inner) => {
          structValue(inner, each);
        });
      });
    session.writeStringField(4, group);
    session.writeDoubleField(5, wallTime);
  });
  return summaryEvent({ wallTime, step: 0 }, (summary) => {
    value(summary, '_hparams_/session_start_info', (inner) => {
      pluginData(inner, 'hparams', content.finish());
      message(inner, 8, (tensor) => {
        tensor.writeVarintField(1, DT_FLOAT);
        shapeOfOne(tensor);
        tensor.writePackedFloat(5, [0]);
      });
    });
  });
}

/** A google.protobuf.Value. */
function structValue(writer: PbfWriter, each: number | string | boolean): void {
  if (typeof each === 'number') writer.writeDoubleField(2, each);
  else if (typeof each === 'string') writer.writeStringField(3, each);
  else writer.writeBooleanField(4, each);
}
