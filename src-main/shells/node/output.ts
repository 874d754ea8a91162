import { t } from '../../contract/texts';
import type { Problem } from '../../contract/error';
import { fieldReasonText, wordsOf } from '../../contract/problems/catalogue';
import { countText, durationText } from '../../contract/numbers';

export interface Progress {
  /** Stays the same for one task, e.g. `run 3`. */
  label: string;
  done: number;
  total: number;
  /** The unit of the count, e.g. `steps`; null if only the fraction is meaningful. */
  unit: string | null;
  remainingMs: number | null;
  /** Additional text for the end of the line. */
  detail?: string;
}

/** The output of a command: lines and a progress bar for people, one JSON object per line for programs. */
export interface Output {
  readonly json: boolean;
  /** For people only. */
  line(text: string): void;
  /** For programs only. */
  event(event: string, data: Record<string, unknown>): void;
  /** For people: a bar with the remaining time on a terminal, otherwise an occasional line. Programs get events. */
  progress(progress: Progress): void;
  /** Removes the bar; the next output starts on its own line. */
  endProgress(): void;
  /** The single document of a command that lists something; people see `text` instead. */
  document(value: unknown, text: string): void;
  problem(problem: Problem): void;
}

export interface OutputStreams {
  stdout: { write(text: string): unknown };
  stderr: { write(text: string): unknown; isTTY?: boolean; columns?: number };
}

/** Milliseconds of a monotonic clock. */
export const monotonic = (): number => performance.now();

const REDRAW_MS = 100;
const LINE_EVERY_MS = 30_000;
const LINE_EVERY_PERCENT = 10;
const BAR_WIDTH = 24;

export function createOutput(json: boolean, streams: OutputStreams = process, now = monotonic): Output {
  const { stdout, stderr } = streams;
  // The bar is for people, so it goes to stderr; standard output can then be redirected to a file.
  const bar = !json && stderr.isTTY === true;
  let drawn = false;
  let last = { label: '', at: 0, percent: -1 };

  const clear = (): void => {
    if (drawn) stderr.write('\r\x1b[K');
    drawn = false;
  };

  return {
    json,
    line(text) {
      if (json) return;
      clear();
      stdout.write(`${text}\n`);
    },
    event(event, data) {
      if (json) stdout.write(`${JSON.stringify({ event, ...data })}\n`);
    },
    progress(progress) {
      if (json) return;
      const percent = percentOf(progress);
      const same = progress.label === last.label;
      if (bar) {
        if (same && now() - last.at < REDRAW_MS && percent < 100) return;
        stderr.write(`\r${barLine(progress).slice(0, (stderr.columns ?? 80) - 1)}\x1b[K`);
        drawn = true;
      } else {
        const due = percent >= last.percent + LINE_EVERY_PERCENT || now() - last.at >= LINE_EVERY_MS;
        if (same && !due) return;
        stdout.write(`${plainLine(progress)}\n`);
      }
      last = { label: progress.label, at: now(), percent };
    },
    endProgress: clear,
    document(value, text) {
      clear();
      stdout.write(json ? `${JSON.stringify(value, null, 2)}\n` : `${text}\n`);
    },
    problem(problem) {
      clear();
      const { message, advice } = wordsOf(problem, 'command-line');
      const { fields = {} } = problem;
      const more = Object.entries(fields)
        .map(([name, reason]) => [name, fieldReasonText(reason)] as const)
        .filter(([, sentence]) => !message.includes(sentence))
        .map(([name, sentence]) => `  ${name}: ${sentence}`);
      stderr.write([message, ...more, advice, ''].join('\n'));
    },
  };
}

function percentOf({ done, total }: Progress): number {
  return total > 0 ? Math.floor((100 * done) / total) : 0;
}

function plainLine(progress: Progress): string {
  const { label, done, total, unit, remainingMs, detail } = progress;
  const counted = unit === null ? '' : ` (${t.commandLine.countOf(done, total, unit)})`;
  const left = remainingMs === null ? '' : `, ${t.commandLine.left(durationText(remainingMs))}`;
  const more = detail === undefined || detail === '' ? '' : `, ${detail}`;
  return `${label}: ${String(percentOf(progress))}%${counted}${left}${more}`;
}

function barLine(progress: Progress): string {
  const { label, done, total, unit, remainingMs, detail } = progress;
  const filled = total > 0 ? Math.min(BAR_WIDTH, Math.round((BAR_WIDTH * done) / total)) : 0;
  return [
    label,
    '█'.repeat(filled) + '░'.repeat(BAR_WIDTH - filled),
    `${String(percentOf(progress)).padStart(3)}%`,
    unit === null ? '' : `${countText(done)}/${countText(total)} ${unit}`,
    remainingMs === null ? '' : t.commandLine.left(durationText(remainingMs)),
    detail ?? '',
  ]
    .filter((part) => part !== '')
    .join('  ');
}
