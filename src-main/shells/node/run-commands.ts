import type { Command } from 'commander';
import type { Perform } from './perform';

/** Adds the subcommands of `runs`. */
export function addRunCommands(runs: Command, perform: Perform): void {
  runs
    .command('checkpoints <run>')
    .description('lists the checkpoints of a run, and why each is stored')
    .action(perform(async () => (await import('./commands/lists')).checkpoints));
  addAnnotations(runs, perform);
  addTrash(runs, perform);
}

function addAnnotations(runs: Command, perform: Perform): void {
  runs
    .command('tag <run> [tags...]')
    .description('shows the tags of a run, or adds some')
    .option('--remove <tags...>', 'takes tags away')
    .action(perform(async () => (await import('./commands/annotations')).tag));
  runs
    .command('star <runs...>')
    .description('gives runs a star')
    .option('--off', 'takes it away')
    .action(perform(async () => (await import('./commands/annotations')).star));
  runs
    .command('note <run> [text]')
    .description('shows the notes of a run, or sets them (Markdown; empty text removes them)')
    .action(perform(async () => (await import('./commands/annotations')).note));
}

function addTrash(runs: Command, perform: Perform): void {
  runs
    .command('remove <runs...>')
    .description('moves runs to the trash')
    .action(perform(async () => (await import('./commands/trash')).remove));
  runs
    .command('trash')
    .description('lists removed runs')
    .action(perform(async () => (await import('./commands/trash')).trash));
  runs
    .command('restore <runs...>')
    .description('brings removed runs back')
    .action(perform(async () => (await import('./commands/trash')).restore));
  runs
    .command('purge [runs...]')
    .description('deletes removed runs permanently, with their metrics, figures and checkpoints')
    .option('--all', 'all of them')
    .option('--yes', 'deletes without asking')
    .action(perform(async () => (await import('./commands/trash')).purge));
}
