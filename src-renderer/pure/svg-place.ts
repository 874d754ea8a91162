/** The horizontal place of a pointer in an SVG element, in units of its view box of this width. */
export function placeAcross(
  { clientX }: Pick<PointerEvent, 'clientX'>,
  svg: Pick<Element, 'getBoundingClientRect'>,
  width: number,
): number {
  const box = svg.getBoundingClientRect();
  return ((clientX - box.left) / box.width) * width;
}
