import type { Picture } from './picture';

/** Rotates and mirrors a picture according to EXIF's orientation. @param orientation 1 to 8 */
export function upright(picture: Picture, orientation: number): Picture {
  if (orientation === 1) return picture;
  const { width, height, channels, data } = picture;
  const last = width * height - 1;
  /** The index of the first pixel, and the distances to the next pixel on the right and below, by orientation. */
  const steps: readonly (readonly [first: number, right: number, down: number])[] = [
    [0, 1, width],
    [width - 1, -1, width],
    [last, -1, -width],
    [last - width + 1, 1, -width],
    [0, width, 1],
    [last - width + 1, -width, 1],
    [last, -width, -1],
    [width - 1, width, -1],
  ];
  const [first, right, down] = steps[orientation - 1] ?? [0, 1, width];
  const [shownWidth, shownHeight] = orientation >= 5 ? [height, width] : [width, height];
  const turned = new Uint8Array(data.length);
  let to = 0;
  for (let y = 0; y < shownHeight; y++) {
    for (let x = 0; x < shownWidth; x++) {
      const from = (first + x * right + y * down) * channels;
      for (let channel = 0; channel < channels; channel++) turned[to++] = data[from + channel] ?? 0;
    }
  }
  return { width: shownWidth, height: shownHeight, channels, data: turned };
}
