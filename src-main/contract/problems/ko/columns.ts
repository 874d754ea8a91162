import type { Column, SomeColumns } from '../en/columns';

const place = ({ number, name }: Column): string => `${String(number)}${name === null ? '' : `(‘${name}’)`}`;

/** 열 1(‘digit’) */
export const columnText = (column: Column): string => `열 ${place(column)}`;

/** 열 1(‘x’), 2(‘y’), 3(‘z’) */
export const columnsText = ({ shown, count }: SomeColumns): string =>
  `열 ${shown.map(place).join(', ')}${count > shown.length ? ' …' : ''}`;
