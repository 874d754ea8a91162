import type { NetworkSummary } from '../contract/network';
import type { Problem } from '../contract/error';
import type { DatasetFiles } from '../datasets/files';
import type { ImportRequest } from '../datasets/import';
import type { EngineInfo, LogEntry, MetricRows, RunConfig } from '../contract/run';
import type { DrawRequest, FigureKind, Sheet } from '../contract/sample';

/**
 * What host and trainer process say to each other. Plain data only: it crosses by structured clone, in a utility
 * process of Electron as in a child process of Node. A trainer does one task and exits.
 */
export type HostMessage =
  | { type: 'train'; task: TrainTask }
  | { type: 'draw'; task: TrainTask; request: DrawRequest }
  | DatasetTask
  | { type: 'probe' }
  | { type: 'pause' }
  | { type: 'resume' }
  /** Ends training with a final checkpoint, or the writing of a dataset without a trace. */
  | { type: 'stop' };

/** Makes a dataset, or takes one in, and writes its files to `directory`. */
export type DatasetTask =
  | { type: 'generate'; datasetId: string; directory: string }
  | { type: 'import'; request: ImportRequest; directory: string };

export interface TrainTask {
  config: RunConfig;
  dataset: DatasetFiles;
  /** Safetensors to go on from; null for a new run. */
  checkpoint: Uint8Array | null;
}

export type TrainerMessage =
  | {
      type: 'ready';
      engine: EngineInfo;
      networks: readonly NetworkSummary[];
      step: number;
      totalSteps: number;
      stepsPerEpoch: number;
    }
  /** All rows since the last message. `step` is the number of steps taken. */
  | { type: 'metrics'; step: number; elapsedMs: number; stepsPerSecond: number; rows: MetricRows[] }
  | {
      type: 'figure';
      step: number;
      kind: FigureKind;
      mediaType: string;
      sheet: Sheet | null;
      bytes: Uint8Array;
    }
  | { type: 'checkpoint'; step: number; elapsedMs: number; bytes: Uint8Array }
  | { type: 'log'; entry: LogEntry }
  | { type: 'paused' }
  | { type: 'resumed' }
  | { type: 'drawn'; step: number; sheet: Sheet | null; bytes: Uint8Array }
  | { type: 'progress'; done: number; total: number }
  | { type: 'probed'; engine: EngineInfo; why: string }
  /** The last message of a task that came to its end. */
  | { type: 'finished'; outcome: 'completed' | 'stopped' | 'diverged'; step: number; problem: Problem | null }
  /** The last message of a task that did not. */
  | { type: 'failed'; problem: Problem };
