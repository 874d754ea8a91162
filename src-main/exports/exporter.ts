import type { ExportFormat } from '../contract/export';
import type { Fields, ValuesOf } from '../contract/hyperparameters';
import type { ModelInfo } from '../contract/model';
import type { Problem } from '../contract/problem';
import type { Run } from '../contract/run';
import type { ReadOnlyStore } from '../store/open';
import type { NetworkTracer } from './traced-network';
import type { StartRecorder } from './recorded-start';
import type { Reports } from './reports';
import type { Sampler } from './samples';
import type { WalkDecoder } from './walk/decoded-walk';

/** Reports how much of a file is written, from 0 to 1. */
type OnProgress = (fraction: number) => void;

/** What the options of a format may depend on, besides the runs. */
export interface ExportContext {
  readonly store: ReadOnlyStore;
  readonly models: { info(id: string): ModelInfo };
  /** Whether there is a Chromium that prints. */
  readonly canPrint: boolean;
}

/** A format that files about runs can have. One declaration serves the window, the command line and validation. */
interface Declaration<F extends Fields> extends Omit<
  ExportFormat,
  'fields' | 'problem' | 'isSlow' | 'isUpload'
> {
  readonly extension: string;
  readonly isSlow?: boolean;
  readonly isUpload?: boolean;
  /** Whether it needs the model of the run with its dataset. */
  readonly needsModel?: boolean;
  /** The options; defaults and limits depend on what the runs recorded. */
  fields(runs: readonly Run[], about: ExportContext): F;
  /** Why there is nothing to write about these runs; null if there is. */
  problem?(runs: readonly Run[], about: ExportContext): Problem | null;
  /** The last part of the file's name, after the runs and without the extension. */
  title(options: ValuesOf<F>): string;
}

export interface RowSource extends Omit<ExportContext, 'canPrint'> {
  readonly reports: Reports;
  readonly onProgress: OnProgress;
}

/** Text that is read from rows, as parts that take a few milliseconds each; written between other work of the core. */
export interface RowExporter<F extends Fields = Fields> extends Declaration<F> {
  readonly place: 'core';
  parts(source: RowSource, runs: readonly Run[], options: ValuesOf<F>): Iterable<string>;
}

export interface JobSource extends Omit<ExportContext, 'canPrint'> {
  readonly samples: Sampler;
  readonly walks: WalkDecoder;
  readonly dataDir: string;
  readonly networks: NetworkTracer;
  readonly starts: StartRecorder;
  readonly onProgress: OnProgress;
  /** Ends what is asked of a server. */
  readonly signal: AbortSignal;
}

/** A page of HTML that is read like text, and printed as PDF by Chromium. */
export interface PageExporter<F extends Fields = Fields> extends Declaration<F> {
  readonly place: 'printer';
  parts: RowExporter<F>['parts'];
}

/** Everything that encodes pictures or numbers; written in a process of its own. */
export interface JobExporter<F extends Fields = Fields> extends Declaration<F> {
  readonly place: 'job';
  parts(
    source: JobSource,
    runs: readonly Run[],
    options: ValuesOf<F>,
  ): Iterable<Uint8Array> | AsyncIterable<Uint8Array>;
}

export type Exporter = RowExporter | PageExporter | JobExporter;

export const rowExporter = <F extends Fields>(exporter: Omit<RowExporter<F>, 'place'>): RowExporter<F> => ({
  ...exporter,
  place: 'core',
});

export const pageExporter = <F extends Fields>(
  exporter: Omit<PageExporter<F>, 'place'>,
): PageExporter<F> => ({
  ...exporter,
  place: 'printer',
});

export const jobExporter = <F extends Fields>(exporter: Omit<JobExporter<F>, 'place'>): JobExporter<F> => ({
  ...exporter,
  place: 'job',
});
