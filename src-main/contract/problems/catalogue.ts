import type { Problem } from '../problem';
import type { RunState } from '../run';
import { currentLocale } from '../locale';
import { en } from './en';
import type { Column } from './en/columns';
import type { DoubtChoice, DoubtReason } from './en/doubts';
import type { Evidence } from './en/evidence';
import type { FieldReason } from './en/fields';
import type { FileReason } from './en/file-reasons';
import type { LabelSource, Role } from './en/given-parts';
import type { ImportNote } from './en/import-notes';
import type { LogLine } from './en/log';
import type { GivenName } from './en/names';
import type { Lost } from './en/lost';
import type { StopReason } from './en/stop-reasons';
import type { PartReason } from './en/system';
import { ko } from './ko';
import { phraseText, type SamePhrases } from './phrases';
import type { Params, Shell, Words } from './words';

export type ProblemCode = keyof typeof en.problems;
export type ProblemParams<C extends ProblemCode> =
  Parameters<(typeof en.problems)[C]> extends [infer P] ? P : Readonly<Record<string, never>>;

/** The texts of one language. */
export interface Language {
  readonly problems: { readonly [C in ProblemCode]: (params: ProblemParams<C>) => Words };
  readonly runStates: Readonly<Record<RunState, string>>;
  readonly endedEarly: string;
  readonly stopReasons: SamePhrases<typeof en.stopReasons>;
  readonly evidence: SamePhrases<typeof en.evidence>;
  readonly fieldReasons: SamePhrases<typeof en.fieldReasons>;
  readonly fileReasons: SamePhrases<typeof en.fileReasons>;
  readonly importNotes: SamePhrases<typeof en.importNotes>;
  readonly doubts: SamePhrases<typeof en.doubts>;
  readonly doubtChoices: SamePhrases<typeof en.doubtChoices>;
  readonly labelSources: SamePhrases<typeof en.labelSources>;
  readonly roles: SamePhrases<typeof en.roles>;
  readonly columnIn: typeof en.columnIn;
  readonly names: SamePhrases<typeof en.names>;
  readonly partReasons: SamePhrases<typeof en.partReasons>;
  readonly logLines: SamePhrases<typeof en.logLines>;
  readonly lost: typeof en.lost;
}

export type { EngineReason, PartReason } from './en/system';
export type { LogLine } from './en/log';
export type { MirrorReason } from './en/mirrors';
export type { ServerReason } from './en/exports';
export type { Column } from './en/columns';
export type { DoubtChoice, DoubtReason, LabelDoubt, SplitDoubt } from './en/doubts';
export type { Evidence } from './en/evidence';
export type { LabelSource, Role } from './en/given-parts';
export type { ImportNote } from './en/import-notes';
export type { FieldReason } from './en/fields';
export type { FileReason, PictureKind } from './en/file-reasons';

/** The texts of the current language. */
const currentLanguage = (): Language => (currentLocale() === 'ko' ? ko : en);

/** Creates a problem with its English text, for clients that do not know its code. */
export function problem<C extends ProblemCode>(code: C, params: ProblemParams<C>): Problem {
  const given = params as Params;
  return { code, params: given as Problem['params'], ...inShell(worded(en, code, given), 'window') };
}

/** The text of a problem for a shell; the recorded text if it has no parameters or is from an incompatible version. */
export function wordsOf(
  { code, params, message, advice }: Problem,
  shell: Shell,
  language: Language = currentLanguage(),
): { message: string; advice: string } {
  if (params === undefined || !Object.hasOwn(language.problems, code)) return { message, advice };
  try {
    const words = inShell(
      worded(language, code as ProblemCode, complete(inLanguage(params, shell, language) as Params)),
      shell,
    );
    // Another version may have had other codes in its parameters.
    const isComplete = !/\bundefined\b/.test(words.message) || /\bundefined\b/.test(message);
    return isComplete ? words : { message, advice };
  } catch {
    return { message, advice };
  }
}

export const stateText = (state: RunState, language: Language = currentLanguage()): string =>
  language.runStates[state];
/** The state of a run that its sweep has stopped. */
export const earlyStateText = (language: Language = currentLanguage()): string => language.endedEarly;

/** Why a sweep has stopped a run, as a sentence. */
export const stopReasonText = (reason: StopReason, language: Language = currentLanguage()): string =>
  phraseText(language.stopReasons, reason);

/** The rest of a sentence that begins with a name; for older records, their text. */
export const fileReasonText = (why: FileReason, language: Language = currentLanguage()): string =>
  phraseText(language.fileReasons, why);

/** What is wrong with a value, in one or two sentences. */
export function fieldReasonText(reason: FieldReason, language: Language = currentLanguage()): string {
  const isProblem = typeof reason === 'object' && reason.code === 'problem';
  const words = isProblem
    ? { ...reason, problem: { ...reason.problem, ...wordsOf(reason.problem, 'window', language) } }
    : reason;
  return phraseText(language.fieldReasons, words);
}

/** A sentence; for older records, their text. */
export const importNoteText = (note: ImportNote, language: Language = currentLanguage()): string =>
  phraseText(language.importNotes, note);

export const doubtText = (why: DoubtReason, language: Language = currentLanguage()): string =>
  phraseText(language.doubts, why);

export const doubtChoiceText = (choice: DoubtChoice, language: Language = currentLanguage()): string =>
  phraseText(language.doubtChoices, choice);

/** The end of a sentence; for older records, their text. */
export const labelSourceText = (source: LabelSource, language: Language = currentLanguage()): string =>
  phraseText(language.labelSources, source);

/** The role of a file; for older records, their text. */
export const roleText = (role: Role, language: Language = currentLanguage()): string =>
  phraseText(language.roles, role);

/** A file, or a column of one, by its name. */
export const placeText = (
  { name, column }: { readonly name: string; readonly column?: Column | undefined },
  language: Language = currentLanguage(),
): string => (column === undefined ? name : language.columnIn(name, column));

/** What was measured, as a sentence; for older records, their text. */
export const evidenceText = (evidence: Evidence, language: Language = currentLanguage()): string =>
  phraseText(language.evidence, evidence);

export function partReasonText(
  why: PartReason,
  shell: Shell,
  language: Language = currentLanguage(),
): string {
  const isProblem = typeof why === 'object' && why.code === 'problem';
  const words = isProblem
    ? { ...why, problem: { ...why.problem, ...wordsOf(why.problem, shell, language) } }
    : why;
  return phraseText(language.partReasons, words);
}

export const logText = (line: LogLine, language: Language = currentLanguage()): string =>
  phraseText(language.logLines, line);

/** A name or a description that the workbench generates. */
export const nameText = (name: GivenName, language: Language = currentLanguage()): string =>
  phraseText(language.names, name);

export const lostText = (lost: Lost, language: Language = currentLanguage()): string => language.lost(lost);

function worded({ problems }: Language, code: ProblemCode, params: Params): Words {
  return (problems[code] as (params: Params) => Words)(params);
}

function inShell({ message, advice }: Words, shell: Shell): { message: string; advice: string } {
  return {
    message: withoutControls(message),
    advice: withoutControls(typeof advice === 'string' ? advice : advice[shell]),
  };
}

/**
 * Names and cells are inserted into messages: tabs and line ends become blanks, and control characters that a terminal
 * would interpret are replaced.
 */
const withoutControls = (text: string): string =>
  text.replace(/[\t\r\n]+/g, ' ').replace(/\p{Cc}|\p{Bidi_Control}/gu, '\uFFFD');

/** Parameters in which problems have their words in a language: a problem may be the reason of another. */
function inLanguage(value: unknown, shell: Shell, language: Language): unknown {
  if (Array.isArray(value)) return value.map((one) => inLanguage(one, shell, language));
  if (typeof value !== 'object' || value === null) return value;
  if ('code' in value && 'message' in value && 'advice' in value)
    return { ...value, ...wordsOf(value as Problem, shell, language) };
  return Object.fromEntries(
    Object.entries(value).map(([name, one]) => [name, inLanguage(one, shell, language)]),
  );
}

/** Wraps parameters to throw if one is missing, so that no message contains `undefined`. */
function complete(params: Params): Params {
  return new Proxy(params, {
    get(all, name) {
      if (typeof name === 'string' && !Object.hasOwn(all, name)) throw new RangeError(name);
      return Reflect.get(all, name) as unknown;
    },
  });
}
