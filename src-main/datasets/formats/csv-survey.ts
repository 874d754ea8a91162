import type { Doubt, ReadOptions } from '../../contract/dataset';
import { refusal } from '../../contract/error';
import { firstBytes } from '../decoded-chunks';
import { MAX_ITEMS, MAX_SIDE } from '../limits';
import { NotUtf8 } from '../lines';
import { decodeText, isAscii, likelyEncodings } from '../text-encoding';
import { evidentEncoding, type StreamEncoding } from '../text-stream';
import { tableLines, type TableLine } from './csv-lines';
import { GLIMPSE_BYTES, type GivenFile } from './format';

export interface SampledRow {
  /** Counted from 0, over lines that are not blank. */
  readonly ordinal: number;
  readonly text: string;
}

/** The result of one pass over the lines of a table. */
export interface Survey {
  readonly encoding: StreamEncoding;
  /** Whether lines that begin with # are comments. */
  readonly hasComments: boolean;
  /** The first rows, and a sample of the others from the whole table, in order. */
  readonly rows: readonly SampledRow[];
  /** Number of all rows, including a header. */
  readonly count: number;
  /** The first comments; `commentCount` is the number of all. */
  readonly comments: readonly string[];
  readonly commentCount: number;
  readonly doubts: readonly Doubt[];
}

/** A table can be sorted by class: its first rows are not representative. */
const SAMPLED_ROWS = 2000;
const SAMPLED_CHARACTERS = 8 * 1024 * 1024;
const FIRST_ROWS = 20;
const KEPT_COMMENTS = 20;
/** The columns of colour images of the largest size, a label and a few more. */
const MOST_COLUMNS = 3 * MAX_SIDE ** 2 + 16;
/** At most a declaration and a header. */
const ROWS_WITHOUT_DATA = 2;

/**
 * Samples the rows of a table and detects its encoding and comments.
 * @throws WorkbenchError as `tableLines`, and `dataset.encoding`
 */
export async function surveyTable(file: GivenFile, options: ReadOptions): Promise<Survey> {
  const head = await firstBytes(file.path, file.name, GLIMPSE_BYTES);
  const chosen = options.encoding === 'auto' ? 'utf-8' : options.encoding;
  const encoding = evidentEncoding(head) ?? chosen;
  try {
    return await surveyAs(file, encoding, []);
  } catch (error) {
    if (!(error instanceof NotUtf8)) throw error;
    const [doubt, likeliest] = encodingDoubt(error.bytes, file.name);
    if (options.encoding !== 'auto' || likeliest === 'utf-8') throw notUtf8(file.name);
    return surveyAs(file, likeliest, [doubt]);
  }
}

async function surveyAs(file: GivenFile, encoding: StreamEncoding, doubts: Doubt[]): Promise<Survey> {
  const survey = await pass(file, encoding, true);
  // Colour names begin with #, too.
  const isAllComments = survey.count === 0 || survey.commentCount >= survey.count;
  return { ...(isAllComments ? await pass(file, encoding, false) : survey), encoding, doubts };
}

async function pass(file: GivenFile, encoding: StreamEncoding, hasComments: boolean) {
  const comments: string[] = [];
  let commentCount = 0;
  const onComment = (line: string) => {
    commentCount++;
    if (comments.length < KEPT_COMMENTS) comments.push(line);
  };
  const sample = spreadSample();
  let count = 0;
  for await (const lines of tableLines(file, { encoding, hasComments, onComment })) {
    for (const line of lines) {
      if (line.text.length > MOST_COLUMNS) checkColumns(line, file.name);
      sample.add({ ordinal: count++, text: line.text });
    }
    if (count > MAX_ITEMS + ROWS_WITHOUT_DATA) throw tooManyRows(file.name);
  }
  return { hasComments, rows: sample.rows(), count, comments, commentCount };
}

/** Retains the first rows, and an even sample of the others, whose fraction halves as their number grows. */
function spreadSample() {
  const first: SampledRow[] = [];
  let others: SampledRow[] = [];
  let characters = 0;
  let limit = 2 ** 32;
  return {
    add(row: SampledRow): void {
      if (first.length < FIRST_ROWS && characters < SAMPLED_CHARACTERS) first.push(row);
      else if (scattered(row.ordinal) < limit) others.push(row);
      else return;
      characters += row.text.length;
      while (others.length > SAMPLED_ROWS || (characters > SAMPLED_CHARACTERS && others.length > 0)) {
        limit /= 2;
        others = others.filter(({ ordinal }) => scattered(ordinal) < limit);
        characters = [...first, ...others].reduce((sum, { text }) => sum + text.length, 0);
      }
    },
    rows: (): SampledRow[] => [...first, ...others],
  };
}

/** A pseudo-random number below 2³² for each row: rows may be periodic. The finaliser of MurmurHash3 (Appleby). */
function scattered(ordinal: number): number {
  let hash = ordinal + 1;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

const MAX_CHOICES = 4;

/** @param bytes part of the text */
function encodingDoubt(
  bytes: Uint8Array,
  name: string,
): [doubt: Doubt, likeliest: ReturnType<typeof likelyEncodings>[number]] {
  const words = Buffer.from(bytes)
    .toString('latin1')
    .split(/[\r\n,;\t|"]+/)
    .map((word) => Buffer.from(word, 'latin1'))
    .filter((word) => !isAscii(word));
  const likely = likelyEncodings(words);
  const [likeliest = 'utf-8'] = likely;
  const example = words[0] ?? new Uint8Array(0);
  const shown = (encoding: typeof likeliest) => ({ encoding, examples: [decodeText(example, encoding)] });
  const choices = likely
    .slice(0, MAX_CHOICES)
    .map((value): Doubt['choices'][number] => ({ value, label: { code: 'decoded', ...shown(value) } }));
  const why = { code: 'not-utf-8', name, ...shown(likeliest) } as const;
  return [{ why, option: 'encoding', choices }, likeliest];
}

/** @throws WorkbenchError `dataset.columns` */
function checkColumns({ number, text }: TableLine, name: string): void {
  for (const separator of [',', ';', '\t', '|', ' ']) {
    let columns = 1;
    for (let at = text.indexOf(separator); at >= 0; at = text.indexOf(separator, at + 1)) {
      if (text[at + 1] !== ' ') columns++;
      if (columns <= MOST_COLUMNS) continue;
      throw refusal('dataset.columns.too-many', {
        file: name,
        line: number,
        most: MOST_COLUMNS,
        side: MAX_SIDE,
      });
    }
  }
}

function tooManyRows(name: string): Error {
  return refusal('dataset.too-large.rows', { name, most: MAX_ITEMS });
}

function notUtf8(name: string): Error {
  return refusal('dataset.encoding', { file: name });
}
