import { SweepSchema, type Sweep, type SweepPlan } from '../contract/sweep';
import type { ReadableDatabase, WritableDatabase } from './database';
import { jsonOf } from '../contract/json';

interface SweepRow {
  id: number;
  name: string;
  created_at: number;
  plan: string;
}

const HAS_RUNS = 'EXISTS (SELECT 1 FROM runs WHERE group_id = run_groups.id AND deleted_at IS NULL)';

export function sweepReader(db: ReadableDatabase) {
  const list = db.prepare<[], SweepRow>(
    `SELECT id, name, created_at, plan FROM run_groups WHERE plan IS NOT NULL AND ${HAS_RUNS} ORDER BY id DESC`,
  );
  const get = db.prepare<[number], SweepRow>(
    'SELECT id, name, created_at, plan FROM run_groups WHERE id = ? AND plan IS NOT NULL',
  );
  const runIds = db
    .prepare<[number], number>('SELECT id FROM runs WHERE group_id = ? AND deleted_at IS NULL ORDER BY id')
    .pluck();
  return {
    /** Newest first, without sweeps whose runs are all removed, and without plans that cannot be read. */
    list: (): Sweep[] => list.all().flatMap((row) => sweepOf(row) ?? []),
    get(id: number): Sweep | null {
      const row = get.get(id);
      return row ? sweepOf(row) : null;
    },
    /** The ids of its runs in order of launch, without removed ones. */
    runIds: (id: number): number[] => runIds.all(id),
  };
}

function sweepOf({ id, name, created_at, plan }: SweepRow): Sweep | null {
  return SweepSchema.safeParse({ id, name, createdAt: created_at, plan: jsonOf(plan) }).data ?? null;
}

export function sweepWriter(db: WritableDatabase) {
  const setPlan = db.prepare<[string, number]>('UPDATE run_groups SET plan = ? WHERE id = ?');
  const rename = db.prepare<[string, number]>('UPDATE run_groups SET name = ? WHERE id = ?');
  return {
    setPlan: (id: number, plan: SweepPlan): void => void setPlan.run(JSON.stringify(plan), id),
    rename: (id: number, name: string): void => void rename.run(name, id),
  };
}
