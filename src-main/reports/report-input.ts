import type { BlindRound } from '../contract/blind-round';
import type { ModelInfo } from '../contract/model';
import type { NetworkSummary } from '../contract/network';
import type { Quality, QualityMetricInfo } from '../contract/quality';
import type { Run } from '../contract/run';
import type { Figure } from '../contract/figure';
import type { ComparisonSection } from '../contract/saved-comparison';
import type { MetricSummary } from './metric-summary';

export interface ReportFigure {
  readonly figure: Figure;
  /** As recorded: PNG for sheets, little-endian Float32 triples for a scatter. May be read when it is asked for. */
  readonly bytes: Uint8Array;
}

export interface ReportRun {
  readonly run: Run;
  readonly model: ModelInfo;
  /** What a person noted of it, in Markdown; none where it is left out. */
  readonly notes?: string;
  /** None where the run did not record them. */
  readonly networks: readonly NetworkSummary[];
  readonly metrics: readonly MetricSummary[];
  /** The evaluations of its samples. */
  readonly qualities: readonly Quality[];
  /** The picture of the closest pairs of one of them; null where it has none. */
  readonly closestPng: (qualityId: number) => Uint8Array | null;
  /** Milliseconds of training up to a step; null where it was not recorded. May be read when it is asked for. */
  readonly trainingMsAt: (step: number) => number | null;
  /** Of the newest checkpoint; null where there is none. */
  readonly checkpointBytes: number | null;
  /** Those steps of each kind that the report is to hold, in any order. Each sheet adds its size and a third. */
  readonly figures: readonly ReportFigure[];
  /** Of its dataset; none where it has no labels, or is gone. */
  readonly classNames: readonly string[];
}

export interface ReportInput {
  readonly title: string;
  /** Milliseconds since 1970. */
  readonly createdAt: number;
  /** Of the workbench. */
  readonly version: string;
  /** Where the report is written, in words: processor and system. Runs may have been trained elsewhere. */
  readonly machine?: string;
  /** What evaluations have values of, in the order in which it is shown. */
  readonly qualityMetrics: readonly QualityMetricInfo[];
  readonly runs: readonly ReportRun[];
  /** What a person noted of the comparison; none where it was not saved. */
  readonly note?: string;
  /** The parts to show, in their order; all where it is left out. */
  readonly sections?: readonly ComparisonSection[];
  /** The id of the run that others are compared with. */
  readonly baseline?: number | null;
  /** Runs of a saved comparison that are no longer there. */
  readonly missing?: readonly number[];
  /** Among the runs. */
  readonly blindRounds?: readonly BlindRound[];
}
