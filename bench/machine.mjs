import { cpus, platform, release, totalmem } from 'node:os';

const hardware = `${cpus().length} cores of ${cpus()[0]?.model ?? 'an unknown processor'}, ${Math.round(totalmem() / 2 ** 30)} GB`;

/** The machine of the measurements, as shown beside the values. */
export const machine = `${hardware}, no GPU used, ${platform()} ${release()}`;

/**
 * Prevents values from two machines in one table.
 * @param {string} file
 * @param {{ machine: string }} before current content of the file
 * @throws {Error} if that was measured on another machine
 */
export function sameMachine(file, before) {
  if (before.machine.startsWith(`${hardware},`)) return;
  throw new Error(
    `${file} was measured elsewhere (${before.machine}; here: ${machine}). Measure everything again, without choosing.`,
  );
}
