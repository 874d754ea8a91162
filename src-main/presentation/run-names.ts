/** The names of runs beside one another: two that are called alike have their numbers. */
export function distinctNames(runs: readonly { readonly id: number; readonly name: string }[]): string[] {
  return runs.map(({ id, name }) => {
    const isTwice = runs.some((other) => other.id !== id && other.name === name);
    return isTwice ? `${name} #${String(id)}` : name;
  });
}
