import type { Command } from 'commander';
import { afterEach, expect, it } from 'vitest';
import { setLocaleSource } from '../../contract/locale';
import { COMMAND_LINE } from '../../contract/texts/ko/declared/command-line';
import { commandLine } from './cli';
import { outputLocale, translateHelp } from './language';

afterEach(() => setLocaleSource(() => 'en'));

const root = () => commandLine(() => () => Promise.resolve(), process);
const below = (command: Command): Command[] => [command, ...command.commands.flatMap(below)];
const textsOf = (command: Command): string[] =>
  below(command).flatMap((one) => [one.description(), ...one.options.map(({ description }) => description)]);

it('has Korean for each command and option, and none for what is not there', () => {
  const texts = textsOf(root());
  expect(texts.filter((text) => !Object.hasOwn(COMMAND_LINE, text))).toEqual([]);
  const headings = Object.keys(COMMAND_LINE).filter((text) => !texts.includes(text));
  expect(headings.filter((text) => !text.endsWith(':'))).toEqual(['display help for command']);
});

it('shows help in the language of the output', () => {
  setLocaleSource(() => 'ko');
  const korean = root();
  translateHelp(korean);
  const sweep = korean.commands.find((command) => command.name() === 'sweep');
  expect(sweep?.helpInformation()).toContain('사용법: latent-workbench sweep');
  expect(sweep?.helpInformation()).toMatch(/--seed <n> +무작위로 정해지는 모든 것을 결정합니다/);
});

it('takes the language that is given, else that of the system; JSON is the same in all', () => {
  expect(outputLocale(['runs', '--lang', 'ko'], { LANG: 'en_GB.UTF-8' })).toBe('ko');
  expect(outputLocale(['--lang=en', 'runs'], { LANG: 'ko_KR.UTF-8' })).toBe('en');
  expect(outputLocale(['runs'], { LC_ALL: '', LANG: 'ko_KR.UTF-8' })).toBe('ko');
  expect(outputLocale(['runs'], { LANG: 'ko_KR.UTF-8' })).toBe('ko');
  expect(outputLocale(['runs'], { LC_ALL: 'C', LANG: 'ko_KR.UTF-8' })).toBe('en');
  expect(outputLocale(['runs', '--json', '--lang', 'ko'], {})).toBe('en');
  expect(outputLocale(['runs'], {})).toBe('en');
});
