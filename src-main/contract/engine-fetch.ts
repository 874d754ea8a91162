import * as z from 'zod';
import { ProblemSchema } from './problem';

/** Native TensorFlow, where a package lacks it and can fetch it. */
export const EngineFetchSchema = z.object({
  /** `none`: it is there already, or this program cannot fetch it. */
  state: z.enum(['none', 'absent', 'fetching', 'unpacking', 'ready']),
  /** Bytes received so far, also by earlier attempts. */
  receivedBytes: z.int(),
  totalBytes: z.int(),
  /** Why the last attempt failed. */
  problem: ProblemSchema.nullable(),
});
export type EngineFetch = z.infer<typeof EngineFetchSchema>;
