import { refusal } from '../../contract/error';
import { linesOf } from '../lines';
import type { StreamEncoding } from '../text-stream';
import type { GivenFile } from './format';

/** A line that is not blank. */
export interface TableLine {
  /** Counted from 1, over all lines. */
  readonly number: number;
  readonly text: string;
}

/** Limits on lines without data: a small gzip can contain any number of them. */
const MAX_SKIPPED_LINES = 100_000;
const MAX_SKIPPED_CHARACTERS = 16 * 1024 * 1024;

export interface LinesOptions {
  readonly encoding: StreamEncoding;
  /** Whether lines that begin with # are comments. */
  readonly hasComments: boolean;
  readonly onComment?: (line: string) => void;
}

/**
 * Yields the lines of a table, some at a time, without blank lines and comments.
 * @throws WorkbenchError `dataset.too-large`, or as `linesOf`
 */
export async function* tableLines(
  { path, name }: GivenFile,
  { encoding, hasComments, onComment }: LinesOptions,
): AsyncGenerator<TableLine[], void, void> {
  let number = 0;
  let [skippedLines, skippedCharacters] = [0, 0];
  for await (const lines of linesOf(path, name, encoding)) {
    const found: TableLine[] = [];
    for (const text of lines) {
      number++;
      const isComment = hasComments && text.startsWith('#');
      if (!isComment && text.trim() !== '') {
        found.push({ number, text });
        continue;
      }
      if (isComment) onComment?.(text);
      skippedLines++;
      skippedCharacters += text.length;
      if (skippedLines > MAX_SKIPPED_LINES || skippedCharacters > MAX_SKIPPED_CHARACTERS)
        throw tooEmpty(name);
    }
    if (found.length > 0) yield found;
  }
}

function tooEmpty(name: string): Error {
  return refusal('dataset.too-large.blank-lines', { file: name, most: MAX_SKIPPED_LINES });
}
