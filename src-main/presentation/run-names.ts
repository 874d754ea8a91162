/** Returns the names of runs shown together; runs of the same name have their numbers added. */
export function distinctNames(runs: readonly { readonly id: number; readonly name: string }[]): string[] {
  return runs.map(({ id, name }) => {
    const isTwice = runs.some((other) => other.id !== id && other.name === name);
    return isTwice ? `${name} #${String(id)}` : name;
  });
}
