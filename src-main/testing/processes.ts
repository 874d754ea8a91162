import { readdirSync, readFileSync } from 'node:fs';

/** The trainers below a process. */
export function trainersOf(rootPid: number): number[] {
  return descendantsOf(rootPid).filter(isTrainer);
}

/** All processes below one, as Linux's /proc shows them. */
export function descendantsOf(rootPid: number): number[] {
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
  return [...parents.keys()].filter(isBelow);
}

export function isRunning(pid: number): boolean {
  const stat = read(`/proc/${String(pid)}/stat`);
  return stat !== '' && !/\) [ZX] /.test(stat);
}

function isTrainer(pid: number): boolean {
  const command = read(`/proc/${String(pid)}/cmdline`);
  return command.includes('job.js') || command.includes('node.mojom.NodeService');
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    // It ended meanwhile.
    return '';
  }
}
