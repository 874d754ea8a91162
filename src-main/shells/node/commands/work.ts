import { join } from 'node:path';
import { readCredentials } from '../../../fleet/credentials';
import { childProcessHost } from '../child-process-host';
import type { CommandContext, CommandResult } from '../context';

export interface WorkOptions {
  credentials: string;
  server?: string;
  pool: string;
  device?: string;
  slots: number;
  once?: boolean;
}

const ENDS = {
  taken: 'has begun',
  ended: 'has ended',
  'given-up': 'was given up, with a checkpoint; another machine goes on with it',
  lost: 'was lost to another machine',
  crashed: 'ended unexpectedly, and is tried again',
} as const;

/** Trains jobs of a pool. Ctrl-C gives them up with a checkpoint. */
export async function work(context: CommandContext, options: WorkOptions): Promise<CommandResult> {
  const { output, interrupt, program, dataDir } = context;
  const found = readCredentials(options.credentials, 'worker');
  const credentials = { ...found, server: options.server ?? found.server };
  // Loads the client of NATS.
  const worker = await import('../../../fleet/worker');
  const { temperatureOf } = await import('../../../fleet/temperature');
  await worker.work({
    credentials,
    host: childProcessHost(program.job),
    directory: join(dataDir, 'worker'),
    pool: options.pool,
    device: options.device ?? null,
    slots: options.slots,
    once: options.once === true,
    temperature: () => temperatureOf(options.device ?? null),
    onReady: () => {
      output.event('ready', { server: credentials.server, pool: options.pool });
      output.line(
        `Waits for runs of the pool ${options.pool} at ${credentials.server}. Press Ctrl-C to end.`,
      );
    },
    onRefused: (person, { message }) => {
      output.event('refused', { person, message });
      output.line(`For ${person}: ${message}`);
    },
    onJob: (name, person, state) => {
      output.event('job', { name, person, state });
      output.line(`${name} of ${person} ${ENDS[state]}.`);
    },
    ending: interrupt.signal,
  });
  return { runs: [], files: [] };
}
