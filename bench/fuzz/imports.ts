import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Problem } from '../../src-main/contract/problem';
import type { Workbench } from '../../src-main/core/workbench';
import { openReadOnlyStore } from '../../src-main/store/open';
import { recordOf } from '../../src-main/testing/run-record';
import { faultsOfProblem } from './check';

interface Mutant<Files> {
  readonly result: Files;
  readonly changes: readonly string[];
}

/**
 * Imports files with changed fields, one after the other.
 * @param mutant makes the files, by their number
 * @param refusalOf imports them: the refusal, or null if they were accepted
 * @returns what is wrong with refusals, each beginning with the number of its files; and the number of refusals
 */
export async function importMutants<Files>(
  workbench: Workbench,
  dataDir: string,
  count: number,
  mutant: (number: number) => Mutant<Files>,
  refusalOf: (files: Files) => Promise<Problem | null>,
): Promise<{ faults: string[]; refused: number }> {
  const faults: string[] = [];
  let refused = 0;
  const uploads = join(dataDir, 'uploads');
  for (let number = 0; number < count; number++) {
    const { result, changes } = mutant(number);
    const [before] = workbench.runs.list();
    const problem = await refusalOf(result);
    const found = problem === null ? [] : faultsOfProblem(problem);
    if (problem !== null && workbench.runs.list()[0]?.id !== before?.id) found.push('It left a run.');
    refused += Number(problem !== null);
    if (existsSync(uploads) && readdirSync(uploads).length > 0) found.push('It left files.');
    if (found.length > 0) faults.push(`${String(number)}: ${changes.join('; ')}: ${found.join(' ')}`);
  }
  return { faults, refused };
}

/** Reads everything that runs recorded. @returns their ids */
export function readAll(workbench: Workbench, dataDir: string): number[] {
  const store = openReadOnlyStore(dataDir);
  if (store === null) throw new Error('There is no store.');
  const ids = workbench.runs.list().map(({ id }) => id);
  for (const id of ids) recordOf(store, id);
  store.close();
  return ids;
}
