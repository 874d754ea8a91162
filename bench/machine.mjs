import { cpus, platform, release, totalmem } from 'node:os';
import { processorInfo } from '../src-main/engine/processor.ts';

const hardware = `${cpus().length} cores of ${cpus()[0]?.model ?? 'an unknown processor'}, ${Math.round(totalmem() / 2 ** 30)} GB`;

/** Ratios of contenders depend on the widest vector instructions of the processor. */
const instructions = processorInfo(true).instructions ?? 'unknown instructions';

/** The machine of the measurements, as shown beside the values. */
export const machine = `${hardware}, ${instructions}, no GPU used, ${platform()} ${release()}`;

/**
 * Prevents values from two machines in one table.
 * @param {string} file
 * @param {{ machine: string }} before current content of the file
 * @throws {Error} if that was measured on another machine
 */
export function sameMachine(file, before) {
  // Older results do not have the instructions.
  const known = /, (avx\w*|sve|neon|unknown instructions),/.exec(before.machine)?.[1] ?? instructions;
  if (before.machine.startsWith(`${hardware},`) && known === instructions) return;
  throw new Error(
    `${file} was measured elsewhere (${before.machine}; here: ${machine}). Measure everything again, without choosing.`,
  );
}
