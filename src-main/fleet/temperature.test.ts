import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { processorTemperature } from './temperature';

const folder = mkdtempSync(join(tmpdir(), 'latent-workbench-thermal-'));
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

function zone(number: number, type: string, temperature: string): void {
  const path = join(folder, `thermal_zone${String(number)}`);
  mkdirSync(path, { recursive: true });
  writeFileSync(join(path, 'type'), `${type}\n`);
  writeFileSync(join(path, 'temp'), `${temperature}\n`);
}

it('reads the zone of the processor among others', async () => {
  zone(0, 'iwlwifi_1', '41000');
  zone(1, 'x86_pkg_temp', '63500');
  expect(await processorTemperature(folder)).toBe(63.5);
});

it('knows no temperature where there is no such zone, or no number', async () => {
  expect(await processorTemperature(folder)).toBeNull();
  zone(0, 'acpitz', '27800');
  expect(await processorTemperature(folder)).toBeNull();
  zone(1, 'cpu-thermal', '');
  expect(await processorTemperature(folder)).toBeNull();
});
