import { readFileSync } from 'node:fs';
import { cpus } from 'node:os';
import type { EngineInfo } from '../contract/engine';

/** Processor flags by the name of their vector instructions, widest first. */
const VECTOR_FLAGS = [
  ['avx512f', 'avx512'],
  ['avx2', 'avx2'],
  ['avx', 'avx'],
  ['sve', 'sve'],
  ['asimd', 'neon'],
] as const;

/**
 * The processor and how TensorFlow uses it. Both affect results: libraries choose code by instructions, threads split
 * sums.
 */
export function processorInfo(
  isNative: boolean,
  env: NodeJS.ProcessEnv = process.env,
): Pick<EngineInfo, 'processor' | 'instructions' | 'threads'> {
  const allowed = allowedProcessors(textOf('/proc/self/status')) ?? cpus().length;
  // Pure JavaScript has one thread. TensorFlow reads a number above zero from its environment.
  const threads = (variable: string) => {
    if (!isNative) return 1;
    const given = Number(env[variable]);
    return Number.isInteger(given) && given > 0 ? given : allowed;
  };
  return {
    processor: cpus()[0]?.model.trim() ?? 'unknown',
    instructions: widestInstructions(textOf('/proc/cpuinfo')),
    threads: { intraOp: threads('TF_NUM_INTRAOP_THREADS'), interOp: threads('TF_NUM_INTEROP_THREADS') },
  };
}

/** @param cpuinfo content of Linux' `/proc/cpuinfo` */
export function widestInstructions(cpuinfo: string): string | null {
  const flags = new Set(/^(?:flags|Features)\s*:\s*(.*)$/m.exec(cpuinfo)?.[1]?.split(/\s+/) ?? []);
  return VECTOR_FLAGS.find(([flag]) => flags.has(flag))?.[1] ?? null;
}

/** @param status content of Linux' `/proc/self/status`, with the processors that the process may use, e.g. `0-3,8` */
export function allowedProcessors(status: string): number | null {
  const list = /^Cpus_allowed_list:\s*(\S+)$/m.exec(status)?.[1];
  if (list === undefined) return null;
  return list.split(',').reduce((count, range) => {
    const [first = 0, last = first] = range.split('-').map(Number);
    return count + last - first + 1;
  }, 0);
}

/** Empty if there is no such file: only Linux has these files. */
function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
