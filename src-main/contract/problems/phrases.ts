/** Phrases by code: a text, or a function from parameters to a text. */
export type Phrases = Readonly<Record<string, string | ((params: never) => string)>>;

/** One of the phrases `P` as it is sent and stored: its code, or an object with its code and parameters. */
export type PhraseOf<P extends Phrases> = {
  [C in keyof P & string]: P[C] extends (params: infer Given) => string ? { readonly code: C } & Given : C;
}[keyof P & string];

/** The phrases of another language: the same codes, with the same parameters. */
export type SamePhrases<P extends Phrases> = {
  readonly [C in keyof P]: P[C] extends string ? string : P[C];
};

/** @param phrase one of `phrases`; earlier versions recorded texts, which are returned unchanged */
export function phraseText(phrases: Phrases, phrase: string | { readonly code: string }): string {
  const code = typeof phrase === 'string' ? phrase : phrase.code;
  const words = Object.hasOwn(phrases, code) ? phrases[code] : undefined;
  if (words === undefined) return code;
  return typeof words === 'string' ? words : (words as (params: unknown) => string)(phrase);
}

export const isPhrase = (value: unknown): boolean =>
  typeof value === 'string' ||
  (typeof value === 'object' && value !== null && 'code' in value && typeof value.code === 'string');
