import type { BlindRound } from '../contract/blind-round';
import type { ModelInfo } from '../contract/model';
import type { NetworkSummary } from '../contract/network';
import type { Quality, QualityMetricInfo } from '../contract/quality';
import type { Run } from '../contract/run';
import type { Figure } from '../contract/figure';
import type { SavedLatents } from '../contract/saved-latents';
import type { ComparisonSection } from '../contract/saved-comparison';
import type { MetricSummary } from './metric-summary';

export interface ReportFigure {
  readonly figure: Figure;
  /** As recorded: PNG for sheets, little-endian Float32 triples for a scatter. May be a getter that reads them. */
  readonly bytes: Uint8Array;
}

/** A pin or walk, with its recorded items: see `SavedLatents`. */
export interface ReportedLatents {
  readonly saved: SavedLatents;
  /** May be a getter that reads them. */
  readonly items: Uint8Array;
}

export interface ReportRun {
  readonly run: Run;
  readonly model: ModelInfo;
  /** The notes of the run in Markdown, if there are any. */
  readonly notes?: string;
  /** Empty if the run did not record them. */
  readonly networks: readonly NetworkSummary[];
  readonly metrics: readonly MetricSummary[];
  /** The evaluations of its samples. */
  readonly qualities: readonly Quality[];
  /** Returns the image of an evaluation's closest pairs; null if it has none. */
  readonly closestPng: (qualityId: number) => Uint8Array | null;
  /** Returns the milliseconds of training up to a step; null if they were not recorded. */
  readonly trainingMsAt: (step: number) => number | null;
  /** Size of the newest checkpoint; null if there is none. */
  readonly checkpointBytes: number | null;
  /** The figures to include, in any order. Each sheet adds four thirds of its size to the report. */
  readonly figures: readonly ReportFigure[];
  /** The pins and walks that were chosen for the report. */
  readonly savedLatents: readonly ReportedLatents[];
  /** Class names of its dataset; empty if it has no labels or was removed. */
  readonly classNames: readonly string[];
}

export interface ReportInput {
  readonly title: string;
  /** Milliseconds since 1970. */
  readonly createdAt: number;
  /** Version of the workbench. */
  readonly version: string;
  /** Description of the machine that writes the report: processor and system. Runs may have been trained elsewhere. */
  readonly machine?: string;
  /** The metrics of evaluations, in the order in which they are shown. */
  readonly qualityMetrics: readonly QualityMetricInfo[];
  readonly runs: readonly ReportRun[];
  /** The note of a saved comparison. */
  readonly note?: string;
  /** The sections to show, in their order; by default all. */
  readonly sections?: readonly ComparisonSection[];
  /** The id of the run that others are compared with. */
  readonly baseline?: number | null;
  /** Ids of runs of a saved comparison that no longer exist. */
  readonly missing?: readonly number[];
  /** Rounds among the runs in which people compared samples without names. */
  readonly blindRounds?: readonly BlindRound[];
}
