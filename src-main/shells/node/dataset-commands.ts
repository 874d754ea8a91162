import { Option, type Command } from 'commander';
import { TEXT_ENCODINGS } from '../../contract/dataset';
import { positive } from './option-values';
import type { Perform } from './perform';

/** Adds `datasets` and its subcommands. */
export function addDatasetCommands(root: Command, perform: Perform): void {
  const datasets = root
    .command('datasets')
    .description('lists the datasets')
    .action(perform(async () => (await import('./commands/lists')).datasets));
  datasets
    .command('import <paths...>')
    .description('takes in IDX, .npz, CSV or CIFAR files, or a folder or ZIP of images')
    .option('--name <name>', 'a name for the dataset')
    .option('--side <pixels>', 'resizes images to squares of this side', positive)
    .addOption(
      new Option('--fit <fit>', 'what of an image is resized: its middle square, or all of it').choices([
        'crop',
        'stretch',
      ]),
    )
    .addOption(
      new Option('--color <color>', 'whether images are grey (default: where all are)').choices([
        'auto',
        'grey',
        'rgb',
      ]),
    )
    .addOption(
      new Option('--classes <classes>', 'none takes the items in without labels').choices(['auto', 'none']),
    )
    .option('--label <column>', 'the column of a table that holds the labels: its name, or its number from 1')
    .addOption(
      new Option('--split <split>', 'whether folders named train, test … are splits or classes').choices([
        'auto',
        'folders',
        'none',
      ]),
    )
    .addOption(
      new Option('--encoding <encoding>', 'of names in a ZIP, and of text that does not say its own').choices(
        ['auto', ...TEXT_ENCODINGS],
      ),
    )
    .action(perform(async () => (await import('./commands/datasets')).importDataset));
  datasets
    .command('get [id]')
    .description('fetches a dataset from its authors or a mirror, or lists those that can be fetched')
    .option('--mirror <url>', 'the folder to fetch its files from in place of those that are known')
    .option('--yes', 'fetches without asking')
    .action(perform(async () => (await import('./commands/get')).get));
  datasets
    .command('generate <id>')
    .description('makes one of the built-in datasets now')
    .action(perform(async () => (await import('./commands/datasets')).generateDataset));
}
