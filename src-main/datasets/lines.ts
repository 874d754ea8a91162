import { countText } from '../contract/numbers';
import { decodedChunks } from './decoded-chunks';
import { datasetProblem } from './problem';

/** A line of 512×512 pixels in colour is shorter. */
const MAX_LINE_BYTES = 8 * 1024 * 1024;
const NEWLINE = 0x0a;

/**
 * The lines of a text, without their ends; an empty one at the end is none.
 * @throws WorkbenchError `dataset.too-large` where a line has no end, or as `decodedChunks`
 */
export async function* linesOf(path: string, name: string): AsyncGenerator<string, void, void> {
  const decoder = new TextDecoder();
  let rest: Uint8Array[] = [];
  let restBytes = 0;
  for await (const chunk of decodedChunks(path, name)) {
    let start = 0;
    for (let end = chunk.indexOf(NEWLINE); end >= 0; end = chunk.indexOf(NEWLINE, start)) {
      yield line([...rest, chunk.subarray(start, end)]);
      rest = [];
      restBytes = 0;
      start = end + 1;
    }
    if (start < chunk.length) rest.push(chunk.slice(start));
    restBytes += chunk.length - start;
    if (restBytes > MAX_LINE_BYTES) {
      throw datasetProblem(
        'too-large',
        `${name} has a line of more than ${countText(MAX_LINE_BYTES)} bytes.`,
        'Check that it is a table of text.',
      );
    }
  }
  if (restBytes > 0) yield line(rest);

  function line(parts: Uint8Array[]): string {
    // The decoder leaves out the mark that Windows puts before UTF-8.
    return decoder.decode(parts.length === 1 ? parts[0] : Buffer.concat(parts)).replace(/\r$/, '');
  }
}
