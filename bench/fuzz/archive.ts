/** Archives of runs: mutates every value of the manifest, the bytes of every part, and the ZIP around them. */
import { strFromU8, strToU8, unzipSync } from 'fflate';
import { MANIFEST_FILE } from '../../src-main/contract/archive';
import type { Fields } from './fields';
import { zip } from './zip';

/** What stands in place of a value of any type. */
const OTHER_VALUES: readonly unknown[] = [
  null,
  true,
  -1,
  0.5,
  1e308,
  Number.MAX_SAFE_INTEGER,
  '',
  '../outside',
  '/tmp/outside',
  'x'.repeat(100_000),
  [],
  {},
  [[[[]]]],
];

function value(f: Fields, path: string, given: unknown): unknown {
  if (typeof given === 'number') return f.choice(path, f.number(path, given), OTHER_VALUES);
  if (typeof given === 'string') return f.choice(path, f.text(path, given), OTHER_VALUES);
  if (given === null || typeof given !== 'object') return f.choice(path, given, OTHER_VALUES);
  const inner = Array.isArray(given)
    ? f.parts(path, given).map((one, i) => value(f, `${path}.${String(i)}`, one))
    : Object.fromEntries(
        f.parts(path, Object.entries(given)).map(([name, one]) => [name, value(f, `${path}.${name}`, one)]),
      );
  return f.choice<unknown>(path, inner, OTHER_VALUES);
}

/** Returns a function that builds an archive like a given one from fields. */
export function archiveLike(archive: Uint8Array): (f: Fields) => Uint8Array {
  const { [MANIFEST_FILE]: manifest = new Uint8Array(0), ...parts } = unzipSync(archive);
  const json: unknown = JSON.parse(strFromU8(manifest));
  return (f) => {
    const changed = JSON.stringify(value(f, 'manifest', json));
    const text = f.bytes(MANIFEST_FILE, strToU8(changed));
    const entries = Object.entries(parts).map(([name, bytes]) => ({ name, bytes: f.bytes(name, bytes) }));
    return zip(f, f.parts('entries', [...entries, { name: MANIFEST_FILE, bytes: text }]));
  };
}
