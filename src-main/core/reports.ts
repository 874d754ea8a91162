import type { ReadOnlyStore } from '../store/open';
import type { Models } from './models';
import { refusal } from './problem';
import type { Runs } from './runs';

export interface ReportsContext {
  readonly store: ReadOnlyStore;
  readonly runs: Pick<Runs, 'get'>;
  readonly models: Models;
  readonly version: string;
}

export type Reports = ReturnType<typeof createReports>;

export function createReports(_context: ReportsContext) {
  const missing = (): never => {
    throw refusal('report.unavailable', 'Reports are not there yet.', 'Wait for the next version.');
  };
  return {
    csv: (_runId: number): string => missing(),
    html: (_runIds: readonly number[]): string => missing(),
  };
}
