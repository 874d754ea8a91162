import type { Problem } from '../../src-main/contract/error';
import { MAX_IMPORT_FILES, type Inspection } from '../../src-main/contract/dataset';
import { MAX_UPLOAD_BYTES } from '../../src-main/contract/files';
import { formatBytes } from '../pure/format';
import { describe } from './toasts.svelte';
import type { Workbench } from './workbench.svelte';

/** An import on its way: files → upload → inspection → name → dataset. */
class Importing {
  open = $state(false);
  stage = $state.raw<'choosing' | 'uploading' | 'inspected' | 'importing'>('choosing');
  files = $state.raw<readonly File[]>([]);
  uploaded = $state.raw(0);
  inspection = $state.raw<Inspection | null>(null);
  problem = $state.raw<Problem | null>(null);
  name = $state('');
  /** Tells a slow answer that the person has gone on to something else. */
  #attempt = 0;

  /** Opens the dialog, empty. */
  choose(): void {
    this.#attempt += 1;
    this.open = true;
    this.stage = 'choosing';
    this.files = [];
    this.inspection = null;
    this.problem = null;
  }

  async take(workbench: Workbench, files: readonly File[]): Promise<void> {
    if (files.length === 0) return;
    this.choose();
    const attempt = this.#attempt;
    this.files = files;
    this.problem = refusal(files);
    if (this.problem !== null) return;
    this.stage = 'uploading';
    this.uploaded = 0;
    try {
      const uploadIds: string[] = [];
      for (const file of files) {
        uploadIds.push(await workbench.transport.upload(file));
        this.uploaded = uploadIds.length;
      }
      const inspection = await workbench.api.datasets.inspect({ uploadIds });
      if (attempt !== this.#attempt) return;
      this.inspection = inspection;
      this.name = inspection.suggestedName;
      this.stage = 'inspected';
    } catch (error) {
      if (attempt !== this.#attempt) return;
      this.problem = describe(error);
      this.stage = 'choosing';
    }
  }

  /** @returns the new dataset's id, or null where it failed */
  async finish(workbench: Workbench): Promise<string | null> {
    if (this.inspection === null) return null;
    const attempt = this.#attempt;
    this.stage = 'importing';
    this.problem = null;
    try {
      const { inspectionId } = this.inspection;
      const dataset = await workbench.api.datasets.import({ inspectionId, name: this.name.trim() });
      workbench.takeDataset(dataset);
      // Other files were given meanwhile: the dialog is theirs.
      if (attempt !== this.#attempt) return null;
      this.open = false;
      return dataset.id;
    } catch (error) {
      if (attempt !== this.#attempt) return null;
      this.problem = describe(error);
      this.stage = 'inspected';
      // Closed meanwhile, the dialog comes back to tell it.
      this.open = true;
      return null;
    }
  }
}

function refusal(files: readonly File[]): Problem | null {
  const large = files.find((file) => file.size > MAX_UPLOAD_BYTES);
  const message =
    files.length > MAX_IMPORT_FILES
      ? `${String(files.length)} files were given; at most ${String(MAX_IMPORT_FILES)} are taken at once.`
      : large &&
        `${large.name} is ${formatBytes(large.size)}; at most ${formatBytes(MAX_UPLOAD_BYTES)} are taken.`;
  return message ? { code: 'upload.refused', message, advice: 'Give the IDX files of one dataset.' } : null;
}

export const importing = new Importing();
