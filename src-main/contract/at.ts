/**
 * Returns an array element that must exist. The function is called with arrays of every type, which costs nanoseconds:
 * a loop over millions of numbers should check its bounds beforehand and index directly.
 * @throws RangeError if there is no such element, so that nothing is computed from a substitute
 */
export function at<T>(array: ArrayLike<T>, index: number): T {
  const value = array[index];
  if (value === undefined)
    throw new RangeError(`There is no element ${String(index)} of ${String(array.length)}.`);
  return value;
}
