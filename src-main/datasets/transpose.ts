/** Whether images are stored by columns: EMNIST's are, which is recognised by its file names. */
export function isTransposed(
  name: string,
  of: { readonly kind: string; readonly channels?: number },
): boolean {
  return /emnist/i.test(name) && of.kind === 'images' && of.channels === 1;
}

/**
 * Transposes every image, in place.
 * @param images [count, width, height] before and [count, height, width] after; `width` and `height` are those after
 */
export function transposeImages(images: Uint8Array, width: number, height: number): void {
  const pixels = width * height;
  const copy = new Uint8Array(pixels);
  for (let start = 0; start < images.length; start += pixels) {
    copy.set(images.subarray(start, start + pixels));
    for (let y = 0; y < height; y++) {
      for (let x = 0; x < width; x++) images[start + y * width + x] = copy[x * height + y] ?? 0;
    }
  }
}
