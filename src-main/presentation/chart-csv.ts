import { csvCell } from '../contract/csv';
import { smooth } from './smooth';

/** The values of a line of a chart. */
export interface LineValues {
  readonly label: string;
  readonly x: ArrayLike<number>;
  readonly y: ArrayLike<number>;
  /** The ends of a band or of intervals. */
  readonly edges?: { readonly low: ArrayLike<number>; readonly high: ArrayLike<number> } | undefined;
}

/** What rows have besides the line, the position and the value. */
interface Columns {
  /** From 0, for none, to 1. */
  readonly smoothing: number;
  readonly hasEdges: boolean;
}

const LINE_END = '\r\n';

/** @param axis name of the x-axis */
export function chartCsvHead(axis: string, { smoothing, hasEdges }: Columns): string {
  const names = ['line', axis, 'value', ...(smoothing > 0 ? ['smoothed'] : [])];
  return [...names, ...(hasEdges ? ['low', 'high'] : [])].map(csvCell).join(',') + LINE_END;
}

/**
 * The values of a line, one row per value, in full precision.
 * @param zoom the part of the axis to write; null for all
 */
export function chartCsvRows(
  { label, x, y, edges }: LineValues,
  { smoothing, hasEdges }: Columns,
  zoom: { readonly from: number; readonly to: number } | null = null,
): string {
  const smoothed = smoothing > 0 ? smooth(Float64Array.from(x), Float64Array.from(y), smoothing) : null;
  const name = csvCell(label);
  let text = '';
  for (let i = 0; i < x.length; i++) {
    const position = x[i] ?? NaN;
    if (zoom !== null && (position < zoom.from || position > zoom.to)) continue;
    text += `${name},${numberCell(position)},${numberCell(y[i])}`;
    if (smoothed !== null) text += `,${numberCell(smoothed[i])}`;
    if (hasEdges) text += `,${numberCell(edges?.low[i])},${numberCell(edges?.high[i])}`;
    text += LINE_END;
  }
  return text;
}

/** The text of a number; empty if there is none. */
const numberCell = (value: number | undefined): string =>
  value === undefined || !Number.isFinite(value) ? '' : String(value);
