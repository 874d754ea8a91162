import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { log } from '../../core/log';

/**
 * TensorFlow logs its state at every start, and tfjs-node calls deprecated functions of Node. Errors start with E or F
 * in TensorFlow's log, or are not lines of that log at all. A way of making a graph faster that it gives up is no error:
 * the graph runs as it is.
 */
const CHATTER = new RegExp(
  [
    '^WARNING: All log messages before absl',
    '^[IW]\\d{4} [\\d:.]+ +\\d+ ',
    '^E\\d{4} [\\d:.]+ +\\d+ meta_optimizer\\.cc:\\d+\\] remapper failed',
    '^\\d{4}-\\d\\d-\\d\\d [\\d:.]+: [IW] ',
    '^\\(node:\\d+\\) \\[DEP',
    '^\\(Use `.* --trace-deprecation',
  ].join('|'),
);

/** Enough for the reason of a crash, and the stacks that follow it. */
const LAST_LINES = 100;

/**
 * Passes on to the log what a trainer writes to standard error, line by line, without TensorFlow's chatter.
 * @returns gives the last lines of it
 */
export function passOnErrors(
  stderr: Readable | null,
  write = (line: string): void => {
    log('Training process', line);
  },
): () => string {
  const last: string[] = [];
  if (stderr !== null)
    createInterface({ input: stderr }).on('line', (line) => {
      if (CHATTER.test(line)) return;
      write(line);
      last.push(line);
      if (last.length > LAST_LINES) last.shift();
    });
  return () => last.join('\n');
}
