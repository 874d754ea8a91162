import {
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import type * as Fs from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { WorkbenchError } from '../contract/error';
import { NEW_RUN, workbenchFixture } from '../testing/workbench-fixture';
import { moveDataFolder } from './move-data-folder';

/** Whether renaming between folders fails as between two disks. */
const disks = vi.hoisted(() => ({ areTwo: false, damage: null as string | null }));
vi.mock('node:fs', async (original) => {
  const fs = await original<typeof Fs>();
  const { renameBetweenDisks } = await import('../testing/two-disks');
  return {
    ...fs,
    renameSync: renameBetweenDisks(fs, disks),
    createWriteStream: (path: string, options: object) => {
      const stream = fs.createWriteStream(path, options);
      if (disks.damage !== null && path.endsWith(disks.damage))
        stream.on('close', () => {
          fs.writeFileSync(path, 'something else');
        });
      return stream;
    },
  };
});

const fixture = workbenchFixture();
let elsewhere: string;
beforeEach(() => {
  elsewhere = mkdtempSync(join(tmpdir(), 'latent-workbench-move-'));
  disks.areTwo = false;
  disks.damage = null;
});
afterEach(() => {
  rmSync(elsewhere, { recursive: true, force: true });
});

const moving = (signal = new AbortController().signal) => {
  const seen: number[] = [];
  return { seen, signal, onProgress: (done: number, total: number) => void seen.push(done / total) };
};
async function reasonOf(moved: Promise<unknown>): Promise<unknown> {
  try {
    await moved;
  } catch (error) {
    if (error instanceof WorkbenchError) return error.problem.params?.['why'] ?? error.problem.code;
    throw error;
  }
  return null;
}

/** A data folder with a stopped run and a file beside the database. */
async function filled(): Promise<string> {
  const workbench = await fixture.open();
  workbench.runs.create({ ...NEW_RUN, name: 'Moved' });
  await workbench.close();
  mkdirSync(join(fixture.dataDir, 'datasets', 'x'), { recursive: true });
  writeFileSync(join(fixture.dataDir, 'datasets', 'x', 'items'), new Uint8Array(300_000).fill(7));
  return fixture.dataDir;
}
async function namesFound(): Promise<string[]> {
  const workbench = await fixture.open();
  const names = workbench.runs.list().map(({ name }) => name);
  await workbench.close();
  return names;
}

describe.each([
  ['on the same disk', false],
  ['to another disk', true],
])('a data folder that is moved %s', (_where, areTwo) => {
  it('is found in its old place, and lies in the new one', async () => {
    const dataDir = await filled();
    disks.areTwo = areTwo;
    const target = join(elsewhere, 'deep', 'data');
    const watched = moving();
    await moveDataFolder(dataDir, target, watched);
    expect(lstatSync(dataDir).isSymbolicLink()).toBe(true);
    expect(realpathSync(dataDir)).toBe(realpathSync(target));
    expect(readFileSync(join(target, 'datasets', 'x', 'items'))).toHaveLength(300_000);
    expect(existsSync(`${dataDir}.old`)).toBe(false);
    expect(readdirSync(join(elsewhere, 'deep'))).toEqual(['data']);
    expect(watched.seen.at(-1)).toBe(areTwo ? 1 : undefined);
    expect(await namesFound()).toEqual(['Moved']);
  });

  it('can be moved again', async () => {
    const dataDir = await filled();
    disks.areTwo = areTwo;
    await moveDataFolder(dataDir, join(elsewhere, 'first'), moving());
    mkdirSync(join(elsewhere, 'second'));
    await moveDataFolder(dataDir, join(elsewhere, 'second'), moving());
    expect(realpathSync(dataDir)).toBe(realpathSync(join(elsewhere, 'second')));
    expect(readdirSync(elsewhere)).toEqual(['second']);
    expect(await namesFound()).toEqual(['Moved']);
  });
});

it('stays as it was if the copy is ended or differs', async () => {
  const dataDir = await filled();
  disks.areTwo = true;
  const target = join(elsewhere, 'data');
  const ended = new AbortController();
  const moved = moveDataFolder(dataDir, target, { signal: ended.signal, onProgress: () => ended.abort() });
  expect(await reasonOf(moved)).toBe('ended');
  disks.damage = 'items';
  expect(await reasonOf(moveDataFolder(dataDir, target, moving()))).toBe('changed');
  expect(readdirSync(elsewhere)).toEqual([]);
  expect(lstatSync(dataDir).isDirectory()).toBe(true);
  expect(await namesFound()).toEqual(['Moved']);
});

it('is not moved while it is open, into itself, over something, or before there is one', async () => {
  const dataDir = await filled();
  const target = join(elsewhere, 'data');
  for (const inside of [dataDir, join(dataDir, 'x'), join(dataDir, '..')])
    expect(await reasonOf(moveDataFolder(dataDir, inside, moving()))).toBe('inside');
  writeFileSync(join(elsewhere, 'file'), '');
  for (const taken of [elsewhere, join(elsewhere, 'file')])
    expect(await reasonOf(moveDataFolder(dataDir, taken, moving()))).toBe('taken');
  expect(await reasonOf(moveDataFolder(join(elsewhere, 'none'), target, moving()))).toBe('absent');
  const workbench = await fixture.open();
  expect(await reasonOf(moveDataFolder(dataDir, target, moving()))).toBe('data-folder.in-use');
  expect(existsSync(target)).toBe(false);
  await workbench.close();
});
