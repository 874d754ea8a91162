import {
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import type * as Fs from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createRouterClient } from '@orpc/server';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { DataFolderMove } from '../contract/data-folder';
import { problemOf } from '../contract/error';
import { workbenchFixture, NEW_RUN } from '../testing/workbench-fixture';
import { proposedPlace } from './data-folder-place';
import { currentFiles, openMovable, type MovableOptions } from './movable-workbench';
import { contextOf, router } from './router';

/** Whether renaming between folders fails as between two disks, and the bytes that are free there. */
const disks = vi.hoisted((): { areTwo: boolean; free: number; onCopy: () => unknown } => ({
  areTwo: false,
  free: 1e12,
  onCopy: () => undefined,
}));
vi.mock('node:fs', async (original) => {
  const fs = await original<typeof Fs>();
  const { renameBetweenDisks } = await import('../testing/two-disks');
  return {
    ...fs,
    renameSync: renameBetweenDisks(fs, disks),
    statSync: (path: string, options: object) => {
      const found = fs.statSync(path, options) as Fs.Stats | undefined;
      if (found && disks.areTwo && String(path).includes('latent-workbench-move-')) found.dev += 1;
      return found;
    },
    statfsSync: () => ({ bavail: disks.free, bsize: 1 }),
    createReadStream: (path: string) => {
      if (path.endsWith('workbench.sqlite')) disks.onCopy();
      return fs.createReadStream(path);
    },
  };
});

const fixture = workbenchFixture();
let elsewhere: string;
beforeEach(() => {
  elsewhere = mkdtempSync(join(tmpdir(), 'latent-workbench-move-'));
  Object.assign(disks, { areTwo: false, free: 1e12, onCopy: () => undefined });
});
afterEach(() => {
  rmSync(elsewhere, { recursive: true, force: true });
});

async function served(options: Partial<MovableOptions> = {}) {
  const movable = await openMovable({ dataDir: fixture.dataDir, open: () => fixture.open(), ...options });
  const api = createRouterClient(router, { context: contextOf(movable, new AbortController().signal) });
  return { movable, api };
}
const target = () => join(elsewhere, 'data');
async function problemIn(call: Promise<unknown>) {
  const error = await call.then(
    () => null,
    (reason: unknown) => reason as { data?: { code: string; params?: Record<string, unknown> } },
  );
  return error?.data?.params?.['why'] ?? error?.data?.code ?? null;
}
async function states(moving: AsyncIterable<DataFolderMove>): Promise<string[]> {
  const seen: string[] = [];
  for await (const { state } of moving) if (seen.at(-1) !== state) seen.push(state);
  return seen;
}

it('moves under connected clients, ends their streams, and goes on with the run that trained', async () => {
  const onReopened = vi.fn();
  const { movable, api } = await served({ onReopened });
  const before = movable.current();
  before.startQueue();
  const { run } = await fixture.started(before);
  const events = await api.system.events();
  const last = (async () => {
    for await (const _ of events);
    return 'ended';
  })();
  const plan = await api.dataFolder.plan({ to: target() });
  expect(plan).toMatchObject({ to: target(), isCopied: false });
  expect(plan.bytes).toBeGreaterThan(0);
  disks.areTwo = true;
  let refused: Promise<unknown> | undefined;
  disks.onCopy = () => (refused ??= problemIn(api.runs.list({})));
  const seen = await states(await api.dataFolder.move({ to: target() }));
  expect([seen[0], seen.at(-1)]).toEqual(['closing', 'opening']);
  expect(await refused).toBe('data-folder.moving');
  expect(await last).toBe('ended');

  expect(realpathSync(fixture.dataDir)).toBe(realpathSync(target()));
  expect(movable.current()).not.toBe(before);
  expect(onReopened).toHaveBeenCalledWith(movable.current());
  await vi.waitFor(async () => {
    expect((await api.runs.get({ id: run.id })).state).toMatch(/queued|running/);
  });
  expect((await api.system.storage()).place).toBe(realpathSync(target()));
  expect(await currentFiles(movable.current).get('/files/none')).toBeNull();
  await movable.close();
});

it('restarts the program after a copy where it has to, and leaves the workbench closed until then', async () => {
  disks.areTwo = true;
  const restart = vi.fn();
  mkdirSync(join(fixture.dataDir, 'window'));
  writeFileSync(join(fixture.dataDir, 'window', 'state'), 'x');
  const { movable, api } = await served({ restart, written: 'window' });
  expect(await api.dataFolder.plan({ to: target() })).toMatchObject({ isCopied: true, freeBytes: 1e12 });
  // Chromium may remove one of its files at any time.
  disks.onCopy = () => {
    rmSync(join(fixture.dataDir, 'window', 'state'), { force: true });
  };
  const seen = await states(await api.dataFolder.move({ to: target() }));
  expect(seen.at(-1)).toBe('restarting');
  expect(restart).toHaveBeenCalledOnce();
  expect(lstatSync(fixture.dataDir).isSymbolicLink()).toBe(true);
  expect(existsSync(join(target(), '.latent-workbench-copy'))).toBe(false);
  await movable.close();
});

it('is ended by cancel, or with the client, and is open in the old place again', async () => {
  disks.areTwo = true;
  const { movable, api } = await served();
  const { id } = movable.current().runs.create({ ...NEW_RUN, name: 'Here' });
  // What an end of the program during an earlier move left behind.
  mkdirSync(`${target()}.part`);
  writeFileSync(join(`${target()}.part`, '.latent-workbench-copy'), '');
  disks.onCopy = () => void api.dataFolder.cancel();
  expect(await problemIn(states(await api.dataFolder.move({ to: target() })))).toBe('ended');
  expect(existsSync(target())).toBe(false);
  expect(existsSync(`${target()}.part`)).toBe(false);
  expect((await api.runs.get({ id })).name).toBe('Here');

  disks.onCopy = () => undefined;
  const moving = movable.dataFolder.move(target());
  await moving.next();
  await moving.return(undefined);
  await vi.waitFor(() => {
    expect(movable.dataFolder.isMoving()).toBe(false);
  });
  expect((await api.runs.get({ id })).name).toBe('Here');
  expect(existsSync(target())).toBe(false);
  await movable.close();
});

it('is open in the old place again if a part of it does not close', async () => {
  let isBroken = true;
  const { movable, api } = await served({
    open: async () => {
      const workbench = await fixture.open();
      const close = async () => {
        await workbench.close();
        if (isBroken) throw new Error('A part does not close.');
      };
      return { ...workbench, close };
    },
  });
  expect(await problemIn(states(await api.dataFolder.move({ to: target() })))).toBe('internal');
  expect(existsSync(target())).toBe(false);
  expect(await api.runs.list({})).toEqual([]);
  isBroken = false;
  await movable.close();
});

it('refuses a place before anything is closed', async () => {
  const { movable, api } = await served();
  const reason = (to: string) => problemIn(api.dataFolder.plan({ to }));
  expect(await reason('data')).toBe('relative');
  expect(await reason(join(fixture.dataDir, 'x'))).toBe('inside');
  symlinkSync(fixture.dataDir, join(elsewhere, 'link'));
  expect(await reason(join(elsewhere, 'link', 'x'))).toBe('inside');
  mkdirSync(target());
  writeFileSync(join(target(), 'other'), '');
  expect(await reason(target())).toBe('taken');
  expect(proposedPlace(target())).toBe(join(target(), 'latent-workbench'));
  expect(proposedPlace(join(elsewhere, 'none'))).toBe(join(elsewhere, 'none'));
  writeFileSync(join(target(), 'workbench.sqlite'), '');
  expect(await reason(target())).toBe('data-folder');
  disks.areTwo = true;
  disks.free = 1000;
  expect(await reason(join(elsewhere, 'small'))).toBe('data-folder.no-space');
  const moving = await api.dataFolder.move({ to: join(elsewhere, 'small') });
  expect(await problemIn(states(moving))).toBe('data-folder.no-space');
  expect(movable.dataFolder.isMoving()).toBe(false);
  expect(await api.runs.list({})).toEqual([]);
  expect(await api.dataFolder.choose()).toBeNull();
  const plain = createRouterClient(router, { context: { workbench: movable.current() } });
  expect(problemOf(await plain.dataFolder.choose().catch((error: unknown) => error)).code).toBe('internal');
  await movable.close();
});
