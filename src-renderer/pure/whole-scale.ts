/**
 * A whole number of device pixels to each pixel of a picture, so that none is wider than its neighbour.
 * @param fitting the largest scale that there is room for
 * @param ratio device pixels to a pixel of the page
 * @returns the scale; `fitting` itself where not even one device pixel to each has room
 */
export function wholeScale(fitting: number, ratio: number): number {
  const whole = Math.floor(fitting * ratio);
  return whole < 1 ? fitting : whole / ratio;
}
