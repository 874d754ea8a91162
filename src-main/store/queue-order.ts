import { at } from '../contract/at';
import type { QueueMove } from '../contract/run';
import type { WritableDatabase } from './database';
import { IS_LOCAL } from './remote-runs';

interface Place {
  readonly id: number;
  readonly queued_at: number;
}

/** Returns a function that puts a queued run before another one. */
export function queuePlacer(db: WritableDatabase): (id: number, before: number) => void {
  const put = db.prepare<[number, number]>(
    'UPDATE runs SET queued_at = (SELECT queued_at - 1 FROM runs WHERE id = ?) WHERE id = ?',
  );
  return (id, before) => void put.run(before, id);
}

/**
 * Returns a function that moves a queued run: the runs between the old and the new place exchange their `queued_at`.
 */
export function queueMover(db: WritableDatabase): (id: number, to: QueueMove) => number[] {
  const queued = db.prepare<[], Place>(
    `SELECT id, queued_at FROM runs WHERE state = 'queued' AND deleted_at IS NULL
      AND ${IS_LOCAL} ORDER BY queued_at, id`,
  );
  const put = db.prepare<[number, number]>('UPDATE runs SET queued_at = ? WHERE id = ?');

  return db.transaction((id: number, to: QueueMove): number[] => {
    const before = queued.all();
    const changed = moved(before, id, to);
    for (const place of changed) put.run(place.queued_at, place.id);
    return changed.map((place) => place.id);
  });
}

/** @returns the places that have changed */
function moved(queued: readonly Place[], id: number, to: QueueMove): Place[] {
  const from = queued.findIndex((place) => place.id === id);
  const [first, mine] = [queued[0], queued[from]];
  if (first === undefined || mine === undefined || (to !== 'down' && from === 0)) return [];
  // Changes a single row, however many runs wait.
  if (to === 'front') return [{ id, queued_at: first.queued_at - 1 }];
  const reordered = queued.filter((place) => place !== mine);
  reordered.splice(to === 'up' ? from - 1 : from + 1, 0, mine);
  let last = -Infinity;
  return reordered.flatMap((place, index) => {
    // In early versions, two runs queued in the same millisecond have the same value.
    last = Math.max(at(queued, index).queued_at, last + 1);
    return last === place.queued_at ? [] : { id: place.id, queued_at: last };
  });
}
