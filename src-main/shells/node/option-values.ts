import { InvalidArgumentError } from 'commander';
import { PoolSchema } from '../../contract/run';

/** Parsers of option values. Each throws the error that Commander reports as wrong usage. */

const MAX_PORT = 65_535;

export function whole(text: string): number {
  if (!/^\d+$/.test(text)) throw new InvalidArgumentError('It is a whole number.');
  return Number(text);
}

export function sheet(text: string): { columns: number; rows: number } {
  const [, columns, rows] = /^(\d+)x(\d+)$/.exec(text) ?? [];
  if (columns === undefined || rows === undefined) {
    throw new InvalidArgumentError('It is columns and rows, such as 8x8.');
  }
  return { columns: Number(columns), rows: Number(rows) };
}

export function positive(text: string): number {
  const number = whole(text);
  if (number < 1) throw new InvalidArgumentError('It is 1 or more.');
  return number;
}

export function poolName(text: string): string {
  if (!PoolSchema.safeParse(text).success)
    throw new InvalidArgumentError('It has 1 to 32 small letters, digits and hyphens.');
  return text;
}

/** Texts separated by commas. */
export function list(text: string): string[] {
  const parts = text.split(',').map((part) => part.trim());
  if (parts.includes('')) throw new InvalidArgumentError('It is names separated by commas.');
  return parts;
}

export function port(text: string): number {
  const number = whole(text);
  if (number > MAX_PORT) throw new InvalidArgumentError(`It is at most ${String(MAX_PORT)}.`);
  return number;
}

export function collect(text: string, before: string[] | undefined): string[] {
  return [...(before ?? []), text];
}
