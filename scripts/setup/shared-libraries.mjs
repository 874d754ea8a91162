import { run } from './processes.mjs';

/** The packages that contain the libraries on Debian and Ubuntu. */
export const windowLibraryPackages = [
  'libgtk-3-0',
  'libnss3',
  'libgbm1',
  'libasound2',
  'libxss1',
  'libxtst6',
];

/**
 * The libraries that an executable needs and that this machine lacks.
 * @param {string} executable
 */
export async function missingLibraries(executable) {
  if (process.platform !== 'linux') return [];
  const listed = await run('ldd', [executable]);
  return [...listed.output.matchAll(/^\s*(\S+) => not found/gm)].map(([, library]) => library);
}
