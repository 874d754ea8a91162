import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { log } from '../../core/log';

/**
 * TensorFlow logs its state at every start, and tfjs-node calls deprecated functions of Node. Errors start with E or F
 * in TensorFlow's log, or are not lines of that log at all. A failed graph optimisation ("remapper failed") is not an
 * error: TensorFlow runs the graph without it.
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

/** Enough for the reason of a crash and the stack traces that follow it. */
const LAST_LINES = 100;

/**
 * Copies a trainer's standard error to the log, line by line, without TensorFlow's routine messages.
 * @returns a function that returns the last lines
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
