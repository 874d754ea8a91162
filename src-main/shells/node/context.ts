import type { Interrupt } from '../common/interrupt';
import type { Output } from './output';

/** What every command gets in addition to its own arguments. */
export interface CommandContext {
  dataDir: string;
  output: Output;
  interrupt: Interrupt;
  version: string;
  /** Paths of the other bundles. */
  program: { job: string; rendererDirectory: string };
}

/** The runs and files that a command created. */
export interface CommandResult {
  runs: number[];
  files: string[];
}
