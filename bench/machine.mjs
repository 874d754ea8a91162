import { cpus, platform, release, totalmem } from 'node:os';

const hardware = `${cpus().length} cores of ${cpus()[0].model}, ${Math.round(totalmem() / 2 ** 30)} GB`;

/** Where something is measured, as it is told beside the figures. */
export const machine = `${hardware}, no GPU used, ${platform()} ${release()}`;

/** Figures of two machines are not put into one table. @throws {Error} where `file` holds those of another */
export function sameMachine(file, before) {
  if (before.machine.startsWith(`${hardware},`)) return;
  throw new Error(
    `${file} was measured elsewhere (${before.machine}; here: ${machine}). Measure everything anew, without choosing.`,
  );
}
