import type { TracedShape } from '../../engine/trace';

/** Attributes of nodes, in the JSON of TensorFlow's protocol buffers, where 64-bit integers are texts and bytes base64. */
export type Attribute = Readonly<Record<string, unknown>>;

export const type = (dtype: 'float32' | 'int32'): Attribute => ({
  type: dtype === 'int32' ? 'DT_INT32' : 'DT_FLOAT',
});
export const text = (value: string): Attribute => ({ s: Buffer.from(value, 'utf8').toString('base64') });
export const bool = (value: boolean): Attribute => ({ b: value });
export const float = (value: number): Attribute => ({ f: value });
export const integer = (value: number): Attribute => ({ i: String(value) });
export const list = (values: readonly number[]): Attribute => ({ list: { i: values.map(String) } });
/** Sizes that depend on the batch are −1. */
export const shape = (sizes: TracedShape) => ({
  shape: { dim: sizes.map((size) => ({ size: String(size ?? -1) })) },
});
