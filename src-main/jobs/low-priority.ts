import { readFileSync, writeFileSync } from 'node:fs';
import { constants, setPriority } from 'node:os';

const SESSION = 3;

/**
 * Lets every other process go first. Threads that are made from now on inherit it, so call it before TensorFlow is loaded.
 * Linux may share processor time between sessions before it looks at the priorities within one (autogroups); a job of the
 * command line leads a session of its own, whose share is then lowered, too.
 */
export function lowerPriority(): void {
  attempt(() => {
    setPriority(constants.priority.PRIORITY_LOW);
  });
  if (process.platform !== 'linux') return;
  attempt(() => {
    // pid (name) state ppid pgrp session …, and a name may hold anything.
    const fields = readFileSync('/proc/self/stat', 'utf8')
      .replace(/^.*\) /s, '')
      .split(' ');
    if (Number(fields[SESSION]) !== process.pid) return;
    writeFileSync('/proc/self/autogroup', String(constants.priority.PRIORITY_LOW));
  });
}

/** Leaves the other processors to training. Call it before TensorFlow is loaded, which reads this then. */
export function useOneThread(): void {
  for (const name of ['TF_NUM_INTRAOP_THREADS', 'TF_NUM_INTEROP_THREADS', 'OMP_NUM_THREADS'])
    process.env[name] = '1';
}

/** Where a system does not allow it, the work is done all the same. */
function attempt(work: () => void): void {
  try {
    work();
  } catch {
    // Nothing depends on it but how fast others are.
  }
}
