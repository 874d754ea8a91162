import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, it, vi } from 'vitest';
import { joinFleet } from '../../fleet/membership';
import { openFleet } from './fleet';

const loaded = vi.hoisted(() => ({ times: 0 }));
vi.mock('../../fleet/client', () => {
  loaded.times++;
  return { connectFleet: () => 'connected' };
});

const dataDir = mkdtempSync(join(tmpdir(), 'latent-workbench-no-fleet-'));
afterEach(() => {
  rmSync(dataDir, { recursive: true, force: true });
});

it('loads the client of NATS only for a data folder that has joined a fleet', async () => {
  expect(await openFleet(dataDir)).toBeNull();
  expect(loaded.times).toBe(0);
  joinFleet(dataDir, {
    format: 'latent-workbench-fleet-1',
    role: 'person',
    name: 'ann',
    server: 'tls://localhost:4222',
    certificate: '',
    keys: [{ person: 'ann', seed: '' }],
  });
  expect(await openFleet(dataDir)).toBe('connected');
  expect(loaded.times).toBe(1);
});
