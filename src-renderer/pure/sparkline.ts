/** An SVG path through `values`, left to right, scaled to width × height. Empty for fewer than two finite values. */
export function sparklinePath(values: readonly number[], width: number, height: number): string {
  const finite = values.filter(Number.isFinite);
  if (finite.length < 2) return '';
  const least = Math.min(...finite);
  const span = Math.max(...finite) - least || 1;
  const at = (value: number, index: number) => {
    const x = (index / (finite.length - 1)) * width;
    const y = height - ((value - least) / span) * height;
    return `${x.toFixed(1)} ${y.toFixed(1)}`;
  };
  return `M${finite.map(at).join('L')}`;
}
