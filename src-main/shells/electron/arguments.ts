import { resolveDataDir } from '../common/data-dir';

/**
 * The data folder from `--data-dir DIR` or `--data-dir=DIR`. Chromium's own switches stand among the arguments, so a
 * parser that knows all of them would refuse too much.
 */
export function dataDirArgument(argv: readonly string[]): string {
  const at = argv.findIndex(isDataDir);
  const argument = argv[at];
  if (argument === undefined) return resolveDataDir(undefined);
  return resolveDataDir(argument === '--data-dir' ? argv[at + 1] : argument.slice('--data-dir='.length));
}

/**
 * The arguments for starting again on the same data folder. Electron puts switches before all else when it starts again,
 * which would part `--data-dir` from the folder.
 */
export function restartArguments(argv: readonly string[], dataDir: string, ...added: string[]): string[] {
  const kept = argv
    .slice(1)
    .filter((argument, index, all) => !isDataDir(argument) && all[index - 1] !== '--data-dir');
  return [...kept, `--data-dir=${dataDir}`, ...added];
}

function isDataDir(argument: string): boolean {
  return argument === '--data-dir' || argument.startsWith('--data-dir=');
}
