import type { Interrupt } from '../common/interrupt';
import type { Output } from './output';

/** What every command gets beside its own arguments. */
export interface CommandContext {
  dataDir: string;
  output: Output;
  interrupt: Interrupt;
  version: string;
  /** Where the build has put the rest of the program. */
  program: { job: string; rendererDirectory: string };
}

/** What a command that made something says at its end. */
export interface Made {
  runs: number[];
  files: string[];
}
