import type { Command } from 'commander';
import { positive } from './option-values';
import type { Perform } from './perform';

/** Adds the commands that programs use rather than people. */
export function addProgramCommands(root: Command, perform: Perform): void {
  root
    .command('query <sql>')
    .description('answers a SELECT on runs, metrics and the rest, without changing anything')
    .option('--csv', 'as CSV; --json prints one JSON document')
    .action(perform(async () => (await import('./commands/query')).query));
  root
    .command('watch <runs...>')
    .description('waits for runs that another process trains (exit code 3: they ended otherwise, 4: timeout)')
    .option(
      '--until <condition>',
      "ended, completed, diverged, collapsed, or a bound of a metric, such as 'loss<0.5'",
      'ended',
    )
    .option('--timeout <seconds>', 'how long to wait at most', positive)
    .action(perform(async () => (await import('./commands/watch')).watch));
  root
    .command('mcp')
    .description(
      'serves the workbench to a program by the Model Context Protocol, on standard input and output',
    )
    .option('--allow-changes', 'lets it launch, stop and evaluate runs, too')
    .option('--out <folder>', 'where exported files go', '.')
    .action(perform(async () => (await import('./commands/mcp')).mcp));
}
