import type { ArchiveImport } from '../contract/archive';
import { countText } from '../contract/numbers';

/** With more runs than this, they are counted. */
const NAMED = 4;

/** What an archive brought, a sentence each. */
export function archiveImportText({ runs, copies, datasets, missing }: ArchiveImport): string[] {
  const nameOf = (id: number) => runs.find((run) => run.id === id)?.name ?? '';
  return [
    ...(runs.length > NAMED
      ? [`Imported ${countText(runs.length)} runs.`]
      : runs.map(({ id, name }) => `Imported “${name}” as run ${String(id)}.`)),
    ...copies.map(
      ({ id, of }) =>
        `“${nameOf(id)}” is here twice now: run ${String(id)} is the same as run ${String(of)}.`,
    ),
    ...datasets.map((name) => `Its dataset “${name}” was imported, too.`),
    ...missing.map((name) => `The dataset “${name}” is not here: without it, its runs cannot be resumed.`),
  ];
}
