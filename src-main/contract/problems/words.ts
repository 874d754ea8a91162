/** Who words a problem: a window names what is clicked there, the command line its options. */
export type Shell = 'window' | 'command-line';

/** What happened and why, and what to do next. */
export interface Words {
  readonly message: string;
  /** By shell where one has other means than the other. */
  readonly advice: string | Readonly<Record<Shell, string>>;
}

/** A text, a number, a list of them …: what survives JSON and the boundaries of processes. */
export type Param = string | number | boolean | null | readonly Param[] | { readonly [name: string]: Param };
export type Params = Readonly<Record<string, Param>>;
