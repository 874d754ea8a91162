import type { NativeBackend } from './tensorflow';

/**
 * Where the operations of a call run: handed to threads of TensorFlow, where independent ones run beside one another,
 * or in the caller's thread, one after another, which saves handing them over. An operation uses all processors in
 * either, and the numbers are the same bit for bit.
 */
export type SessionThread = 'pool' | 'caller';

/** One way to call the session of a step. */
export interface CallOption {
  /** Number of steps that the call runs. */
  readonly steps: number;
  readonly thread: SessionThread;
}

/** Calls of as many steps as each of `counts`, ascending. In the caller's thread on a CPU only: not measured on a GPU. */
export function callOptions(
  counts: readonly number[],
  { isUsingGpuDevice }: Pick<NativeBackend, 'isUsingGpuDevice'>,
): CallOption[] {
  const threads: readonly SessionThread[] = isUsingGpuDevice ? ['pool'] : ['pool', 'caller'];
  return counts.flatMap((steps) => threads.map((thread) => ({ steps, thread })));
}

/** The addon takes no options of a call; what is compiled with it (scripts/setup/session-run.cc) reads this variable. */
const VARIABLE = 'LATENT_WORKBENCH_SESSION_THREAD';
let current: SessionThread | null = null;

/** Calls a session whose operations are to run in `thread`. */
export function runInThread<Result>(thread: SessionThread, call: () => Result): Result {
  if (thread !== current) process.env[VARIABLE] = thread;
  current = thread;
  return call();
}
