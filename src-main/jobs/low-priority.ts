import { readFileSync, writeFileSync } from 'node:fs';
import { constants, setPriority } from 'node:os';

const SESSION = 3;

/**
 * That of training: the window, and what is decoded under the pointer, get a processor at once, while training takes all
 * the time that they leave. Still far above background evaluations, which have the lowest.
 */
export const TRAINING_PRIORITY = 5;

/**
 * Gives this process a lower priority, by default the lowest. New threads inherit it, so call this before TensorFlow is loaded. Linux may
 * divide processor time between sessions before it compares priorities within a session (autogroups). A job of the
 * command line leads its own session, whose share is lowered too.
 */
export function lowerPriority(priority: number = constants.priority.PRIORITY_LOW): void {
  attempt(() => {
    setPriority(priority);
  });
  if (process.platform !== 'linux') return;
  attempt(() => {
    // The format is: pid (name) state ppid pgrp session …; a name may contain any characters.
    const fields = readFileSync('/proc/self/stat', 'utf8')
      .replace(/^.*\) /s, '')
      .split(' ');
    if (Number(fields[SESSION]) !== process.pid) return;
    writeFileSync('/proc/self/autogroup', String(priority));
  });
}

/** Limits TensorFlow to one thread, to leave the other processors to training. Must be called before it is loaded. */
export function useOneThread(): void {
  for (const name of ['TF_NUM_INTRAOP_THREADS', 'TF_NUM_INTEROP_THREADS', 'OMP_NUM_THREADS'])
    process.env[name] = '1';
}

/** Tries to change a priority, and ignores errors on systems that do not allow it. */
function attempt(work: () => void): void {
  try {
    work();
  } catch {
    // Only the speed of other processes depends on it.
  }
}
