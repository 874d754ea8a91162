import { randomNormal } from 'd3-random';

/**
 * Returns the middle of a picture in the proportions of a model's images, as an import crops images by default:
 * [x, y, width, height] in pixels of the picture.
 */
export function croppedArea(
  picture: { readonly width: number; readonly height: number },
  target: { readonly width: number; readonly height: number },
): [x: number, y: number, width: number, height: number] {
  const scale = Math.min(picture.width / target.width, picture.height / target.height);
  const [width, height] = [scale * target.width, scale * target.height];
  return [(picture.width - width) / 2, (picture.height - height) / 2, width, height];
}

/**
 * Converts an image to values from 0 to 1, the input of models.
 * @param pixels red, green, blue and opacity of each pixel; transparent pixels are blended with black
 * @param channels 1 for the luma of BT.601, as of imported images, or 3
 */
export function itemFrom(pixels: Uint8ClampedArray, channels: number): Float32Array {
  const count = pixels.length / 4;
  const item = new Float32Array(count * channels);
  for (let i = 0; i < count; i++) {
    const [red = 0, green = 0, blue = 0, opacity = 0] = pixels.subarray(4 * i, 4 * i + 4);
    const colors = [red, green, blue].map((color) => (color * opacity) / 255 / 255);
    if (channels === 1)
      item[i] = 0.299 * (colors[0] ?? 0) + 0.587 * (colors[1] ?? 0) + 0.114 * (colors[2] ?? 0);
    else item.set(colors, 3 * i);
  }
  return item;
}

/**
 * Adds Gaussian noise to an image, as a denoising autoencoder is trained with, and clips it to what a canvas holds.
 * @param pixels as for `itemFrom`; the result is opaque
 * @param channels 1 for the same noise in all colours, or 3
 * @param deviation in units of the largest value
 */
export function withNoise(
  pixels: Uint8ClampedArray,
  channels: number,
  deviation: number,
  random: () => number = Math.random,
): Uint8ClampedArray<ArrayBuffer> {
  const noise = randomNormal.source(random)(0, 255 * deviation);
  const noisy = new Uint8ClampedArray(pixels.length);
  for (let from = 0; from < pixels.length; from += 4) {
    const opacity = (pixels[from + 3] ?? 0) / 255;
    const same = noise();
    for (let color = 0; color < 3; color++)
      noisy[from + color] = (pixels[from + color] ?? 0) * opacity + (channels === 1 ? same : noise());
    noisy[from + 3] = 255;
  }
  return noisy;
}
