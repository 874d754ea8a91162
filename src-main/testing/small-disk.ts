import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmdirSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface SmallDisk {
  readonly folder: string;
  /** Takes all space but `bytes`; with a number again, less or more of it. */
  leave: (bytes: number) => void;
  /** Gives all that `leave` took back. */
  free: () => void;
  unmount: () => void;
}

/** Whether this process may mount one. */
export function canMountDisks(): boolean {
  const tried = smallDisk(1024 * 1024);
  tried?.unmount();
  return tried !== null;
}

/** For tests: a real file system of its own; `null` where this process may not mount one. */
export function smallDisk(bytes: number): SmallDisk | null {
  const folder = mkdtempSync(join(tmpdir(), 'latent-workbench-disk-'));
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${String(bytes)}`, 'tmpfs', folder], {
      stdio: 'ignore',
    });
  } catch {
    rmdirSync(folder);
    return null;
  }
  const filler = join(folder, 'filler');
  const free = () => {
    rmSync(filler, { force: true });
  };
  return {
    folder,
    leave(left) {
      free();
      const { bavail, bsize } = statfsSync(folder);
      writeFileSync(filler, Buffer.alloc(Math.max(0, bavail * bsize - left)));
    },
    free,
    unmount() {
      execFileSync('umount', ['--lazy', folder]);
      rmdirSync(folder);
    },
  };
}
