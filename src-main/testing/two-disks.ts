import type * as Fs from 'node:fs';

/**
 * `renameSync` which fails as between two disks while `areTwo`, but for what a move renames within a folder. A stand-in,
 * because a test has one disk.
 */
export const renameBetweenDisks =
  ({ renameSync }: typeof Fs, disks: { readonly areTwo: boolean }) =>
  (from: string, to: string): void => {
    const isWithinFolder = from.endsWith('.part') || to.endsWith('.old') || from.endsWith('.old');
    if (disks.areTwo && !isWithinFolder)
      throw Object.assign(new Error('cross-device link'), { code: 'EXDEV' });
    renameSync(from, to);
  };
