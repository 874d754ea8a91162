import * as z from 'zod';

/** What a run is, or was, trained on: all that may change the last bits of its numbers. */
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
  /** The processor by its own name. Runs from before it was recorded have neither it nor what follows. */
  processor: z.string().optional(),
  /** The widest instructions for vectors that the processor has, e.g. `avx512`; null where that is not known. */
  instructions: z.string().nullable().optional(),
  /** Threads that one operation is divided among, and that run operations beside one another. */
  threads: z.object({ intraOp: z.int(), interOp: z.int() }).optional(),
});
export type EngineInfo = z.infer<typeof EngineInfoSchema>;

/** What computed, below the library, in words; empty where it was not recorded. */
export function processorText({ processor, instructions, threads }: EngineInfo): string {
  const parts = [processor ?? '', instructions ?? ''];
  if (threads !== undefined) {
    const { intraOp, interOp } = threads;
    parts.push(
      `${String(intraOp)} ${intraOp === 1 ? 'thread' : 'threads'} in an operation, ${String(interOp)} beside`,
    );
  }
  return parts.filter((part) => part !== '').join(' · ');
}
