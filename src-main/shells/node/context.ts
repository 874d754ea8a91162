import type { Interrupt } from '../common/interrupt';
import type { Output } from './output';

/** Context that every command receives in addition to its own arguments. */
export interface CommandContext {
  dataDir: string;
  output: Output;
  interrupt: Interrupt;
  version: string;
  /** Paths of the program's other bundles. */
  program: { job: string; rendererDirectory: string };
}

/** The runs and files that a command created. */
export interface CommandResult {
  runs: number[];
  files: string[];
}
