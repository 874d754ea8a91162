import type { Doubt, ReadOptions } from '../contract/dataset';
import { decodeText, isAscii, isUtf8, likelyEncodings, type TextEncoding } from './text-encoding';

/** Number of names in an example; `OFFERED` is the number of encodings offered. */
const SHOWN = 3;
const OFFERED = 5;

/**
 * Decodes file names from bytes without a declared encoding.
 * @param given paths with slashes
 * @param where the name of what contains them, in messages
 * @returns `names` in the order of `given`
 */
export function readableNames(
  given: readonly Uint8Array[],
  encoding: ReadOptions['encoding'],
  where: string,
): { names: string[]; doubts: Doubt[] } {
  if (encoding !== 'auto') return { names: given.map((name) => decodeText(name, encoding)), doubts: [] };
  const likely = likelyEncodings(given);
  const [first = 'utf-8'] = likely;
  const other = likely.find((one) => one !== 'utf-8');
  const decoded = (name: Uint8Array, as: TextEncoding) =>
    decodeText(name, as === 'utf-8' && other !== undefined && !isUtf8(name) ? other : as);
  const names = given.map((name) => decoded(name, first));
  if (other === undefined) return { names, doubts: [] };
  const examples = examplesOf(given.filter((name) => (first === 'utf-8' ? !isUtf8(name) : !isAscii(name))));
  const shown = (encoding: TextEncoding) => ({
    encoding,
    examples: examples.map((name) => decoded(name, encoding)),
  });
  return {
    names,
    doubts: [
      {
        why: { code: 'file-names', where, ...shown(first), encoding: other },
        option: 'encoding',
        choices: likely
          .slice(0, OFFERED)
          .map((value) => ({ value, label: { code: 'decoded', ...shown(value) } })),
      },
    ],
  };
}

/** Some path components that are not ASCII. */
function examplesOf(paths: readonly Uint8Array[]): Uint8Array[] {
  const found = new Map<string, Uint8Array>();
  for (const path of paths) {
    for (const part of Buffer.from(path).toString('latin1').split('/')) {
      const bytes = Buffer.from(part, 'latin1');
      if (!isAscii(bytes)) found.set(part, bytes);
      if (found.size === SHOWN) return [...found.values()];
    }
  }
  return [...found.values()];
}
