import { currentLocale } from '../../src-main/contract/locale';
import { translatedFormat } from '../../src-main/presentation/translated';
import type { Dataset } from '../../src-main/contract/dataset';
import type { Exported, ExportFormat, ExportRequest } from '../../src-main/contract/export';
import { filePaths } from '../../src-main/contract/files';
import {
  parseFieldText,
  problemWith,
  type Field,
  type HyperparameterValue,
} from '../../src-main/contract/hyperparameters';
import { fieldReasonText } from '../../src-main/contract/problems/catalogue';
import type { Problem } from '../../src-main/contract/problem';
import { attempt } from './actions';
import { download } from './download';
import { readStart } from './read-start';
import { describe } from './toasts.svelte';
import type { Workbench } from './workbench.svelte';

/** So much of a text is shown. */
const PREVIEW_BYTES = 4000;
/** Options are complete when a person has typed nothing for this long. */
const TYPING_MS = 300;

/** A written file, and what is shown of it. */
interface Preview {
  readonly file: Exported;
  /** The beginning of a text; null for pictures. */
  readonly text: string | null;
}

/** What the dialog begins with. */
export interface ExportStart {
  readonly format: string;
  /** Taken by all formats that have all of them. */
  readonly options: Readonly<Record<string, HyperparameterValue>>;
}

/** What is exported. */
export type ExportSubject =
  | { readonly kind: 'runs'; readonly runs: readonly number[] }
  | { readonly kind: 'dataset'; readonly id: string; readonly name: string };

/** The dialog that writes files about runs or of a dataset: format → options → preview → file. */
class Exporting {
  open = $state.raw(false);
  subject = $state.raw<ExportSubject>({ kind: 'runs', runs: [] });
  #formats = $state.raw<readonly ExportFormat[]>([]);
  readonly formats = $derived(this.#formats.map(translatedFormat));
  chosen = $state.raw('');
  stage = $state.raw<'choosing' | 'previewing' | 'writing'>('choosing');
  /** From 0 to 1; null until the first report. */
  fraction = $state.raw<number | null>(null);
  preview = $state.raw<Preview | null>(null);
  problem = $state.raw<Problem | null>(null);
  /** What was typed, by format and option. */
  #typed = $state.raw<Readonly<Record<string, string>>>({});
  #work = new AbortController();
  #soon: ReturnType<typeof setTimeout> | undefined;
  #exports = 0;

  get format(): ExportFormat | null {
    return this.formats.find(({ id }) => id === this.chosen) ?? null;
  }

  /** Opens the dialog for runs, with the format that was last chosen if they have it, or as given. */
  start(workbench: Workbench, runs: readonly number[], given: ExportStart | null = null): Promise<void> {
    return this.#start(workbench, { kind: 'runs', runs }, given);
  }

  /** Opens the dialog for the items of a dataset. */
  startDataset(workbench: Workbench, { id, name }: Pick<Dataset, 'id' | 'name'>): Promise<void> {
    return this.#start(workbench, { kind: 'dataset', id, name }, null);
  }

  async #start(workbench: Workbench, subject: ExportSubject, given: ExportStart | null): Promise<void> {
    const signal = this.#begin();
    [this.open, this.subject, this.#formats, this.#typed] = [true, subject, [], {}];
    try {
      const formats =
        subject.kind === 'runs'
          ? await workbench.api.exports.formats({ runs: [...subject.runs] }, { signal })
          : await workbench.api.exports.datasetFormats({ id: subject.id }, { signal });
      if (signal.aborted) return;
      this.#formats = formats;
      if (given !== null) {
        this.chosen = given.format;
        this.#typed = typedIn(formats, given);
      }
      const possible = formats.filter(({ problem }) => problem === null);
      const chosen = possible.find(({ id }) => id === this.chosen) ?? possible[0];
      if (chosen !== undefined) this.choose(workbench, chosen.id);
    } catch (error) {
      if (!signal.aborted) this.problem = describe(error);
    }
  }

  close(): void {
    this.open = false;
    this.#begin();
  }

  choose(workbench: Workbench, id: string): void {
    this.chosen = id;
    this.#changed(workbench);
  }

  text(name: string, field: Field): string {
    return this.#typed[`${this.chosen}/${name}`] ?? String(field.default);
  }

  setText(workbench: Workbench, name: string, text: string): void {
    this.#typed = { ...this.#typed, [`${this.chosen}/${name}`]: text };
    this.#changed(workbench);
  }

  fieldProblem(name: string, field: Field): string | null {
    const reason = problemWith(field, parseFieldText(field, this.text(name, field)));
    return reason === null ? null : fieldReasonText(reason);
  }

  get isValid(): boolean {
    const { format } = this;
    return (
      format !== null &&
      format.problem === null &&
      Object.entries(format.fields).every(([name, field]) => this.fieldProblem(name, field) === null)
    );
  }

  /** Writes the file for the preview. */
  async show(workbench: Workbench): Promise<void> {
    const { format } = this;
    if (format?.preview == null || !this.isValid) return;
    const signal = this.#begin();
    this.stage = 'previewing';
    await this.#attempt(signal, async () => {
      const file = await this.#write(workbench, format, signal);
      const path = filePaths.exported(file.id);
      const text = format.preview === 'text' ? await readStart(path, PREVIEW_BYTES, signal) : null;
      if (!signal.aborted) this.preview = { file, text };
    });
  }

  /** Writes the file, unless the preview shows it already, and saves it. */
  async save(workbench: Workbench): Promise<void> {
    const { format } = this;
    if (format === null || !this.isValid) return;
    const shown = this.preview;
    const signal = this.#begin();
    this.preview = shown;
    this.stage = 'writing';
    await this.#attempt(signal, async () => {
      const file = shown?.file ?? (await this.#write(workbench, format, signal));
      if (signal.aborted) return;
      await download(filePaths.exported(file.id));
      this.open = false;
    });
  }

  cancel(): void {
    this.#begin();
  }

  #changed(workbench: Workbench): void {
    this.#begin();
    if (this.format?.isSlow === true) return;
    this.#soon = setTimeout(() => void this.show(workbench), TYPING_MS);
  }

  async #write(workbench: Workbench, format: ExportFormat, signal: AbortSignal): Promise<Exported> {
    const options: Record<string, HyperparameterValue> = {};
    for (const [name, field] of Object.entries(format.fields))
      options[name] = parseFieldText(field, this.text(name, field)) as HyperparameterValue;
    const key = `${workbench.transport.kind}-${String(Date.now())}-${String((this.#exports += 1))}`;
    const leave = workbench.onEvent((event) => {
      if (event.type === 'export-progress' && event.key === key) this.fraction = event.fraction;
    });
    try {
      const request = { format: format.id, options, locale: currentLocale(), key };
      const { subject } = this;
      return subject.kind === 'runs'
        ? await workbench.api.exports.create({ ...request, runs: [...subject.runs] }, { signal })
        : await workbench.api.exports.createOfDataset({ ...request, dataset: subject.id }, { signal });
    } finally {
      leave();
    }
  }

  async #attempt(signal: AbortSignal, work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      if (!signal.aborted) this.problem = describe(error);
    }
    if (signal.aborted) return;
    this.stage = 'choosing';
    this.fraction = null;
  }

  /** Cancels what is being written. */
  #begin(): AbortSignal {
    clearTimeout(this.#soon);
    this.#work.abort();
    this.#work = new AbortController();
    [this.stage, this.fraction, this.preview, this.problem] = ['choosing', null, null, null];
    return this.#work.signal;
  }
}

/** Options as if they were typed, by format and option. */
function typedIn(formats: readonly ExportFormat[], { options }: ExportStart): Record<string, string> {
  const entries = Object.entries(options);
  const having = formats.filter(({ fields }) => entries.every(([name]) => name in fields));
  return Object.fromEntries(
    having.flatMap(({ id }) => entries.map(([name, value]) => [`${id}/${name}`, String(value)])),
  );
}

export const exporting = new Exporting();

/** Writes a file about runs and saves it, without the dialog. */
export async function saveExport(workbench: Workbench, request: ExportRequest): Promise<void> {
  const file = await attempt(() => workbench.api.exports.create({ locale: currentLocale(), ...request }));
  if (file !== undefined) await download(filePaths.exported(file.id));
}
