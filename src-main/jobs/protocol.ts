import type { Evaluation } from '../contract/evaluation';
import type { NetworkSummary } from '../contract/network';
import type { Problem } from '../contract/error';
import type { DatasetFiles } from '../datasets/files';
import type { ImportOptions } from '../contract/dataset';
import type { GivenFile } from '../datasets/formats/format';
import type { ImportRequest } from '../datasets/import';
import type { InspectionResult } from '../datasets/import-session';
import type { EngineInfo } from '../contract/engine';
import type { LogEntry, MetricRows, RunConfig } from '../contract/run';
import type { Quality } from '../contract/quality';
import type { DrawRequest, FigureKind, Sheet } from '../contract/sample';

/**
 * What the host and a job's process say to each other. Plain data only: it crosses by structured clone, in a utility
 * process of Electron as in a child process of Node. A process does one task and exits; one that imports, or decodes with a loaded model, answers until it is ended.
 */
export type HostMessage =
  /** Some of the bytes of the checkpoint that the next task goes on from, in their order. */
  | { type: 'checkpoint-part'; bytes: Uint8Array }
  | { type: 'train'; task: Posted<TrainTask> }
  | DecodeTask
  | DatasetTask
  | ImportTask
  | { type: 'evaluate'; task: Posted<QualityTask> }
  | { type: 'probe' }
  | { type: 'pause' }
  | { type: 'resume' }
  /** Ends training with a checkpoint to go on from later, without the figures and evaluations of an end. */
  | { type: 'suspend' }
  /** Ends training with a final checkpoint, or the writing of a dataset without a trace. */
  | { type: 'stop' };

/** Makes a dataset, and writes its files to `directory`. */
export interface DatasetTask {
  type: 'generate';
  datasetId: string;
  directory: string;
}

/** Loads a model with a checkpoint's weights, then answers requests with it. Goes on until it is ended. */
export type DecodeTask = { type: 'load'; task: Posted<TrainTask> } | { type: 'draw'; request: DrawRequest };

/** Looks into files, again for other options, and takes them in. A process that does this goes on until it is ended. */
export type ImportTask =
  | { type: 'inspect'; files: readonly GivenFile[]; options: ImportOptions }
  | { type: 'import'; request: ImportRequest; directory: string };

export interface TrainTask {
  config: RunConfig;
  dataset: DatasetFiles;
  /** Safetensors to go on from; null for a new run. */
  checkpoint: Uint8Array | null;
}

/** How good the samples of a checkpoint are. */
export interface QualityTask extends TrainTask {
  samples: number;
  seed: number;
  /** Where the dataset's encoder is, or is written once it is trained. */
  encoderFile: string;
}

/** What of a `Quality` its process knows. */
export type MeasuredQuality = Omit<Quality, 'id' | 'runId' | 'createdAt'>;

/** A task whose checkpoint is posted before it, in parts: a whole one takes the host too long at once. */
export type Posted<Task extends TrainTask> = Omit<Task, 'checkpoint'>;

export type JobMessage =
  | {
      type: 'ready';
      engine: EngineInfo;
      networks: readonly NetworkSummary[];
      step: number;
      totalSteps: number;
      stepsPerEpoch: number;
    }
  /** All rows since the last message, and the evaluations that some are of. `step` is the number of steps taken. */
  | {
      type: 'metrics';
      step: number;
      elapsedMs: number;
      stepsPerSecond: number;
      rows: MetricRows[];
      evaluations: Evaluation[];
    }
  | {
      type: 'figure';
      step: number;
      kind: FigureKind;
      mediaType: string;
      sheet: Sheet | null;
      bytes: Uint8Array;
    }
  /** Some of the bytes of the checkpoint that comes next, in their order: a whole one takes the host too long at once. */
  | { type: 'checkpoint-part'; bytes: Uint8Array }
  /** Its last part was sent: it counts from now on. */
  | { type: 'checkpoint'; step: number; elapsedMs: number }
  | { type: 'log'; entry: LogEntry }
  | { type: 'paused' }
  | { type: 'resumed' }
  | { type: 'drawn'; step: number; sheet: Sheet | null; bytes: Uint8Array }
  | { type: 'progress'; done: number; total: number }
  | { type: 'measured'; quality: MeasuredQuality }
  /** Sent by an import, so that one that is stuck is not taken for one that is slow. */
  | { type: 'alive' }
  | { type: 'inspected'; result: InspectionResult }
  | { type: 'probed'; engine: EngineInfo; why: string }
  /** The last message of a task that came to its end. */
  | {
      type: 'finished';
      outcome: 'completed' | 'stopped' | 'suspended' | 'diverged';
      step: number;
      problem: Problem | null;
    }
  /** The last message of a task that did not. */
  | { type: 'failed'; problem: Problem };
