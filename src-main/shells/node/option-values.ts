import { InvalidArgumentError } from 'commander';
import { PoolSchema } from '../../contract/run';
import { t } from '../../contract/texts';

/** Parsers of option values. Each throws the error that Commander reports as wrong usage. */

const MAX_PORT = 65_535;

export function whole(text: string): number {
  if (!/^\d+$/.test(text)) throw new InvalidArgumentError(t.commandLine.usage.whole);
  return Number(text);
}

export function sheet(text: string): { columns: number; rows: number } {
  const [, columns, rows] = /^(\d+)x(\d+)$/.exec(text) ?? [];
  if (columns === undefined || rows === undefined) {
    throw new InvalidArgumentError(t.commandLine.usage.sheet);
  }
  return { columns: Number(columns), rows: Number(rows) };
}

export function positive(text: string): number {
  const number = whole(text);
  if (number < 1) throw new InvalidArgumentError(t.commandLine.usage.positive);
  return number;
}

export function poolName(text: string): string {
  if (!PoolSchema.safeParse(text).success) throw new InvalidArgumentError(t.commandLine.usage.pool);
  return text;
}

/** Texts separated by commas. */
export function list(text: string): string[] {
  const parts = text.split(',').map((part) => part.trim());
  if (parts.includes('')) throw new InvalidArgumentError(t.commandLine.usage.names);
  return parts;
}

export function port(text: string): number {
  const number = whole(text);
  if (number > MAX_PORT) throw new InvalidArgumentError(t.commandLine.usage.most(MAX_PORT));
  return number;
}

export function collect(text: string, before: string[] | undefined): string[] {
  return [...(before ?? []), text];
}
