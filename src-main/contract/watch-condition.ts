import { refusal } from './error';
import { UNFINISHED_STATES, type Run } from './run';

/** What a program waits for. */
export interface WatchCondition {
  readonly text: string;
  readonly isMet: (run: Run) => boolean;
}

const BOUND = /^\s*([\w./:-]+)\s*(<=|>=|<|>)\s*([-+]?[\d.]+(?:e[-+]?\d+)?)\s*$/i;

const COMPARISONS: Readonly<Record<string, (value: number, bound: number) => boolean>> = {
  '<': (value, bound) => value < bound,
  '<=': (value, bound) => value <= bound,
  '>': (value, bound) => value > bound,
  '>=': (value, bound) => value >= bound,
};

export const hasEnded = ({ state }: Pick<Run, 'state'>): boolean => !UNFINISHED_STATES.includes(state);

/**
 * Reads a condition: `ended`, `completed`, `diverged`, `collapsed`, or a bound of a metric's last value or of a quality
 * of samples, such as `loss<0.5`.
 * @throws WorkbenchError `watch.condition`
 */
export function watchCondition(text: string): WatchCondition {
  switch (text) {
    case 'ended':
      return { text, isMet: hasEnded };
    case 'completed':
    case 'diverged':
      return { text, isMet: ({ state }) => state === text };
    case 'collapsed':
      return { text, isMet: ({ alerts = [] }) => alerts.some(({ kind }) => /collapse$/.test(kind)) };
    default:
      return boundOf(text);
  }
}

function boundOf(text: string): WatchCondition {
  const [, name = '', sign = '', number = ''] = BOUND.exec(text) ?? [];
  const compare = COMPARISONS[sign];
  const bound = Number(number);
  if (compare === undefined || !Number.isFinite(bound)) throw refusal('watch.condition', { text });
  return {
    text,
    isMet({ latest, quality }) {
      const qualities: Readonly<Record<string, { readonly value: number | null }>> = quality?.metrics ?? {};
      const value = latest[name] ?? qualities[name]?.value;
      return value != null && compare(value, bound);
    },
  };
}
