import * as z from 'zod';
import { t } from './texts';

/** The hardware and libraries that a run is trained on: everything that may change the last bits of its numbers. */
export const EngineInfoSchema = z.object({
  /** How steps are executed. */
  mode: z.enum(['compiled', 'eager']),
  /** `tensorflow` is the native library, `cpu` pure JavaScript (slow). */
  backend: z.enum(['tensorflow', 'cpu']),
  /** `CPU`, or the GPU's name. */
  device: z.string(),
  /** Version of the native library; null for pure JavaScript. */
  tensorflow: z.string().nullable(),
  tfjs: z.string(),
  /** The processor's name. Runs from before it was recorded have neither this nor the following fields. */
  processor: z.string().optional(),
  /** The widest vector instructions of the processor, e.g. `avx512`; null if unknown. */
  instructions: z.string().nullable().optional(),
  /** Number of threads within one operation, and across operations. */
  threads: z.object({ intraOp: z.int(), interOp: z.int() }).optional(),
});
export type EngineInfo = z.infer<typeof EngineInfoSchema>;

/** Describes the hardware and threads; empty if they were not recorded. */
export function processorText({ processor, instructions, threads }: EngineInfo): string {
  const parts = [processor ?? '', instructions ?? ''];
  if (threads !== undefined) {
    const { intraOp, interOp } = threads;
    parts.push(t.common.threads(intraOp, interOp));
  }
  return parts.filter((part) => part !== '').join(' · ');
}
