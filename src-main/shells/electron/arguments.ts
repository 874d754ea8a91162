import { resolveDataDir } from '../common/data-dir';

/**
 * The data folder from `--data-dir DIR` or `--data-dir=DIR`. The arguments include Chromium's own switches, so a strict
 * parser would reject too much.
 */
export function dataDirArgument(argv: readonly string[]): string {
  const at = argv.findIndex(isDataDir);
  const argument = argv[at];
  if (argument === undefined) return resolveDataDir(undefined);
  return resolveDataDir(argument === '--data-dir' ? argv[at + 1] : argument.slice('--data-dir='.length));
}

/**
 * The words of a start that are neither options nor their values: files, folders and links to open.
 * @param isPackaged otherwise the first word is the folder of the app
 */
export function wordsOf(argv: readonly string[], isPackaged: boolean): string[] {
  const words = argv.filter(
    (argument, index) => index > 0 && !argument.startsWith('-') && argv[index - 1] !== '--data-dir',
  );
  return isPackaged ? words : words.slice(1);
}

/**
 * The arguments for a restart on the same data folder. Electron puts switches before all other arguments when it
 * restarts, which would separate `--data-dir` from the folder.
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
