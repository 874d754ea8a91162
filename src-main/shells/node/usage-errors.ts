import { t } from '../../contract/texts';

type Usage = (typeof t)['commandLine']['usage'];

/** Commander's own messages about wrong usage, with the texts that stand for them in the current language. */
const MESSAGES: readonly (readonly [RegExp, (usage: Usage, ...parts: string[]) => string])[] = [
  [/missing required argument '(.*?)'/, (usage, name = '') => usage.missingArgument(name)],
  [/required option '(.*?)' not specified/, (usage, flags = '') => usage.missingOption(flags)],
  [/option '([^']*)' argument missing/, (usage, flags = '') => usage.missingValue(flags)],
  [/unknown option '(.*?)'/, (usage, flag = '') => usage.unknownOption(flag)],
  [/unknown command '(.*?)'/, (usage, name = '') => usage.unknownCommand(name)],
  [
    /option '([^']*)' cannot be used with option '([^']*)'/,
    (usage, one = '', other = '') => usage.conflict(one, other),
  ],
  [
    /too many arguments( for '.*?')?\. Expected (\d+) arguments? but got (\d+)[^.]*\./,
    (usage, command = '', expected = '', got = '') => usage.tooMany(command, expected, got),
  ],
  [
    /option '([^']*)' argument '(.*?)' is invalid\. (.*)/,
    (usage, flags = '', value = '', why = '') => usage.invalid(flags, value, why),
  ],
  [/Allowed choices are (.*)\./, (usage, choices = '') => usage.allowed(choices)],
  [/\(Did you mean (?:one of )?(.*?)\?\)/, (usage, names = '') => usage.didYouMean(names)],
  [/^error:/, (usage) => usage.error],
];

/** A message of Commander in the current language; one that is not known stays as it is. */
export function usageText(message: string): string {
  const { usage } = t.commandLine;
  return MESSAGES.reduce(
    (text, [pattern, inLanguage]) =>
      text.replace(pattern, (_whole, ...parts: (string | number | undefined)[]) =>
        inLanguage(usage, ...parts.slice(0, -2).map((part) => String(part ?? ''))),
      ),
    message,
  );
}
