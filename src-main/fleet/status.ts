import { WorkerSchema, type Worker } from './worker-state';
import { openConnection, reaching } from './connection';
import type { Membership } from './membership';
import { JOBS } from './names';
import { ensureStreams, openValues } from './streams';
import { jsonOf } from '../contract/json';

interface PoolStatus {
  readonly pool: string;
  readonly waiting: number;
  readonly training: number;
}

export interface FleetStatus {
  readonly server: string;
  readonly person: string;
  readonly workers: readonly Worker[];
  readonly pools: readonly PoolStatus[];
}

/** What a person's account shows of the fleet at this moment. @throws WorkbenchError `fleet.…` */
export async function readFleet({ credentials }: Membership): Promise<FleetStatus> {
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
      const pools: PoolStatus[] = [];
      for await (const { name, num_pending, num_ack_pending } of connection.manager.consumers.list(JOBS))
        pools.push({ pool: name, waiting: num_pending, training: num_ack_pending });
      return { server, person, workers, pools };
    });
  } finally {
    await connection.nats.close();
  }
}
