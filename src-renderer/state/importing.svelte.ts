import {
  ImportOptionsSchema,
  MAX_IMPORT_FILES,
  type ImportOptions,
  type Inspection,
} from '../../src-main/contract/dataset';
import type { Problem } from '../../src-main/contract/error';
import { filesToSend, type GivenFile } from '../transport/given-files';
import { describe } from './toasts.svelte';
import type { Workbench } from './workbench.svelte';

/** Files and folders that are named while they are read. */
const NAMED = 4;
const STANDARD_OPTIONS = ImportOptionsSchema.parse({});

/** An import on its way: files → upload → inspection → options and name → dataset. */
class Importing {
  open = $state(false);
  stage = $state.raw<'choosing' | 'uploading' | 'inspected' | 'changing' | 'importing'>('choosing');
  /** What is being read, in a few words. */
  what = $state.raw('');
  /** From 0 to 1, of uploading, then of taking in. */
  progress = $state.raw(0);
  inspection = $state.raw<Inspection | null>(null);
  options = $state.raw<ImportOptions>(STANDARD_OPTIONS);
  problem = $state.raw<Problem | null>(null);
  name = $state('');
  #uploadIds: readonly string[] = [];
  /** Tells a slow answer that the person has gone on to something else. */
  #attempt = 0;
  #cancelling = new AbortController();

  /** Opens the dialog, empty. */
  choose(): void {
    this.#attempt += 1;
    this.open = true;
    this.stage = 'choosing';
    this.inspection = null;
    this.options = STANDARD_OPTIONS;
    this.problem = null;
  }

  async take(workbench: Workbench, given: readonly GivenFile[]): Promise<void> {
    if (given.length === 0) return;
    this.choose();
    const attempt = this.#attempt;
    this.what = wordsFor(given);
    this.stage = 'uploading';
    this.progress = 0;
    const report = (fraction: number) => {
      if (attempt === this.#attempt) this.progress = fraction;
    };
    try {
      const files = await filesToSend(given, (packed) => {
        report(packed / 2);
      });
      this.problem = refusal(files);
      if (this.problem !== null) {
        this.stage = 'choosing';
        return;
      }
      const uploadIds: string[] = [];
      for (const file of files) {
        uploadIds.push(await workbench.transport.upload(file));
        // Looking into them is the last step.
        report(uploadIds.length / (files.length + 1));
      }
      const inspection = await workbench.api.datasets.inspect({ uploadIds, options: this.options });
      if (attempt !== this.#attempt) return;
      this.#uploadIds = uploadIds;
      this.inspection = inspection;
      this.name = inspection.suggestedName;
      this.stage = 'inspected';
    } catch (error) {
      if (attempt !== this.#attempt) return;
      this.problem = describe(error);
      this.stage = 'choosing';
    }
  }

  /** Looks at the same files with other options; until the answer is there, what was shown stays. */
  async change(workbench: Workbench, options: Partial<ImportOptions>): Promise<void> {
    this.#attempt += 1;
    const attempt = this.#attempt;
    const before = this.options;
    this.options = { ...before, ...options };
    this.stage = 'changing';
    this.problem = null;
    try {
      const input = { uploadIds: [...this.#uploadIds], options: this.options };
      const inspection = await workbench.api.datasets.inspect(input);
      if (attempt !== this.#attempt) return;
      this.inspection = inspection;
    } catch (error) {
      if (attempt !== this.#attempt) return;
      this.options = before;
      this.problem = describe(error);
    }
    this.stage = 'inspected';
  }

  /** @returns the new dataset's id, or null where it failed */
  async finish(workbench: Workbench): Promise<string | null> {
    if (this.inspection === null) return null;
    const attempt = this.#attempt;
    const { inspectionId } = this.inspection;
    this.stage = 'importing';
    this.progress = 0;
    this.problem = null;
    const cancelling = new AbortController();
    this.#cancelling = cancelling;
    const leave = workbench.onEvent((event) => {
      if (event.type !== 'import-progress' || event.inspectionId !== inspectionId) return;
      if (attempt === this.#attempt) this.progress = event.fraction;
    });
    try {
      const input = { inspectionId, name: this.name.trim() };
      const dataset = await workbench.api.datasets.import(input, { signal: cancelling.signal });
      workbench.takeDataset(dataset);
      // Other files were given meanwhile: the dialog is theirs.
      if (attempt !== this.#attempt) return null;
      this.open = false;
      return dataset.id;
    } catch (error) {
      if (attempt !== this.#attempt) return null;
      this.stage = 'inspected';
      if (cancelling.signal.aborted) return null;
      this.problem = describe(error);
      // Closed meanwhile, the dialog comes back to tell it.
      this.open = true;
      return null;
    } finally {
      leave();
    }
  }

  /** Ends what is being taken in; what was inspected stays at hand. */
  cancel(): void {
    this.#cancelling.abort();
  }
}

function wordsFor(given: readonly GivenFile[]): string {
  const names = [...new Set(given.map(({ path }) => path.split('/')[0] ?? path))];
  return names.length > NAMED ? `${names.slice(0, NAMED).join(', ')} …` : names.join(', ');
}

function refusal(files: readonly File[]): Problem | null {
  if (files.length <= MAX_IMPORT_FILES) return null;
  return {
    code: 'upload.refused',
    message: `${String(files.length)} files were given; at most ${String(MAX_IMPORT_FILES)} are taken at once.`,
    advice: 'Give the files of one dataset, or a folder of images.',
  };
}

export const importing = new Importing();
