import { createHash } from 'node:crypto';

/** With more runs, a name would be too long for a file system. */
const NAMED_RUNS = 8;

/**
 * Names a file after its runs' numbers, which are unique in a data folder, with letters that every file system accepts:
 * `run-3-metrics.csv`, `runs-3-4-samples-step-200.png`.
 */
export function exportFileName(runIds: readonly number[], title: string, extension: string): string {
  return `${runsPart(runIds)}-${title}.${extension}`;
}

function runsPart(runIds: readonly number[]): string {
  const named = `${runIds.length === 1 ? 'run' : 'runs'}-${runIds.join('-')}`;
  if (runIds.length <= NAMED_RUNS) return named;
  const digest = createHash('sha256').update(named).digest('hex').slice(0, 8);
  return `${String(runIds.length)}-runs-${digest}`;
}

/** Names a file after the id of its dataset: `mnist-10k-train.zip`. */
export const datasetFileName = (id: string, title: string, extension: string): string =>
  `${[id, title].filter((part) => part !== '').join('-')}.${extension}`;
