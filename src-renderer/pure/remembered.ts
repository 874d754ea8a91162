/**
 * Returns `compute` with a memory: while its inputs are the same values or objects, its last result for a key is returned
 * again. For what is read with each move of a pointer.
 */
export function rememberedFor<Key extends WeakKey, Inputs extends readonly unknown[], Result>(
  compute: (...inputs: Inputs) => Result,
): (key: Key, ...inputs: Inputs) => Result {
  const last = new WeakMap<Key, { readonly inputs: Inputs; readonly result: Result }>();
  return (key, ...inputs) => {
    const known = last.get(key);
    if (known?.inputs.every((one, i) => Object.is(one, inputs[i])) === true) return known.result;
    const result = compute(...inputs);
    last.set(key, { inputs, result });
    return result;
  };
}
