import { resolveDataDir } from '../common/data-dir';

/**
 * The data folder from `--data-dir DIR` or `--data-dir=DIR`. Chromium's own switches stand among the arguments, so a
 * parser that knows all of them would refuse too much.
 */
export function dataDirArgument(argv: readonly string[]): string {
  const at = argv.findIndex((argument) => argument === '--data-dir' || argument.startsWith('--data-dir='));
  const argument = argv[at];
  if (argument === undefined) return resolveDataDir(undefined);
  return resolveDataDir(argument === '--data-dir' ? argv[at + 1] : argument.slice('--data-dir='.length));
}
