/** Returns the names of runs shown together; runs of the same name have their numbers added. */
export function distinctNames(runs: readonly { readonly id: number; readonly name: string }[]): string[] {
  return runs.map(({ id, name }) => {
    const isTwice = runs.some((other) => other.id !== id && other.name === name);
    return isTwice ? `${name} #${String(id)}` : name;
  });
}

/** Columns of so few runs have room for names of so many characters. */
const [FEW_RUNS, SHORT_NAME] = [4, 24];

/**
 * Returns the names of runs for narrow columns: runs of a sweep are named after their values, `lr=0.003
 * seed=2`, and begin with what all of them share. That is left out, up to the first value that differs, unless there is
 * room for it.
 */
export function narrowNames(runs: readonly { readonly name: string }[]): string[] {
  const hasRoom = runs.length <= FEW_RUNS && runs.every(({ name }) => name.length <= SHORT_NAME);
  if (hasRoom) return runs.map(({ name }) => name);
  const names = runs.map(({ name }) => name.split(' '));
  const [first = []] = names;
  const isShared = (place: number) =>
    names.every((words) => words.length > place + 1 && words[place] === first[place]);
  let shared = 0;
  while (first[shared]?.includes('=') === true && isShared(shared)) shared += 1;
  const key = /^[^=]+=/.exec(first[shared] ?? '')?.[0] ?? '';
  // The last word keeps its name: `seed=2` alone says more than `2`.
  const hasKey =
    key !== '' &&
    names.every((words) => words.length > shared + 1 && words[shared]?.startsWith(key) === true);
  if (names.length < 2 || (shared === 0 && !hasKey)) return runs.map(({ name }) => name);
  return names.map(
    (words) =>
      `…${words
        .slice(shared)
        .join(' ')
        .slice(hasKey ? key.length : 0)}`,
  );
}
