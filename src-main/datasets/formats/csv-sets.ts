import type { DataKind } from '../../contract/dataset';
import type { LabelSource } from '../../contract/problems/catalogue';
import type { ItemSet, LabelSet } from '../assemble';
import type { ClassCollector } from '../classes';
import { encodeFloats } from '../idx';
import { checkCount, checkImages } from '../limits';
import { NO_VALUES, widened, type ValueRange } from '../pixel-values';
import { isTransposed, transposeImages } from '../transpose';
import { columnOf } from './csv-columns';
import type { Layout } from './csv-layout';
import { rowsOf } from './csv-rows';
import type { Block, GivenFile } from './format';

export interface Table extends GivenFile {
  readonly layout: Layout;
}

/** The sets of a table, not read yet; one pass over it serves items and labels. */
export function setsOf(
  table: Table,
  withLabels: boolean,
): { readonly items: ItemSet | null; readonly labels: LabelSet | null } {
  const { name, layout } = table;
  const { kind, count } = layout;
  const read = withLabels ? layout : { ...layout, label: null };
  let reading: Promise<Reading> | null = null;
  const readOnce = () => (reading ??= readThrough(table, read));
  const items = kind === 'labels' ? null : itemSet(table, kind, async () => (await readOnce()).range);
  if (read.label === null) return { items, labels: null };
  const numbers = async (collector: ClassCollector) =>
    Uint8Array.from((await readOnce()).labels, (label) => collector.numberOf(label));
  const source: LabelSource =
    kind === 'labels'
      ? { code: 'file', name }
      : { code: 'column', column: columnOf(read.label, layout.names) };
  return { items, labels: { name, count, source, read: numbers } };
}

function itemSet(table: Table, kind: DataKind, range: () => Promise<ValueRange>): ItemSet {
  const { name, layout } = table;
  const { width, height, channels, count } = layout;
  const shape = { width, height, channels };
  return {
    ...shape,
    name,
    kind,
    count,
    async check() {
      if (kind === 'images') checkImages([count, height, width, channels], name);
      else checkCount(count, name);
      const found = await range();
      return kind === 'images' ? found : null;
    },
    async *blocks(scaling): AsyncGenerator<Block, void, void> {
      for await (const { values } of rowsOf(table, { ...layout, label: null })) {
        const data = scaling?.toBytes(values) ?? encodeFloats(Float32Array.from(values));
        if (isTransposed(name, { kind, channels })) transposeImages(data, width, height);
        yield { ...shape, count: values.length / layout.values.length, data };
      }
    },
  };
}

interface Reading {
  readonly range: ValueRange;
  readonly labels: readonly string[];
}

async function readThrough(table: Table, layout: Layout): Promise<Reading> {
  const labels: string[] = [];
  // Labels repeat: store each string once.
  const known = new Map<string, string>();
  let range = NO_VALUES;
  for await (const rows of rowsOf(table, layout)) {
    range = widened(range, rows.values);
    for (const label of rows.labels) {
      if (!known.has(label)) known.set(label, label);
      labels.push(known.get(label) ?? label);
    }
  }
  return { range, labels };
}
