import type { Evaluation } from '../contract/evaluation';
import type { NetworkSummary } from '../contract/network';
import type { Problem } from '../contract/error';
import type { DatasetFiles } from '../datasets/files';
import type { ImportOptions } from '../contract/dataset';
import type { GivenFile } from '../datasets/formats/format';
import type { Release, ReleaseSource } from '../contract/release';
import type { DownloadRequest } from '../downloads/download';
import type { DatasetExportTask, ExportTask } from '../exports/perform';
import type { ImportRequest } from '../datasets/import';
import type { UnpackTask } from './unpacking';
import type { InspectionResult } from '../datasets/import-session';
import type { EngineInfo } from '../contract/engine';
import type { EngineReason } from '../contract/problems/catalogue';
import type { LatentFacts, LatentRequest, Weights } from '../contract/latent';
import type { ChangedValues, NetworkRole, RecordedNow, RunChange } from '../contract/run-changes';
import type { DeviceChoice, LogEntry, MetricRows, RunConfig } from '../contract/run';
import type { Quality, QualityEffort } from '../contract/quality';
import type { DrawRequest, FigureKind, Sheet } from '../contract/figure';

/**
 * Messages between the host and a job's process. They are plain data, since both Electron's utility processes and
 * Node's child processes clone them. A process performs one task and exits; imports and decode sessions run until
 * ended.
 */
export type HostMessage =
  /** A part of the checkpoint that the next task continues from; the parts come in order. */
  | { type: 'checkpoint-part'; bytes: Uint8Array }
  /** Loads TensorFlow for a run that comes later. */
  | { type: 'load-engine'; device: DeviceChoice }
  | { type: 'train'; task: Posted<TrainTask> }
  | DecodeTask
  | DatasetTask
  | DownloadTask
  | ReleaseTask
  | FileTask
  | ImportTask
  | { type: 'evaluate'; task: Posted<QualityTask> }
  | { type: 'nearest'; request: NearestTask }
  | { type: 'probe' }
  | { type: 'pause' }
  | { type: 'resume' }
  /** Takes other values of hyperparameters, from the next step on. */
  | { type: 'change'; hyperparameters: ChangedValues }
  /** Takes one step of a paused run, of all networks or of one. */
  | { type: 'step'; only: NetworkRole | null }
  /** Records samples or a checkpoint after the current step. */
  | { type: 'record'; what: RecordedNow }
  /** Waits after each step; 0 for full speed. The wait is not training time. */
  | { type: 'slow'; waitMs: number }
  /** The oldest checkpoint that was not yet confirmed is recorded, and so is all that was posted before it. */
  | { type: 'checkpoint-recorded' }
  /** Ends training with a checkpoint to continue from later, without the figures and evaluations of a completed run. */
  | { type: 'suspend' }
  /** Ends training with a final checkpoint, or the writing of a dataset, leaving no files. */
  | { type: 'stop' };

/** Generates a dataset and writes its files to `directory`. */
export interface DatasetTask {
  type: 'generate';
  datasetId: string;
  directory: string;
}

/** Downloads the files of a published dataset, and continues with the files of an earlier task. */
export interface DownloadTask {
  type: 'download';
  request: DownloadRequest;
}

/** Asks a publisher's server for its newest release. */
export interface ReleaseTask {
  type: 'newest-release';
  source: ReleaseSource;
}

/** Writes an export, or unpacks an archive of runs. */
export type FileTask =
  | { type: 'export'; request: ExportTask }
  | { type: 'export-dataset'; request: DatasetExportTask }
  | { type: 'unpack'; request: UnpackTask };

/** Loads a model with a checkpoint's weights, then answers requests with it until the process is ended. */
export type DecodeTask =
  /** @param encoderFile file of the dataset's encoder; it exists once a run of the dataset has been evaluated */
  | { type: 'load'; task: Posted<TrainTask>; weights?: Weights; encoderFile?: string }
  | { type: 'draw'; request: DrawRequest }
  | { type: 'latent-facts' }
  /** @param values the 32-bit floats of the request */
  | { type: 'latent'; request: LatentRequest; values: Float32Array };

/** Inspects files, repeatedly with other options, and imports them. Such a process runs until it is ended. */
export type ImportTask =
  | { type: 'inspect'; files: readonly GivenFile[]; options: ImportOptions }
  | { type: 'import'; request: ImportRequest; directory: string };

export interface TrainTask {
  config: RunConfig;
  dataset: DatasetFiles;
  /** The step at which to stop before the end of the budget; by default, training uses the whole budget. */
  stopAt?: number | undefined;
  /** Safetensors to continue from; null for a new run. */
  checkpoint: Uint8Array | null;
}

/** Evaluates the samples of a checkpoint. */
export interface QualityTask extends TrainTask {
  samples: number;
  seed: number;
  effort: QualityEffort;
  /** Whether it runs with the lowest priority. */
  isInBackground: boolean;
  /** File of the dataset's encoder; it is written there if it has to be trained. */
  encoderFile: string;
}

/** Finds the training images that are nearest to the samples of a sheet. */
export interface NearestTask {
  dataset: DatasetFiles;
  datasetName: string;
  /** File of the dataset's encoder, if it is trained already. */
  encoderFile: string;
  sheet: Sheet;
  png: Uint8Array;
}

/** The parts of a `Quality` that its process knows. */
export type MeasuredQuality = Omit<Quality, 'id' | 'runId' | 'createdAt'>;

/** A task whose checkpoint is posted before it, in parts: posting a whole checkpoint would block the host too long. */
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
  /** All rows since the last message, and the evaluations among them. `step` is the number of steps taken. */
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
  /** A part of the next checkpoint, in order. Receiving a whole checkpoint would block the host too long. */
  | { type: 'checkpoint-part'; bytes: Uint8Array }
  /** All parts were sent: the checkpoint is complete. */
  | { type: 'checkpoint'; step: number; elapsedMs: number }
  /**
   * From the step after `step` steps on, the run trains with other values, or that step updated one network only. Posted
   * before the metrics of that step.
   */
  | ({ type: 'changed' } & RunChange)
  /** What was requested by `record` was recorded after `step` steps. */
  | { type: 'recorded'; step: number }
  | { type: 'log'; entry: LogEntry }
  | { type: 'paused' }
  | { type: 'resumed' }
  | { type: 'drawn'; step: number; sheet: Sheet | null; bytes: Uint8Array }
  | { type: 'latent-facts'; facts: LatentFacts }
  | { type: 'latent'; bytes: Uint8Array }
  /** A request of a decode session that was refused; the session answers the next one. */
  | { type: 'refused'; problem: Problem }
  /** For each sample, row by row, the nearest training image and its distance. */
  | { type: 'nearest'; space: 'features' | 'pixels'; items: number[]; distances: number[] }
  | { type: 'progress'; done: number; total: number }
  /** Progress of a download: bytes received, and the host that sends them. */
  | { type: 'received'; bytes: number; host: string }
  | { type: 'release'; release: Release }
  /** @param closestPng the image of `quality.closest` */
  | { type: 'measured'; quality: MeasuredQuality; closestPng?: Uint8Array }
  /** Sent by an import, so that the host can distinguish a stuck process from a slow one. */
  | { type: 'alive' }
  | { type: 'inspected'; result: InspectionResult }
  | { type: 'probed'; engine: EngineInfo; why: EngineReason }
  /** The last message of a task that finished. */
  | {
      type: 'finished';
      outcome: 'completed' | 'stopped' | 'suspended' | 'diverged';
      step: number;
      problem: Problem | null;
    }
  /** The last message of a task that failed. */
  | { type: 'failed'; problem: Problem };
