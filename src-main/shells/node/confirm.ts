import { createInterface } from 'node:readline';

/** Whether somebody can answer a question. */
export const canAsk = (): boolean => process.stdin.isTTY && process.stderr.isTTY;

/** Asks on the terminal; anything but a yes is a no, as are its end and Ctrl-C. */
export function confirmed(question: string, signal: AbortSignal): Promise<boolean> {
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  return new Promise((resolve) => {
    const answered = (text: string) => {
      // First, since closing refuses what has no answer.
      resolve(/^y(es)?$/i.test(text.trim()));
      signal.removeEventListener('abort', refused);
      terminal.close();
    };
    const refused = () => {
      answered('');
    };
    signal.addEventListener('abort', refused, { once: true });
    terminal.once('SIGINT', refused);
    terminal.once('close', refused);
    terminal.question(`${question} [y/N] `, answered);
  });
}
