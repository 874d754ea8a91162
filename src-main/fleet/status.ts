import { WorkerSchema, type Worker } from './worker-state';
import type { FleetPool } from '../contract/fleet';
import { openConnection, reaching, type Connection } from './connection';
import type { Membership } from './membership';
import { JOBS } from './names';
import { ensureStreams, openValues } from './streams';
import { jsonOf } from '../contract/json';

interface FleetReport {
  readonly server: string;
  readonly person: string;
  readonly workers: readonly Worker[];
  readonly pools: readonly FleetPool[];
}

/** The queues of a person. */
export async function readPools({ manager }: Connection): Promise<FleetPool[]> {
  const pools: FleetPool[] = [];
  for await (const { name, num_pending, num_ack_pending } of manager.consumers.list(JOBS))
    pools.push({ pool: name, waiting: num_pending, training: num_ack_pending });
  return pools;
}

/** What a person's account shows of the fleet at this moment. @throws WorkbenchError `fleet.…` */
export async function readFleet({ credentials }: Membership): Promise<FleetReport> {
  const { server, name: person, keys } = credentials;
  const connection = await openConnection(credentials, keys[0]?.seed ?? '');
  try {
    return await reaching(connection, async () => {
      await ensureStreams(connection);
      const { workers: bucket } = await openValues(connection);
      const workers: Worker[] = [];
      for await (const key of await bucket.keys()) {
        const text = (await bucket.get(key))?.string() ?? '';
        const { data } = WorkerSchema.safeParse(jsonOf(text));
        if (data !== undefined) workers.push(data);
      }
      return { server, person, workers, pools: await readPools(connection) };
    });
  } finally {
    await connection.nats.close();
  }
}
