/** Side of the window in pixels. */
export const SSIM_WINDOW = 11;
const SIGMA = 1.5;
const [C1, C2] = [0.01 ** 2, 0.03 ** 2];

const WEIGHTS = (() => {
  const middle = (SSIM_WINDOW - 1) / 2;
  const bell = Array.from({ length: SSIM_WINDOW }, (_, i) =>
    Math.exp(-((i - middle) ** 2) / (2 * SIGMA ** 2)),
  );
  const sum = bell.reduce((total, weight) => total + weight, 0);
  return Float64Array.from(bell, (weight) => weight / sum);
})();

/**
 * Mean structural similarity of two images with pixels from 0 to 1, [height, width]: from −1 to 1, which only equal
 * images have. Wang et al. 2004, eq. 13, with their Gaussian window of 11 × 11 pixels and σ = 1.5, at all positions
 * within the image.
 */
export function structuralSimilarity(
  x: Float64Array,
  y: Float64Array,
  height: number,
  width: number,
): number {
  const blurred = (values: Float64Array) => blur(values, height, width);
  const [meanX, meanY] = [blurred(x), blurred(y)];
  const [squaresX, squaresY] = [
    blurred(x.map((value) => value * value)),
    blurred(y.map((value) => value * value)),
  ];
  const products = blurred(x.map((value, i) => value * (y[i] as number)));
  let sum = 0;
  for (let i = 0; i < products.length; i++) {
    const [mx, my] = [meanX[i] as number, meanY[i] as number];
    const variances = (squaresX[i] as number) - mx * mx + (squaresY[i] as number) - my * my;
    const covariance = (products[i] as number) - mx * my;
    sum += ((2 * mx * my + C1) * (2 * covariance + C2)) / ((mx * mx + my * my + C1) * (variances + C2));
  }
  return sum / products.length;
}

/** Filters rows, then columns; the window stays within the image. */
function blur(values: Float64Array, height: number, width: number): Float64Array {
  const [rows, columns] = [height - SSIM_WINDOW + 1, width - SSIM_WINDOW + 1];
  const along = weighted(
    values,
    height * columns,
    (at) => Math.floor(at / columns) * width + (at % columns),
    1,
  );
  return weighted(along, rows * columns, (at) => at, columns);
}

function weighted(
  values: Float64Array,
  length: number,
  first: (at: number) => number,
  stride: number,
): Float64Array {
  return Float64Array.from({ length }, (_, at) => {
    let sum = 0;
    for (let i = 0, from = first(at); i < SSIM_WINDOW; i++, from += stride) {
      sum += (WEIGHTS[i] as number) * (values[from] as number);
    }
    return sum;
  });
}
