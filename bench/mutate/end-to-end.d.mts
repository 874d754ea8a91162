interface Position {
  readonly line: number;
  readonly column: number;
}
interface Mutant {
  readonly location: { readonly start: Position; readonly end: Position };
  readonly replacement: string;
}

export function mutated(text: string, mutant: Mutant): string;
export function tryEndToEnd<Tried extends Mutant & { readonly fileName: string }>(
  mutants: readonly Tried[],
  onTried: (mutant: Tried, isNoticed: boolean) => void,
): Promise<void>;
