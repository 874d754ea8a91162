import type { ModelInfo } from '../contract/model';
import type { NetworkSummary } from '../contract/network';
import type { Run } from '../contract/run';
import type { Sample } from '../contract/sample';
import type { MetricSource } from './metrics-csv';

export interface ReportFigure {
  readonly sample: Sample;
  /** As recorded: PNG for sheets, little-endian Float32 triples for a scatter. */
  readonly bytes: Uint8Array;
}

export interface ReportRun {
  readonly run: Run;
  readonly model: ModelInfo;
  /** None where the run did not record them. */
  readonly networks: readonly NetworkSummary[];
  readonly metrics: readonly MetricSource[];
  /** Those steps of each kind that the report is to hold, in any order. Each sheet adds its size and a third. */
  readonly figures: readonly ReportFigure[];
}

export interface ReportInput {
  readonly title: string;
  /** Milliseconds since 1970. */
  readonly createdAt: number;
  /** Of the workbench. */
  readonly version: string;
  /** What the runs were trained on, in words, e.g. processor and system; left out where not known. */
  readonly machine?: string;
  readonly runs: readonly ReportRun[];
}
