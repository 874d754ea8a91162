import { countText } from '../../numbers';

/** What an import of runs brought, a sentence each. */
export const imports = {
  run: (name: string, id: string) => `Imported “${name}” as run ${id}.`,
  runs: (count: string) => `Imported ${count} runs.`,
  copy: ({ name, id, of }: { name: string; id: string; of: string }) =>
    `“${name}” is here twice now: run ${id} is the same as run ${of}.`,
  dataset: (name: string) => `Its dataset “${name}” was imported, too.`,
  missing: (name: string) => `The dataset “${name}” is not here: without it, its runs cannot be resumed.`,
  notes: {
    'file-cut': ({ file, records }: { file: string; records: number }) =>
      `${file} is cut or damaged: it was read up to there, ${countText(records)} ${records === 1 ? 'record' : 'records'}.`,
    'files-unreadable': ({ files }: { files: readonly string[] }) =>
      `Not one record can be read of ${files.join(', ')}.`,
    'values-left-out': ({ run, count }: { run: string; count: number }) =>
      `${run}: ${countText(count)} ${count === 1 ? 'value is' : 'values are'} left out, because they are not finite, or their step is negative or too large.`,
    'tags-left-out': ({ run, count }: { run: string; count: number }) =>
      `${run}: ${countText(count)} ${count === 1 ? 'value is' : 'values are'} left out, because there are too many tags, or their tags are too long or cannot be read.`,
    'image-tags-left-out': ({ run, tags }: { run: string; tags: readonly string[] }) =>
      `${run}: a run has one sheet of each kind at a step, so the images of ${tags.join(', ')} are left out.`,
    'images-left-out': ({ run, count }: { run: string; count: number }) =>
      `${run}: ${countText(count)} ${count === 1 ? 'image is' : 'images are'} left out, because they cannot be read, differ in size, or are too many or too large.`,
  },
};
