import { mkdirSync } from 'node:fs';
import type { RunRecord } from '../../src-main/testing/run-record';
import { faultsAtEnd } from '../kill/check';
import { faultsOfCheckpoints, faultsOfLogs } from './check';
import { FAULTS, type FaultName } from './faults';
import { openLab } from './lab';

export interface Setting {
  /** Of this trial. */
  readonly scratch: string;
  /** A data folder with the dataset, and without runs. */
  readonly prepared: string;
  readonly command: readonly string[];
  readonly steps: number;
  /** The data folder of the same run without a fleet, and its record. */
  readonly local: string;
  readonly whole: RunRecord;
}

export interface Outcome {
  readonly story: string;
  /** How often the run was struck before it had ended. */
  readonly times: number;
  readonly faults: readonly string[];
}

/** Trains a run in a fleet, strikes it, and compares what was recorded with the run without a fleet. */
export async function performTrial(
  setting: Setting,
  name: FaultName,
  uniform: () => number,
): Promise<Outcome> {
  const { scratch, prepared, command, steps, local, whole } = setting;
  mkdirSync(scratch);
  const lab = await openLab(scratch, prepared);
  try {
    lab.launch(command);
    const fault = FAULTS[name];
    const stepOf = (fraction: number) => Math.round(fraction * steps);
    const { story, times, wrong } = await fault.strike(lab, uniform, stepOf);
    await lab.untilOver();
    const takes = lab.takes();
    const expected = fault.isTakenOver ? 2 : 1;
    const isExpected = takes === expected || (times === 0 && takes === 1);
    const faults = [
      ...wrong,
      ...(isExpected ? [] : [`It was taken ${String(takes)} times, not ${String(expected)}.`]),
      ...faultsAtEnd({ dataDir: lab.dataDir, whole, announced: 0 }),
      ...faultsOfCheckpoints(local, lab.dataDir),
      ...faultsOfLogs(lab.dataDir),
    ];
    return { story, times, faults };
  } finally {
    await lab.close();
  }
}
