import {
  ImportOptionsSchema,
  MAX_GIVEN_FILES,
  type Dataset,
  type Doubt,
  type ImportOptions,
  type Inspection,
} from '../../src-main/contract/dataset';
import { refusal } from '../../src-main/contract/error';
import type { Problem } from '../../src-main/contract/problem';
import { problem } from '../../src-main/contract/problems/catalogue';
import { archiveImportText } from '../../src-main/presentation/archive-text';
import { filesToSend, type GivenFile } from '../transport/given-files';
import { runsToSend } from '../transport/runs-files';
import { paths, router } from './router.svelte';
import { describe, toasts } from './toasts.svelte';
import type { Workbench } from './workbench.svelte';
import { t } from '../../src-main/contract/texts';

/** Number of files and folders whose names are shown while they are read. */
const NAMED = 4;
const STANDARD_OPTIONS = ImportOptionsSchema.parse({});

/**
 * An import in progress: files → upload → inspection → options and name → dataset, or, of archives, → runs. Only the last step continues when
 * the dialog is closed; before it nothing is created, and closing discards the given files.
 */
/** Files that the core has. */
export interface Sent {
  readonly uploadIds: readonly string[];
  /** Whether they hold runs rather than data. */
  readonly areArchives: boolean;
}

class Importing {
  open = $state.raw(false);
  stage = $state.raw<'choosing' | 'reading' | 'inspected' | 'changing' | 'importing'>('choosing');
  /** Short description of what is being read; empty until that is known. */
  what = $state.raw('');
  /** Progress from 0 to 1, of reading, then of importing. */
  progress = $state.raw(0);
  inspection = $state.raw<Inspection | null>(null);
  options = $state.raw<ImportOptions>(STANDARD_OPTIONS);
  /** Guesses to confirm; a confirmed one stays in the list, so that the choice can be changed. */
  doubts = $state.raw<readonly Doubt[]>([]);
  problem = $state.raw<Problem | null>(null);
  name = $state('');
  #uploadIds: readonly string[] = [];
  /** Cancels the current request, so that a late answer is ignored. */
  #work = new AbortController();
  #form: ((dataset: Dataset) => boolean) | null = null;

  /** Opens the dialog: empty, or on the import in progress. */
  choose(): void {
    this.open = true;
  }

  close(): void {
    this.open = false;
    if (this.stage !== 'importing') this.clear();
  }

  /** Discards the given files, so that others can be chosen. */
  clear(): void {
    this.#begin();
    this.stage = 'choosing';
    this.inspection = null;
    this.options = STANDARD_OPTIONS;
    this.doubts = [];
    this.problem = null;
    this.#uploadIds = [];
  }

  /**
   * Offers imported datasets to a form that chooses a dataset, while the form exists.
   * @param form returns whether it accepted the dataset
   * @returns a function that ends the offer
   */
  offerTo(form: (dataset: Dataset) => boolean): () => void {
    this.#form = form;
    return () => {
      if (this.#form === form) this.#form = null;
    };
  }

  /** @param given may still be collecting files, in large folders */
  async take(
    workbench: Workbench,
    given: readonly GivenFile[] | Promise<readonly GivenFile[]>,
  ): Promise<void> {
    // When it is refused, the files are no longer needed, so a failure does not matter.
    Promise.resolve(given).catch(() => undefined);
    await this.#takeNew(workbench, async (signal) => {
      const found = await given;
      signal.throwIfAborted();
      if (found.length === 0) throw refusal('upload.refused.nothing', {});
      this.what = wordsFor(found);
      const runs = await runsToSend(found, (packed) => this.#report(packed / 2, signal));
      const files = runs ?? (await filesToSend(found, (packed) => this.#report(packed / 2, signal)));
      return { uploadIds: await this.#upload(workbench, files, signal), areArchives: runs !== null };
    });
  }

  /** Takes files that the core has already, such as those that the system asked the window to open. */
  async takeUploaded(workbench: Workbench, title: string, sent: Sent): Promise<void> {
    await this.#takeNew(workbench, async () => {
      this.what = title;
      return sent;
    });
  }

  async #takeNew(workbench: Workbench, send: (signal: AbortSignal) => Promise<Sent>): Promise<void> {
    this.open = true;
    if (this.stage === 'importing') {
      this.problem = problem('upload.refused.busy', { name: this.name.trim() });
      return;
    }
    this.clear();
    const signal = this.#begin();
    this.what = '';
    this.stage = 'reading';
    this.progress = 0;
    await this.#read(signal, async () => {
      const { uploadIds, areArchives } = await send(signal);
      if (areArchives) return this.#takeArchives(workbench, uploadIds, signal);
      this.#uploadIds = uploadIds;
      await this.#inspect(workbench, signal);
    });
  }

  async #upload(
    workbench: Workbench,
    files: readonly File[],
    signal: AbortSignal,
  ): Promise<readonly string[]> {
    if (files.length > MAX_GIVEN_FILES)
      throw refusal('upload.refused.too-many', { count: files.length, most: MAX_GIVEN_FILES });
    const uploadIds: string[] = [];
    for (const file of files) {
      signal.throwIfAborted();
      uploadIds.push(await workbench.transport.upload(file, signal));
      // The inspection is the last step.
      this.#report(uploadIds.length / (files.length + 1), signal);
    }
    return uploadIds;
  }

  #report(fraction: number, signal: AbortSignal): void {
    signal.throwIfAborted();
    this.progress = fraction;
  }

  /** Imports runs, which need no inspection, and opens the first of their runs. */
  async #takeArchives(
    workbench: Workbench,
    uploadIds: readonly string[],
    signal: AbortSignal,
  ): Promise<void> {
    let first: number | undefined;
    for (const uploadId of uploadIds) {
      const leave = workbench.onEvent((event) => {
        if (event.type === 'import-progress' && event.inspectionId === uploadId)
          this.progress = event.fraction;
      });
      try {
        const imported = await workbench.api.archives.import({ uploadId }, { signal });
        for (const run of imported.runs) workbench.takeRun(run);
        first ??= imported.runs[0]?.id;
        toasts.info(archiveImportText(imported).join(' '));
      } finally {
        leave();
      }
    }
    this.close();
    if (first !== undefined) router.go(paths.run(first));
  }

  /** Whether the files were refused because of their classes: they can be imported without labels. */
  get canDropLabels(): boolean {
    const codes = ['dataset.too-many-classes', 'dataset.mixed-folders'];
    return codes.includes(this.problem?.code ?? '') && this.#uploadIds.length > 0;
  }

  /** Inspects refused files again, as items without labels. */
  async dropLabels(workbench: Workbench): Promise<void> {
    const signal = this.#begin();
    this.options = { ...this.options, classes: 'none' };
    this.problem = null;
    this.stage = 'reading';
    await this.#read(signal, () => this.#inspect(workbench, signal));
  }

  /** Reads files; after a failure, others can be chosen. */
  async #read(signal: AbortSignal, read: () => Promise<void>): Promise<void> {
    try {
      await read();
    } catch (error) {
      if (signal.aborted) return;
      this.problem = describe(error);
      this.stage = 'choosing';
    }
  }

  async #inspect(workbench: Workbench, signal: AbortSignal): Promise<void> {
    const input = { uploadIds: [...this.#uploadIds], options: this.options };
    const inspection = await workbench.api.datasets.inspect(input, { signal });
    signal.throwIfAborted();
    this.inspection = inspection;
    this.doubts = inspection.doubts;
    this.name = inspection.suggestedName;
    this.stage = 'inspected';
  }

  /** Inspects the same files with other options; the old result stays until the new one is available. */
  async change(workbench: Workbench, options: Partial<ImportOptions>): Promise<void> {
    const signal = this.#begin();
    const before = this.options;
    this.options = { ...before, ...options };
    this.stage = 'changing';
    this.problem = null;
    try {
      const input = { uploadIds: [...this.#uploadIds], options: this.options };
      const inspection = await workbench.api.datasets.inspect(input, { signal });
      if (signal.aborted) return;
      this.inspection = inspection;
      const decided = this.doubts.filter(
        ({ option }) => !inspection.doubts.some((doubt) => doubt.option === option),
      );
      this.doubts = [...decided, ...inspection.doubts];
    } catch (error) {
      if (signal.aborted) return;
      this.options = before;
      this.problem = describe(error);
    }
    this.stage = 'inspected';
  }

  /** Imports the inspected files, then shows or announces the new dataset. */
  async finish(workbench: Workbench): Promise<void> {
    if (this.inspection === null) return;
    const signal = this.#begin();
    const { inspectionId } = this.inspection;
    this.stage = 'importing';
    this.progress = 0;
    this.problem = null;
    const leave = workbench.onEvent((event) => {
      if (event.type === 'import-progress' && event.inspectionId === inspectionId)
        this.progress = event.fraction;
    });
    try {
      const input = { inspectionId, name: this.name.trim() };
      const dataset = await workbench.api.datasets.import(input, { signal });
      workbench.takeDataset(dataset);
      const watched = this.open;
      this.open = false;
      this.clear();
      this.#arrived(dataset, watched);
    } catch (error) {
      // The inspection stays available.
      this.stage = 'inspected';
      this.problem = signal.aborted ? null : describe(error);
      if (this.problem !== null && !this.open) toasts.failure(error);
    } finally {
      leave();
    }
  }

  /** Cancels the import. */
  cancel(): void {
    this.#work.abort();
  }

  /** Opens the dataset only if the person has not gone to another page. */
  #arrived(dataset: Dataset, watched: boolean): void {
    const message = t.datasets.imported(dataset.name);
    const show = () => router.go(paths.dataset(dataset.id));
    const taken = watched && this.#form?.(dataset) === true;
    if (taken || (watched && this.#form === null)) toasts.info(message);
    else toasts.info(message, { label: t.common.open, run: show });
    if (watched && this.#form === null) show();
  }

  #begin(): AbortSignal {
    this.#work.abort();
    this.#work = new AbortController();
    return this.#work.signal;
  }
}

function wordsFor(given: readonly GivenFile[]): string {
  const names = [...new Set(given.map(({ path }) => path.split('/')[0] ?? path))];
  return names.length > NAMED ? `${names.slice(0, NAMED).join(', ')} …` : names.join(', ');
}

export const importing = new Importing();
