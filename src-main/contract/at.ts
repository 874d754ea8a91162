/**
 * An element of an array, which has to be there. It sees arrays of every kind, which costs nanoseconds: a loop over
 * millions of numbers checks its bounds before, and indexes.
 * @throws RangeError where it is not, so that nothing is computed from a substitute
 */
export function at<T>(array: ArrayLike<T>, index: number): T {
  const value = array[index];
  if (value === undefined)
    throw new RangeError(`There is no element ${String(index)} of ${String(array.length)}.`);
  return value;
}
