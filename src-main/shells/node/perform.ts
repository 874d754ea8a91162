import type { Command } from 'commander';
import { version } from '../../../package.json';
import { wordsOf } from '../../contract/problems/catalogue';
import { openLog } from '../../core/log';
import { DEFECT, knownProblem, reportDefect } from '../../core/problem';
import { resolveDataDir } from '../common/data-dir';
import { INTERRUPTED_EXIT_CODE, listenForInterrupt } from '../common/interrupt';
import type { CommandContext, CommandResult } from './context';
import { createOutput, type OutputStreams } from './output';

/** Exit codes of problems that programs distinguish; all others have 1. */
const EXIT_CODES: Readonly<Record<string, number>> = { 'watch.not-met': 3, 'watch.timeout': 4 };

/** The environment of the command line. */
export interface Surroundings {
  readonly program: CommandContext['program'];
  readonly streams: OutputStreams;
}

type Action<Args extends unknown[]> = (
  context: CommandContext,
  ...args: Args
) => Promise<CommandResult | void> | void;

/** Loads a command, runs it and reports its result. */
export type Perform = <Args extends unknown[]>(
  load: () => Promise<Action<Args>>,
) => (...given: unknown[]) => Promise<void>;

/** @param exitWith called with the exit code of a command that failed */
export function performer({ program, streams }: Surroundings, exitWith: (code: number) => void): Perform {
  // Commander passes the arguments, the command's own options, and the command.
  return <Args extends unknown[]>(load: () => Promise<Action<Args>>) =>
    async (...given: unknown[]): Promise<void> => {
      const command = given.pop() as Command;
      const { dataDir, json } = command.optsWithGlobals<{ dataDir?: string; json?: boolean }>();
      const output = createOutput(json === true, streams);
      const interrupt = listenForInterrupt();
      try {
        const context = { dataDir: resolveDataDir(dataDir), output, interrupt, version, program };
        openLog(context.dataDir);
        const action = await load();
        const made = await action(context, ...(given as Args));
        output.endProgress();
        if (made) output.event('done', { ...made });
      } catch (error) {
        const known = knownProblem(error);
        const problem = known ?? DEFECT;
        output.problem(problem);
        output.event('error', { ...problem, ...wordsOf(problem, 'command-line') });
        // Printed after the problem's message, because without a log it goes to the terminal.
        if (known === null) reportDefect(command.name(), error);
        exitWith(interrupt.signal.aborted ? INTERRUPTED_EXIT_CODE : (EXIT_CODES[problem.code] ?? 1));
      } finally {
        interrupt.dispose();
      }
    };
}
