import { at } from '../contract/at';
import { refusal } from '../contract/error';
import { decodedChunks } from './decoded-chunks';
import { streamDecoder, type StreamDecoder, type StreamEncoding } from './text-stream';

/** In characters: a line of 512×512 colour pixels is shorter. */
const MAX_LINE = 8 * 1024 * 1024;
const LINE_ENDS = /\r\n?|\n/;

/** A text that was read as UTF-8 is not valid UTF-8. */
export class NotUtf8 extends Error {
  /** @param bytes part of the text, including the invalid bytes */
  constructor(readonly bytes: Uint8Array) {
    super('The text is not valid UTF-8.');
  }
}

/**
 * Yields the lines of a text without their line ends, which may be LF, CR LF or CR; some at a time, as they are read.
 * An empty line at the end does not count.
 * @throws WorkbenchError `dataset.too-large` where a line does not end, or as `decodedChunks`
 * @throws NotUtf8
 */
export async function* linesOf(
  path: string,
  name: string,
  encoding: StreamEncoding,
): AsyncGenerator<string[], void, void> {
  const decoder = streamDecoder(encoding);
  let unfinished: string[] = [];
  let length = 0;
  let heldBack = '';
  for await (const chunk of decodedChunks(path, name)) {
    let text = heldBack + decoded(decoder, chunk);
    // This may be the first half of CR LF.
    heldBack = text.endsWith('\r') ? '\r' : '';
    if (heldBack !== '') text = text.slice(0, -1);
    const lines = text.split(text.includes('\r') ? LINE_ENDS : '\n');
    const last = lines.pop() ?? '';
    if (lines.length > 0) {
      lines[0] = unfinished.join('') + at(lines, 0);
      yield lines;
      [unfinished, length] = [[], 0];
    }
    unfinished.push(last);
    length += last.length;
    if (length > MAX_LINE) throw endless(name);
  }
  const last = unfinished.join('') + atEnd(decoder);
  if (last !== '' || heldBack !== '') yield [last];
}

function decoded(decoder: StreamDecoder, chunk: Uint8Array): string {
  try {
    return decoder.write(chunk);
  } catch {
    throw new NotUtf8(chunk);
  }
}

/** Decodes an incomplete character at the end of the text. */
function atEnd(decoder: StreamDecoder): string {
  try {
    return decoder.end();
  } catch {
    return '\ufffd';
  }
}

function endless(name: string): Error {
  return refusal('dataset.too-large.line', { file: name, most: MAX_LINE });
}
