import * as z from 'zod';
import { jsonOf } from '../contract/json';
import { RunConfigSchema } from '../contract/run';
import { ChangedValuesSchema, NetworkRoleSchema, RecordedNowSchema } from '../contract/run-changes';
import type { ControlMessage, FleetEvent, FleetMessage } from '../core/fleet';
import { problem } from '../contract/problems/catalogue';

/** Version of the jobs and events below; a worker and a workbench with different versions refuse each other. */
export const PROTOCOL = 2;

/** A file of a dataset, in its bucket under `<fingerprint>/<name>`. */
const DatasetFileSchema = z.object({ name: z.string().regex(/^[\w.-]+$/), sizeBytes: z.int() });

export const JobSchema = z.object({
  protocol: z.int(),
  job: z.string().regex(/^[0-9a-f]{32}$/),
  /** The data folder that the events are for. */
  folder: z.string().regex(/^[0-9a-f]{32}$/),
  name: z.string(),
  config: RunConfigSchema,
  stopAt: z.int().nullable(),
  dataset: z.object({ fingerprint: z.string().regex(/^[0-9a-f]{64}$/), files: z.array(DatasetFileSchema) }),
  /** The object that it continues from. */
  checkpoint: z.object({ object: z.string(), step: z.int(), elapsedMs: z.number() }).nullable(),
});
export type Job = z.infer<typeof JobSchema>;

/** The part of a job that every version can read. */
export const AnyJobSchema = JobSchema.pick({ protocol: true, job: true, folder: true });

export const encodeJob = (job: Job): Uint8Array => Buffer.from(JSON.stringify(job));

/** Length of the JSON as 32 bits, the JSON, then the bytes of a figure. */
export function encodeEvent({ message, ...event }: FleetEvent): Uint8Array {
  const { bytes = new Uint8Array(), ...head } = message as FleetMessage & { bytes?: Uint8Array };
  const json = Buffer.from(JSON.stringify({ protocol: PROTOCOL, ...event, message: head }));
  const length = Buffer.alloc(4);
  length.writeUInt32LE(json.length);
  return Buffer.concat([length, json, bytes]);
}

/** The messages of workers are trusted as those of local trainers are: the store has its own checks of rows. */
const EventSchema = z.object({
  protocol: z.int(),
  job: z.string(),
  generation: z.int(),
  number: z.int(),
  message: z.looseObject({ type: z.string() }),
});

/** @returns null if it cannot be read. An event of another version reports that the run has failed. */
export function decodeEvent(data: Uint8Array): FleetEvent | null {
  const frame = Buffer.from(data.buffer, data.byteOffset, data.byteLength);
  if (frame.length < 4) return null;
  const end = 4 + frame.readUInt32LE(0);
  const read = EventSchema.safeParse(jsonOf(frame.toString('utf8', 4, end)));
  if (!read.success) return null;
  const { protocol, message, ...event } = read.data;
  if (protocol !== PROTOCOL && message.type !== 'taken')
    return { ...event, message: { type: 'failed', problem: otherProtocol(protocol) } };
  const bytes = frame.length > end ? { bytes: new Uint8Array(frame.subarray(end)) } : {};
  return { ...event, message: { ...message, ...bytes } as unknown as FleetMessage };
}

export const otherProtocol = (theirs: number) => problem('fleet.protocol', { theirs, ours: PROTOCOL });

const ControlSchema = z.discriminatedUnion('type', [
  z.object({ type: z.enum(['pause', 'resume', 'stop']) }),
  z.object({ type: z.literal('change'), hyperparameters: ChangedValuesSchema }),
  z.object({ type: z.literal('step'), only: NetworkRoleSchema.nullable() }),
  z.object({ type: z.literal('record'), what: RecordedNowSchema }),
  z.object({ type: z.literal('slow'), waitMs: z.number().min(0) }),
]);

export const encodeControl = (message: ControlMessage): string => JSON.stringify(message);

/** @returns null if it cannot be read */
export function decodeControl(data: Uint8Array): ControlMessage | null {
  return ControlSchema.safeParse(jsonOf(Buffer.from(data).toString())).data ?? null;
}
