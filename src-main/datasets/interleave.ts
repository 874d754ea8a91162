/**
 * Converts planar images, with one colour after another, to interleaved ones.
 * @param images [count, channels, pixels]
 * @returns [count, pixels, channels]
 */
export function interleaved(images: Uint8Array, channels: number, pixels: number): Uint8Array {
  const result = new Uint8Array(images.length);
  const itemBytes = channels * pixels;
  for (let start = 0; start < images.length; start += itemBytes) {
    for (let pixel = 0; pixel < pixels; pixel++) {
      for (let channel = 0; channel < channels; channel++) {
        result[start + pixel * channels + channel] = images[start + channel * pixels + pixel] ?? 0;
      }
    }
  }
  return result;
}
