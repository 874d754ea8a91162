import type { FleetPool, FleetWorker } from '../contract/fleet';
import type { Problem } from '../contract/problem';
import type { RunConfig } from '../contract/run';
import type { DatasetFiles } from '../datasets/files';
import type { HostMessage, JobMessage } from '../jobs/protocol';

/** A run that is sent to the machines of a pool. */
export interface FleetJob {
  /** Identifies this launch: ids of runs repeat in a restored data folder. */
  readonly job: string;
  readonly pool: string;
  readonly name: string;
  readonly config: RunConfig;
  readonly stopAt: number | null;
  readonly fingerprint: string;
  readonly files: DatasetFiles;
  /** The parts of the checkpoint that it continues from; none if it starts at step 0. */
  readonly checkpoint: readonly Uint8Array[];
  readonly checkpointStep: number | null;
  readonly checkpointElapsedMs: number;
}

/** A request to a run that trains elsewhere. */
export type ControlMessage = Extract<
  HostMessage,
  { type: 'pause' | 'resume' | 'change' | 'step' | 'record' | 'slow' | 'stop' }
>;

/** What a worker reports of a job, beside the messages of its trainer. */
export type FleetMessage =
  /** The first message of each generation: a worker has taken the job, and trains from this step on. */
  | { type: 'taken'; worker: string; fingerprint: string; step: number | null; elapsedMs: number }
  /** A checkpoint was taken, in order among metrics. Its object may still be on its way to the server. */
  | { type: 'saved'; step: number; elapsedMs: number; object: string }
  /** The checkpoint of a step, and all before it, are on the server. The end of a run comes after its checkpoints. */
  | { type: 'stored'; step: number }
  | Exclude<JobMessage, { type: 'checkpoint-part' | 'checkpoint' }>;

export interface FleetEvent {
  readonly job: string;
  /** Counts the workers that have taken the job. */
  readonly generation: number;
  /** Number within the generation, from 1, without gaps. */
  readonly number: number;
  readonly message: FleetMessage;
}

export interface FleetMachine extends Omit<FleetWorker, 'runId'> {
  /** The job that it trains, if it is one of this person. */
  readonly job: string | null;
}

/** What is known of the server, its machines and its queues. */
export interface FleetState {
  readonly server: string;
  readonly person: string;
  readonly isConnected: boolean;
  readonly problem: Problem | null;
  readonly pools: readonly FleetPool[];
  readonly workers: readonly FleetMachine[];
}

/** Runs on other machines, as the core sees them. Whatever needs the server throws `fleet.unreachable` without it. */
export interface Fleet {
  isConnected(): boolean;
  /** Called whenever the server can be reached again. */
  onConnected(listener: () => void): void;
  /** Sends a job, its dataset and its checkpoint to the server. The same job can be sent again. */
  send(job: FleetJob): Promise<void>;
  /** Takes a job that no worker has taken out of its pool. @returns whether that was so */
  withdraw(job: string, pool: string): Promise<boolean>;
  /** @returns whether a worker that has the job received the message */
  control(job: string, message: ControlMessage): Promise<boolean>;
  /** Reads a checkpoint in parts. @returns false if it is no longer there, or damaged */
  fetch(object: string, part: (bytes: Uint8Array) => void): Promise<boolean>;
  /** Deletes the checkpoints of a job that has ended. */
  forget(job: string): Promise<void>;
  /**
   * Receives the messages of jobs, those of one generation in order, each at least once: again until `take` resolves.
   */
  follow(take: (event: FleetEvent) => Promise<void>): void;
  state(): FleetState;
  /** From now on, follows machines and queues, and calls `changed` at most once a second. */
  observe(changed: () => void): void;
  close(): Promise<void>;
}
