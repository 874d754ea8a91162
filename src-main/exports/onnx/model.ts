import { PbfWriter } from 'pbf';

/**
 * Files of ONNX, written field by field with the numbers of its onnx.proto: a graph has a dozen of them, so the classes
 * that a compiler generates from it (`onnx-proto`, 1 MB with protobufjs) are not worth their size.
 */

/** Of the operators: the one with the last changes to those that are used here. ONNX Runtime has it since 1.12. */
export const OPSET = 17;
/** The version of the file format that came with it. */
const IR_VERSION = 8;

export const ELEMENT = { float32: 1, int64: 7 } as const;
type ElementType = (typeof ELEMENT)[keyof typeof ELEMENT];

export interface OnnxTensor {
  readonly name: string;
  readonly shape: readonly number[];
  readonly values: Float32Array | BigInt64Array;
}

export type OnnxAttribute = number | string | readonly number[] | { readonly float: number };

export interface OnnxNode {
  readonly op: string;
  readonly inputs: readonly string[];
  readonly output: string;
  /** Numbers are integers; others are marked as `{ float }`. */
  readonly attributes: Readonly<Record<string, OnnxAttribute>>;
}

export interface OnnxValue {
  readonly name: string;
  readonly type: ElementType;
  /** null where a size is the batch. */
  readonly shape: readonly (number | null)[];
}

export interface OnnxGraph {
  readonly name: string;
  readonly inputs: readonly OnnxValue[];
  readonly outputs: readonly OnnxValue[];
  readonly nodes: readonly OnnxNode[];
  readonly tensors: readonly OnnxTensor[];
}

/** The bytes of a `.onnx` file. @param metadata texts by name, for those who open it */
export function encodeOnnx(graph: OnnxGraph, metadata: Readonly<Record<string, string>>): Uint8Array {
  const model = new PbfWriter();
  model.writeVarintField(1, IR_VERSION);
  model.writeStringField(2, 'Latent Workbench');
  message(model, 7, (to) => {
    writeGraph(to, graph);
  });
  message(model, 8, (opset) => {
    opset.writeStringField(1, '');
    opset.writeVarintField(2, OPSET);
  });
  for (const [key, value] of Object.entries(metadata))
    message(model, 14, (entry) => {
      entry.writeStringField(1, key);
      entry.writeStringField(2, value);
    });
  return model.finish();
}

function message(writer: PbfWriter, field: number, write: (inner: PbfWriter) => void): void {
  writer.writeMessage(field, (_, inner) => void write(inner), null);
}

function writeGraph(writer: PbfWriter, { name, inputs, outputs, nodes, tensors }: OnnxGraph): void {
  for (const node of nodes)
    message(writer, 1, (to) => {
      writeNode(to, node);
    });
  writer.writeStringField(2, name);
  for (const tensor of tensors)
    message(writer, 5, (to) => {
      writeTensor(to, tensor);
    });
  for (const [field, values] of [
    [11, inputs],
    [12, outputs],
  ] as const)
    for (const value of values)
      message(writer, field, (to) => {
        writeValue(to, value);
      });
}

function writeNode(writer: PbfWriter, { op, inputs, output, attributes }: OnnxNode): void {
  for (const input of inputs) writer.writeStringField(1, input);
  writer.writeStringField(2, output);
  writer.writeStringField(3, output);
  writer.writeStringField(4, op);
  for (const [name, value] of Object.entries(attributes))
    message(writer, 5, (to) => {
      to.writeStringField(1, name);
      writeAttribute(to, value);
    });
}

function writeAttribute(writer: PbfWriter, value: OnnxAttribute): void {
  const typed = (type: number, write: () => void) => {
    write();
    writer.writeVarintField(20, type);
  };
  if (typeof value === 'number')
    typed(2, () => {
      writer.writeVarintField(3, value);
    });
  else if (typeof value === 'string')
    typed(3, () => {
      writer.writeBytesField(4, Buffer.from(value));
    });
  else if ('float' in value)
    typed(1, () => {
      writer.writeFloatField(2, value.float);
    });
  else
    typed(7, () => {
      for (const each of value) writer.writeVarintField(8, each);
    });
}

function writeTensor(writer: PbfWriter, { name, shape, values }: OnnxTensor): void {
  for (const size of shape) writer.writeVarintField(1, size);
  writer.writeVarintField(2, values instanceof Float32Array ? ELEMENT.float32 : ELEMENT.int64);
  writer.writeStringField(8, name);
  // The format is little-endian, like every machine that TensorFlow runs on.
  writer.writeBytesField(9, new Uint8Array(values.buffer, values.byteOffset, values.byteLength));
}

function writeValue(writer: PbfWriter, { name, type, shape }: OnnxValue): void {
  writer.writeStringField(1, name);
  message(writer, 2, (ofType) => {
    message(ofType, 1, (tensor) => {
      tensor.writeVarintField(1, type);
      message(tensor, 2, (sizes) => {
        for (const size of shape)
          message(sizes, 1, (dimension) => {
            if (size === null) dimension.writeStringField(2, 'batch');
            else dimension.writeVarintField(1, size);
          });
      });
    });
  });
}
