import { Command, CommanderError, Option } from 'commander';
import { version } from '../../../package.json';
import { AutomaticEvaluationSchema } from '../../contract/automatic-evaluation';
import { LOCALES, setLocaleSource } from '../../contract/locale';
import { t } from '../../contract/texts';
import { collect, list, poolName, port, positive, sheet, whole } from './option-values';
import { outputLocale, translateHelp } from './language';
import { createOutput } from './output';
import { performer, type Perform, type Surroundings } from './perform';
import { addDatasetCommands } from './dataset-commands';
import { addProgramCommands } from './program-commands';
import { addFleetCommands } from './fleet-commands';
import { addRunCommands } from './run-commands';

const USAGE_EXIT_CODE = 2;

/**
 * The command line. The code of each command, and with it TensorFlow, SQLite and RPC, is loaded only when the command
 * runs.
 * @param argv as in `process`: the program, the script, then the typed arguments
 * @returns the exit code: 0 only if the command succeeded
 */
export async function runCommandLine(argv: readonly string[], surroundings: Surroundings): Promise<number> {
  const { streams } = surroundings;
  let exitCode = 0;
  const perform = performer(surroundings, (code) => {
    exitCode = code;
  });
  const locale = outputLocale(argv, process.env);
  setLocaleSource(() => locale);
  const root = commandLine(perform, streams);
  if (locale !== 'en') translateHelp(root);
  try {
    await root.parseAsync(argv);
  } catch (error) {
    // Requests for help and version also arrive here.
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode === 0) return 0;
    const message = error.message.replace(/^error: /, '');
    if (argv.includes('--json')) createOutput(true, streams).event('error', { code: 'usage', message });
    return USAGE_EXIT_CODE;
  }
  return exitCode;
}

/** Defines all commands and options. @param perform makes the action of each command */
export function commandLine(perform: Perform, { stdout, stderr }: Surroundings['streams']): Command {
  const root = new Command('latent-workbench')
    .description('Trains generative models, and compares and exports what they made.')
    .version(version)
    .option('--data-dir <folder>', 'where runs and datasets are kept (default: your user data folder)')
    .addOption(
      new Option(
        '--lang <language>',
        "the language of this output: en or ko (default: the system's)",
      ).choices(LOCALES),
    )
    .option('--json', 'one JSON object a line; lists print one JSON document')
    .configureHelp({ showGlobalOptions: true })
    .showHelpAfterError(t.commandLine.usage.hint)
    .configureOutput({
      writeOut: (text) => void stdout.write(text),
      writeErr: (text) => void stderr.write(text),
    })
    .exitOverride();
  addTraining(root, perform);
  addResults(root, perform);
  addProgramCommands(root, perform);
  addDatasetCommands(root, perform);
  addLists(root, perform);
  addFleetCommands(root, perform);
  return root;
}

function addTraining(root: Command, perform: Perform): void {
  const train = root
    .command('train <model>')
    .description('trains a model')
    .option('--name <name>', 'a name for the run')
    .option('--set <name=value...>', 'a hyperparameter; may be given again (models lists them)', collect)
    .option(
      '--at <step and values...>',
      'hyperparameters that change at a step (500 lr=0.0001), or the only network of the next step (500 only=generator); may be given again',
      collect,
    );
  addRunOptions(train).action(perform(async () => (await import('./commands/train')).train));
  const sweep = root
    .command('sweep <model>')
    .description('trains a model with several values of hyperparameters and several seeds, and ranks them')
    .option('--name <name>', 'a name for the sweep')
    .option(
      '--set <name=values...>',
      'values (lr=0.001,0.003), values that are evenly spaced (0.0001..0.01 x5), or what to draw from: a range (0.0001..0.01), normal(MEAN, SD), lognormal(MEDIAN, SD), or weighted values (a:3,b:1)',
      collect,
    )
    .option('--seeds <n>', 'runs of each setting, with seeds that follow one another', positive, 1)
    .addOption(
      new Option(
        '--strategy <strategy>',
        'grid: every combination; random: --draws settings; asha: the best train on (successive halving)',
      )
        .choices(['grid', 'random', 'asha'])
        .default('grid'),
    )
    .option('--draws <n>', 'settings to draw at random (default: 16 for random)', positive)
    .option('--metric <name>', 'what settings are ranked by: of the validation split, or of samples')
    .option('--factor <n>', 'asha: one run in so many trains on', positive, 3)
    .option('--levels <n>', 'asha: budgets, each --factor times the one before', positive, 3)
    .option('--stop <bound>', 'ends runs whose metric is worse than a bound, such as "loss>200"')
    .option(
      '--patience <steps>',
      'ends runs whose metric has not improved for so many steps: that of --stop or, without it, that of --metric',
      positive,
    )
    .option('--stop-after <step>', 'no run ends early before it (default: a tenth of the steps)', whole);
  addRunOptions(sweep).action(perform(async () => (await import('./commands/sweep')).sweep));
  root
    .command('sweeps')
    .description('lists the sweeps')
    .action(perform(async () => (await import('./commands/sweep')).sweeps));
  addOtherTraining(root, perform);
}

/** Options that single runs and sweeps share. */
function addRunOptions(command: Command): Command {
  return command
    .option('--dataset <id>', 'what it is trained on (default: mnist-10k, or ring-8 for points)')
    .addOption(new Option('--steps <n>', 'length of the training').argParser(positive).conflicts('epochs'))
    .addOption(new Option('--epochs <n>', 'length in passes over the dataset').argParser(positive))
    .option('--seed <n>', 'decides everything that is random', whole)
    .option(
      '--preset <id>',
      'settings that belong together; what is given beside it wins (models lists them)',
    )
    .option('--sheet <columns x rows>', 'how samples are laid out, such as 8x8', sheet)
    .addOption(
      new Option('--engine <engine>', 'how steps are executed').choices(['auto', 'compiled', 'eager']),
    )
    .option('--device <device>', 'auto, cpu, gpu, or one GPU by its number, such as gpu:1')
    .option('--pool <name>', 'trains in a pool of other machines instead (see fleet)', poolName)
    .option('--sample-every <n>', 'steps between two records of the samples', positive)
    .option('--checkpoint-every <n>', 'steps between two checkpoints', positive)
    .addOption(evaluationOption('when its samples are evaluated (default: as the settings say)'));
}

function addOtherTraining(root: Command, perform: Perform): void {
  root
    .command('resume <run>')
    .description('goes on with a run (its number or name) at its newest checkpoint, or at another')
    .option('--from <step>', 'the step of a checkpoint (runs checkpoints lists them)', whole)
    .option('--as <name>', 'as a new run of this name; the run itself stays as it is')
    .option(
      '--at <step and values...>',
      'hyperparameters that change at a later step (500 lr=0.0001), or the only network of the next step (500 only=generator); may be given again',
      collect,
    )
    .option('--yes', 'removes what the run recorded after that step without asking')
    .action(perform(async () => (await import('./commands/resume')).resume));
  root
    .command('change <run> <values...>')
    .description(
      'changes hyperparameters of a run (lr=0.0001) while it trains in a window, a served workbench or another command',
    )
    .action(perform(async () => (await import('./commands/change')).change));
  root
    .command('duel')
    .description('trains a GAN and a VAE on the same data, and writes their samples and a report')
    .option('--gan <model>', 'the GAN', 'gan-mlp')
    .option('--vae <model>', 'the VAE', 'vae-mlp')
    .option('--dataset <id>', 'what both are trained on (default: as for train)')
    .option('--epochs <n>', 'passes over the dataset, for both (default: what each model suggests)', positive)
    .option('--seed <n>', 'decides everything that is random', whole)
    .option('--out <folder>', 'where the files go', 'duel')
    .action(perform(async () => (await import('./commands/duel')).duel));
}

function addResults(root: Command, perform: Perform): void {
  root
    .command('comparisons')
    .description('lists the comparisons that were saved in the window')
    .action(perform(async () => (await import('./commands/compare')).comparisons));
  root
    .command('compare [runs...]')
    .description('compares runs side by side in an HTML report')
    .option('--saved <name>', 'a saved comparison, with its note, sections and their order, instead of runs')
    .requiredOption('--report <file>', 'the report to write')
    .action(perform(async () => (await import('./commands/compare')).compare));
  root
    .command('draw <run>')
    .description('draws new samples from a checkpoint of a run, as PNG')
    .option('--step <n>', 'the step of the checkpoint (default: the newest)', whole)
    .option('--class <name>', 'of this class only, where the model can be asked for one')
    .option('--count <n>', 'how many', positive, 64)
    .option('--seed <n>', 'equal seeds draw equal samples', whole, 1)
    .option('--out <file>', 'the file to write (default: run-N-drawn.png, or .csv for points)')
    .action(perform(async () => (await import('./commands/draw')).draw));
  root
    .command('evaluate <run>')
    .description('draws samples with a checkpoint of a run and measures how good they are')
    .option('--step <n>', 'of the checkpoint (default: the newest)', whole)
    .option(
      '--samples <n>',
      'how many, and as many real items (default: 10000, or all of the test split)',
      positive,
    )
    .option('--seed <n>', 'equal seeds measure equal samples', whole)
    .action(perform(async () => (await import('./commands/evaluate')).evaluate));
  root
    .command('import <files...>')
    .description(
      'takes in runs: archives (.lwrun), which export --as archive writes, and event files of TensorBoard, or folders or ZIPs of them',
    )
    .action(perform(async () => (await import('./commands/import')).importArchives));
  root
    .command('export [runs...]')
    .description('writes what runs recorded: pictures, metrics, reports, in many formats; or a dataset')
    .option(
      '--as <formats...>',
      'the formats to write (default: samples, metrics, quality and a report)',
      collect,
    )
    .option('--option <name=value...>', 'an option of the formats; may be given again', collect)
    .option('--all', 'all runs of the data folder, instead of naming some')
    .option('--dataset <id>', 'the items of a dataset, instead of runs (default format: dataset-zip)')
    .option('--formats', 'lists the formats for these runs or this dataset, with their options')
    .option('--out <folder>', 'the folder for the files (default: the current one)')
    .action(perform(async () => (await import('./commands/export')).exportRuns));
}

function addLists(root: Command, perform: Perform): void {
  root
    .command('models [model]')
    .description('lists the models with their hyperparameters, or shows the page of one')
    .action(perform(async () => (await import('./commands/models')).models));
  const runs = root
    .command('runs')
    .description('lists the runs')
    .option(
      '--columns <keys>',
      'what to show of each, separated by commas: a setting, a metric, its best value or that at a step (lr,loss,loss-best,loss@1000)',
      list,
    )
    .action(perform(async () => (await import('./commands/lists')).runs));
  addRunCommands(runs, perform);
  root
    .command('move-data <folder>')
    .description('moves the data folder, for example to a larger disk; a link stays in its place')
    .action(perform(async () => (await import('./commands/move-data')).moveData));
  root
    .command('settings')
    .description('shows the settings of the data folder, or changes them')
    .addOption(evaluationOption('when runs are evaluated: never, at their end, or at checkpoints, too'))
    .option('--runs-per-device <n>', 'how many runs train on a device at once', positive)
    .action(perform(async () => (await import('./commands/settings')).settings));
  root
    .command('serve')
    .description('serves the workbench to a browser on this machine')
    .option('--port <n>', 'the port (default: any free one)', port, 0)
    .action(perform(async () => (await import('./commands/serve')).serve));
  root
    .command('doctor')
    .description('shows what this machine offers, and why')
    .action(perform(async () => (await import('./commands/doctor')).doctor));
}

function evaluationOption(help: string): Option {
  return new Option('--evaluation <when>', help).choices(AutomaticEvaluationSchema.options);
}
