import type { Command } from 'commander';
import { isLocale, localeOf, type Locale } from '../../contract/locale';
import { declaredText } from '../../contract/texts/declared';
import { t } from '../../contract/texts';
import { usageText } from './usage-errors';
import { widthOf } from './text';

/** The language of the output: `--lang`, or the system's. JSON is for programs and the same in all languages. */
export function outputLocale(argv: readonly string[], env: NodeJS.ProcessEnv): Locale {
  if (argv.includes('--json')) return 'en';
  const place = argv.findIndex((word) => word === '--lang' || word.startsWith('--lang='));
  const given = argv[place]?.split('=')[1] ?? argv[place + 1];
  if (place >= 0 && given !== undefined && isLocale(given)) return given;
  // An empty variable counts as not set.
  const system = [env['LC_ALL'], env['LC_MESSAGES'], env['LANG']].find(
    (one) => one !== undefined && one !== '',
  );
  return localeOf('system', system === undefined ? [] : [system]);
}

/** Puts wrong usage and the help of a command, and of those below it, into the language of the output. */
export function translateHelp(command: Command): void {
  command.configureOutput({
    ...command.configureOutput(),
    outputError: (message, write) => {
      write(usageText(message));
    },
  });
  command.showHelpAfterError(t.commandLine.usage.hint);
  if (command.parent === null)
    command.helpCommand('help [command]', declaredText('display help for command'));
  command.description(declaredText(command.description()));
  command.helpOption('-h, --help', declaredText('display help for command'));
  command.configureHelp({ showGlobalOptions: true, styleTitle: declaredText, displayWidth: widthOf });
  for (const option of command.options) option.description = declaredText(option.description);
  command.commands.forEach(translateHelp);
}
