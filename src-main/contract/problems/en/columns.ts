import { allOf } from '../../texts/lists';

/** A column of a table. A type, because interfaces are not assignable to `Params`. */
export type Column = {
  /** Counted from 1. */
  readonly number: number;
  /** null if the table has no header, or an empty one for this column. */
  readonly name: string | null;
};
/** Columns, the first few of which are shown. */
export type SomeColumns = { readonly shown: readonly Column[]; readonly count: number };

const place = ({ number, name }: Column): string => `${String(number)}${name === null ? '' : ` (“${name}”)`}`;

/** column 1 (“digit”) */
export const columnText = (column: Column): string => `column ${place(column)}`;

/** columns 1 (“x”), 2 (“y”) and 3 (“z”) */
export function columnsText({ shown, count }: SomeColumns): string {
  const places = shown.map(place);
  if (places.length < 2) return `column ${places.join()}`;
  if (count > places.length) return `columns ${places.join(', ')} …`;
  return `columns ${allOf(places)}`;
}
