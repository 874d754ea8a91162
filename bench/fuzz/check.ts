import { at } from '../../src-main/contract/at';
import { lstatSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { Problem } from '../../src-main/contract/error';
import type { Dataset } from '../../src-main/contract/dataset';
import { datasetFiles, type SplitFiles } from '../../src-main/datasets/files';

/** Enough for twenty file names with their problems. */
const LONGEST_MESSAGE = 3000;
/** Messages of libraries, Node and JavaScript, which a person should not see. */
const RAW = [
  /\b(undefined|null|\[object \w+\]|NaN expected)\b/,
  /\b(Type|Range|Syntax|Reference|Assertion)?Error\b/,
  /\bE[A-Z]{4,}\b/,
  /\bat \S+ ?\(|node:|node_modules|\.[cm]?js:\d/,
  /is not a function|Cannot read propert|not iterable|Invalid array length|out of bounds|Maximum call stack/i,
  /incorrect (header|data) check|invalid (stored|distance|code|block|bit length)|unexpected end of file|unknown compression/i,
  /central directory|local file header|compressed\/uncompressed size/i,
  /\b(zlib|yauzl|zod|fflate|libvips|libpng|ImageMagick|@ error\/)/i,
];

/** Faults in a refusal's text for people, one sentence each. */
export function faultsOfProblem({ code, message, advice }: Problem): string[] {
  const faults: string[] = [];
  if (code === 'internal') faults.push('The refusal is a defect.');
  if (code === 'dataset.interrupted') faults.push('The process of the import crashed.');
  if (code === 'dataset.stalled') faults.push('The import got stuck.');
  for (const [name, text] of Object.entries({ message, advice })) {
    if (!/^[\p{L}\p{N}\p{P}\p{S}].*[.!?]$/su.test(text))
      faults.push(`The ${name} is no sentence: ${JSON.stringify(text)}`);
    if (text.length > LONGEST_MESSAGE) faults.push(`The ${name} has ${String(text.length)} characters.`);
    if (/[\x00-\x09\x0b-\x1f\x7f]/.test(text))
      faults.push(`The ${name} has control characters: ${JSON.stringify(text)}`);
    const raw = RAW.find((one) => one.test(text));
    if (raw !== undefined) faults.push(`The ${name} has raw text (${raw.source}): ${JSON.stringify(text)}`);
  }
  return faults;
}

const ELEMENT_BYTES: Readonly<Record<number, number>> = { 0x08: 1, 0x0d: 4 };

/** Faults in the files of an imported dataset: headers, sizes and counts must agree. */
export function faultsOfDataset(directory: string, { trainCount, testCount }: Dataset): string[] {
  const { train, test } = datasetFiles(directory);
  return [...faultsOfSplit('train', train, trainCount), ...faultsOfSplit('test', test, testCount)];
}

function faultsOfSplit(name: string, { items, labels }: SplitFiles, count: number): string[] {
  return [items, ...(labels === null ? [] : [labels])].flatMap((file) => {
    const bytes = readFileSync(file);
    const rank = at(bytes, 3);
    const dimensions = Array.from({ length: rank }, (_, i) => bytes.readUInt32BE(4 + 4 * i));
    const data = dimensions.reduce((product, size) => product * size, ELEMENT_BYTES[at(bytes, 2)] ?? NaN);
    const what = `${name} ${file === items ? 'items' : 'labels'}`;
    return [
      ...(dimensions[0] === count
        ? []
        : [`${what}: ${String(dimensions[0])} in the file, ${String(count)} in the list.`]),
      ...(bytes.length === 4 + 4 * rank + data
        ? []
        : [`${what}: [${dimensions.join(', ')}] in ${String(bytes.length)} bytes.`]),
    ];
  });
}

/** Every file below a folder with its size and time, except the database, and links, which are not followed. */
export function listing(folder: string): string[] {
  const found: string[] = [];
  const visit = (path: string) => {
    for (const entry of readdirSync(path, { withFileTypes: true })) {
      const at = join(path, entry.name);
      if (entry.name.startsWith('workbench.sqlite')) continue;
      if (entry.isDirectory()) visit(at);
      const { size, mtimeMs } = entry.isFile() ? statSync(at) : { size: 0, mtimeMs: 0 };
      found.push(`${relative(folder, at)} ${String(lstatSync(at).mode)} ${String(size)} ${String(mtimeMs)}`);
    }
  };
  visit(folder);
  return found.sort();
}

/** Files that some work has added or removed. */
export function faultsOfListing(before: readonly string[], after: readonly string[]): string[] {
  const name = (line: string) => line.split(' ').slice(0, -3).join(' ');
  const [was, is] = [new Set(before), new Set(after)];
  return [
    ...after.filter((line) => !was.has(line)).map((line) => `Left behind or changed: ${name(line)}`),
    ...before.filter((line) => !is.has(line)).map((line) => `Gone or changed: ${name(line)}`),
  ];
}
