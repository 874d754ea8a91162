import type { ArchiveImport, ImportNote } from '../contract/archive';
import { countText } from '../contract/numbers';
import { t } from '../contract/texts';

/** With more runs than this, they are counted. */
const NAMED = 4;

/** What an import of runs brought, a sentence each. */
export function archiveImportText({ runs, copies, datasets, missing, notes }: ArchiveImport): string[] {
  const nameOf = (id: number) => runs.find((run) => run.id === id)?.name ?? '';
  return [
    ...(runs.length > NAMED
      ? [t.imports.runs(countText(runs.length))]
      : runs.map(({ id, name }) => t.imports.run(name, String(id)))),
    ...copies.map(({ id, of }) => t.imports.copy({ name: nameOf(id), id: String(id), of: String(of) })),
    ...datasets.map((name) => t.imports.dataset(name)),
    ...missing.map((name) => t.imports.missing(name)),
    ...notes.map(importNoteText),
  ];
}

function importNoteText(note: ImportNote): string {
  switch (note.code) {
    case 'file-cut':
      return t.imports.notes[note.code](note);
    case 'files-unreadable':
      return t.imports.notes[note.code](note);
    case 'image-tags-left-out':
      return t.imports.notes[note.code](note);
    default:
      return t.imports.notes[note.code](note);
  }
}
