/**
 * Returns latents [side · side, 2], evenly spaced within ±reach, row by row. As in a plot, the first row is the top.
 */
export function latentGrid(side: number, reach: number): Float32Array {
  const at = (i: number) => -reach + (2 * reach * i) / (side - 1);
  const grid = new Float32Array(2 * side * side);
  for (let row = 0; row < side; row++)
    for (let column = 0; column < side; column++)
      grid.set([at(column), at(side - 1 - row)], 2 * (row * side + column));
  return grid;
}
