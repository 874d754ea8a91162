import type { Problem } from '../problem';
import { en } from './en';
import type { Params, Shell, Words } from './words';

export type ProblemCode = keyof typeof en;
export type ProblemParams<C extends ProblemCode> =
  Parameters<(typeof en)[C]> extends [infer P] ? P : Readonly<Record<string, never>>;

/** The words of every problem in one language. */
export type Catalogue = { readonly [C in ProblemCode]: (params: ProblemParams<C>) => Words };

/** A problem with its words in English, for clients that do not know its code. */
export function problem<C extends ProblemCode>(code: C, params: ProblemParams<C>): Problem {
  const given = params as Params;
  const words = worded(en, code, given);
  return { code, params: given as Problem['params'], ...inShell(words, 'window') };
}

/** How a shell words a problem; the text it came with where that is all there is, or another version gave it. */
export function wordsOf(
  { code, params, message, advice }: Problem,
  shell: Shell,
  catalogue: Catalogue = en,
): { message: string; advice: string } {
  if (params === undefined || !Object.hasOwn(catalogue, code)) return { message, advice };
  try {
    return inShell(worded(catalogue, code as ProblemCode, complete(params)), shell);
  } catch {
    return { message, advice };
  }
}

function worded(catalogue: Catalogue, code: ProblemCode, params: Params): Words {
  return (catalogue[code] as (params: Params) => Words)(params);
}

function inShell({ message, advice }: Words, shell: Shell): { message: string; advice: string } {
  return {
    message: withoutControls(message),
    advice: withoutControls(typeof advice === 'string' ? advice : advice[shell]),
  };
}

/**
 * Names and cells go into sentences as they are: a tab or line end is a blank, and what a terminal would act on is not
 * shown.
 */
const withoutControls = (text: string): string =>
  text.replace(/[\t\r\n]+/g, ' ').replace(/\p{Cc}|\p{Bidi_Control}/gu, '\uFFFD');

/** Parameters that throw where one is missing: a sentence never says `undefined`. */
function complete(params: Params): Params {
  return new Proxy(params, {
    get(all, name) {
      if (typeof name === 'string' && !Object.hasOwn(all, name)) throw new RangeError(name);
      return Reflect.get(all, name) as unknown;
    },
  });
}
