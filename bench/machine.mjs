import { cpus, platform, release, totalmem } from 'node:os';

const hardware = `${cpus().length} cores of ${cpus()[0]?.model ?? 'an unknown processor'}, ${Math.round(totalmem() / 2 ** 30)} GB`;

/** Where something is measured, as it stands beside the values. */
export const machine = `${hardware}, no GPU used, ${platform()} ${release()}`;

/**
 * Values of two machines are not put into one table.
 * @param {string} file
 * @param {{ machine: string }} before what it holds
 * @throws {Error} where those were measured on another machine
 */
export function sameMachine(file, before) {
  if (before.machine.startsWith(`${hardware},`)) return;
  throw new Error(
    `${file} was measured elsewhere (${before.machine}; here: ${machine}). Measure everything again, without choosing.`,
  );
}
