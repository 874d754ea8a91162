/** The shell that shows a problem: the window names controls, the command line its options. */
export type Shell = 'window' | 'command-line';

/** What happened and why, and what to do next. */
export interface Words {
  readonly message: string;
  /** By shell if the advice differs between them. */
  readonly advice: string | Readonly<Record<Shell, string>>;
}

/** A text, a number, a list of them …: a value that can be sent as JSON and between processes. */
export type Param = string | number | boolean | null | readonly Param[] | { readonly [name: string]: Param };
export type Params = Readonly<Record<string, Param>>;
