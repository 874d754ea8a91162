/** The problems of another language: the same codes, with the same parameters. */
export type SameProblems<P> = { readonly [C in keyof P]: P[C] };
