/** Parses a latent as it is copied: numbers with commas or spaces between. @returns null if a value is not a number */
export function parseLatent(text: string): Float32Array | null {
  const parts = text
    .replace(/[[\]]/g, '')
    .split(/[\s,]+/)
    .filter((part) => part !== '');
  const values = Float32Array.from(parts, Number);
  return values.length > 0 && values.every(Number.isFinite) ? values : null;
}
