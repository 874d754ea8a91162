import { createInterface } from 'node:readline';

/** Whether a person can answer a question. */
export const canAsk = (): boolean => process.stdin.isTTY && process.stderr.isTTY;

/** Asks on the terminal; anything but a yes counts as no, including end of input and Ctrl-C. */
export function confirmed(question: string, signal: AbortSignal): Promise<boolean> {
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  return new Promise((resolve) => {
    const answered = (text: string) => {
      // Resolve first, because closing resolves an unanswered question with no.
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
