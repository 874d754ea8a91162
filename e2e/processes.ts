import { readdirSync, readFileSync } from 'node:fs';
import { expect } from '@playwright/test';

/** The trainers below a process, as Linux's /proc tells them. */
export function trainersOf(rootPid: number): number[] {
  const parents = new Map<number, number>();
  for (const entry of readdirSync('/proc')) {
    if (!/^\d+$/.test(entry)) continue;
    const stat = read(`/proc/${entry}/stat`);
    // The command in parentheses may itself hold spaces and parentheses.
    const parent = stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1];
    if (parent !== undefined) parents.set(Number(entry), Number(parent));
  }
  const isBelow = (pid: number): boolean => {
    const parent = parents.get(pid);
    return parent !== undefined && (parent === rootPid || isBelow(parent));
  };
  return [...parents.keys()].filter((pid) => isBelow(pid) && isTrainer(pid));
}

export function isRunning(pid: number): boolean {
  return read(`/proc/${String(pid)}/stat`) !== '' && !/\) [ZX] /.test(read(`/proc/${String(pid)}/stat`));
}

/** Ends the one trainer below a process as a crash would. */
export async function killTrainer(rootPid: number): Promise<void> {
  await expect.poll(() => trainersOf(rootPid).length).toBeGreaterThan(0);
  for (const pid of trainersOf(rootPid)) process.kill(pid, 'SIGKILL');
}

function isTrainer(pid: number): boolean {
  const command = read(`/proc/${String(pid)}/cmdline`);
  return command.includes('trainer.js') || command.includes('node.mojom.NodeService');
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    // It ended meanwhile.
    return '';
  }
}
