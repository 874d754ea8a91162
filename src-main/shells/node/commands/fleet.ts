import { refusal } from '../../../contract/error';
import { readCredentials } from '../../../fleet/credentials';
import { joinFleet, leaveFleet, membershipOf } from '../../../fleet/membership';
import type { CommandContext, CommandResult } from '../context';
import { table } from '../text';

export interface SetupOptions {
  host?: string[];
  port: number;
  person?: string[];
  worker?: string[];
  remove?: string[];
}

export async function setup(
  { output }: CommandContext,
  folder: string,
  options: SetupOptions,
): Promise<CommandResult> {
  const { setUpFleet } = await import('../../../fleet/setup');
  const { serverProgram } = await import('../../../fleet/server');
  const files = await setUpFleet({
    folder,
    hosts: options.host ?? [],
    port: options.port,
    people: options.person ?? [],
    workers: options.worker ?? [],
    remove: options.remove ?? [],
    serverProgram: serverProgram() ?? '/usr/bin/nats-server',
  });
  output.line('Give each person and each machine its own file, like a password:');
  for (const file of files) output.line(`  ${file}`);
  output.line('A server that runs already takes the new configuration when it is restarted.');
  return { runs: [], files };
}

/** Ends the server with the first Ctrl-C. */
export async function serve(
  { output, interrupt }: CommandContext,
  folder: string,
  options: { serverProgram?: string },
): Promise<CommandResult> {
  const { runServer, serverProgram } = await import('../../../fleet/server');
  output.line('The server runs until Ctrl-C; its log follows.');
  const program = options.serverProgram ?? serverProgram();
  const onLine = (text: string) => {
    output.event('log', { text });
    output.line(text);
  };
  await runServer(folder, program, onLine, interrupt.signal);
  return { runs: [], files: [] };
}

export async function join(context: CommandContext, file: string): Promise<void> {
  const { output, dataDir } = context;
  const credentials = readCredentials(file, 'person');
  joinFleet(dataDir, credentials);
  output.line(`Runs of this data folder can train at ${credentials.server}, as ${credentials.name}.`);
  await status(context);
}

export function leave({ output, dataDir }: CommandContext): void {
  leaveFleet(dataDir);
  output.line('This data folder trains its runs on this machine only.');
}

export async function status({ output, dataDir }: CommandContext): Promise<void> {
  const membership = membershipOf(dataDir);
  if (membership === null) throw refusal('fleet.none', {});
  const { readFleet } = await import('../../../fleet/status');
  const { isOnline } = await import('../../../fleet/worker-state');
  const found = await readFleet(membership);
  const pools = table(
    ['pool', 'waiting', 'training'],
    found.pools.map(({ pool, waiting, training }) => [pool, String(waiting), String(training)]),
  );
  const workers = table(
    ['machine', 'pool', 'device', 'state', 'steps a second', 'seen'],
    found.workers.map((worker) => [
      worker.name,
      worker.pool,
      worker.device,
      isOnline(worker, Date.now()) ? worker.state : 'out of sight',
      worker.stepsPerSecond === null ? '' : worker.stepsPerSecond.toFixed(0),
      `${String(Math.max(0, Math.round((Date.now() - worker.seenAt) / 1000)))} s ago`,
    ]),
  );
  const lines = [
    `${found.server} answers to ${found.person}.`,
    found.pools.length === 0 ? 'No run was launched in a pool yet.' : pools,
    found.workers.length === 0 ? 'No machine is there.' : workers,
  ];
  output.document(found, lines.join('\n'));
}
