import { execFile } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

const ASK_TIMEOUT_MS = 3_000;
const THERMAL_ZONES = '/sys/class/thermal';
/** Zones of a processor, as Linux names them; others are of disks, batteries and radios. */
const PROCESSOR = /x86_pkg_temp|cpu|soc|k10temp/i;

/**
 * The temperature of a device, in degrees Celsius; null where it is not known.
 * @param device `cpu`, `gpu`, `gpu:1`, or null for a GPU if there is one
 */
export async function temperatureOf(device: string | null): Promise<number | null> {
  if (device === 'cpu') return processorTemperature();
  const number = device?.split(':')[1] ?? '0';
  return (await cardTemperature(number)) ?? (device === null ? processorTemperature() : null);
}

async function cardTemperature(number: string): Promise<number | null> {
  const question = ['--query-gpu=temperature.gpu', '--format=csv,noheader,nounits', `--id=${number}`];
  try {
    const { stdout } = await promisify(execFile)('nvidia-smi', question, { timeout: ASK_TIMEOUT_MS });
    return degrees(stdout);
  } catch {
    return null;
  }
}

/** @param folder of Linux, with a folder for each zone */
export async function processorTemperature(folder = THERMAL_ZONES): Promise<number | null> {
  try {
    for (const zone of (await readdir(folder)).filter((name) => name.startsWith('thermal_zone')).sort()) {
      const read = (name: string) => readFile(join(folder, zone, name), 'utf8');
      if (!PROCESSOR.test(await read('type'))) continue;
      const thousandths = degrees(await read('temp'));
      return thousandths === null ? null : thousandths / 1000;
    }
  } catch {
    // Another system, or a container that does not show it.
  }
  return null;
}

function degrees(text: string): number | null {
  return /^\s*-?\d+(\.\d+)?\s*$/.test(text) ? Number(text) : null;
}
