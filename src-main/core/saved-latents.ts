import { refusal } from '../contract/error';
import type { LatentFacts } from '../contract/latent';
import { encodePointCloud } from '../contract/point-cloud';
import type { NewSavedLatents, SavedLatents, SavedLatentsChange } from '../contract/saved-latents';
import { encodeSheet, sheetLayout } from '../images/sheet';
import type { ReadOnlyStore, Store } from '../store/open';
import type { Latents } from './latents';
import type { LiveRuns } from './live-runs';

interface SavedLatentsReadsContext {
  readonly store: Pick<ReadOnlyStore, 'savedLatents'>;
  readonly liveRuns: Pick<LiveRuns, 'get'>;
}

interface SavedLatentsContext extends SavedLatentsReadsContext {
  readonly store: Pick<Store, 'savedLatents'>;
  readonly latents: Pick<Latents, 'facts' | 'answer'>;
}

/** The most pins and walks of a run. */
const MOST = 200;

export function savedLatentsReads({ store, liveRuns }: SavedLatentsReadsContext) {
  return {
    /** Lists the saved latents of a run, oldest first. @throws WorkbenchError `run.unknown`, `run.removed` */
    list: (runId: number): SavedLatents[] => store.savedLatents.list(liveRuns.get(runId).id),
  };
}

/** Pins and walks that are saved with a run. */
export function createSavedLatents({ store, liveRuns, latents }: SavedLatentsContext) {
  /** @throws WorkbenchError `latents.unknown`, `run.removed` */
  function found(id: number): SavedLatents {
    const saved = store.savedLatents.get(id);
    if (saved === null) throw refusal('latents.unknown', { id });
    liveRuns.get(saved.runId);
    return saved;
  }

  return {
    ...savedLatentsReads({ store, liveRuns }),

    /**
     * Decodes latents with the weights of a checkpoint, and saves them with the decoded items.
     * @throws WorkbenchError `latents.too-many`, `latent.size`, and as `Latents.answer`
     */
    async save({ place, ...rest }: NewSavedLatents, signal?: AbortSignal): Promise<SavedLatents> {
      const run = liveRuns.get(place.id);
      if (store.savedLatents.list(run.id).length >= MOST)
        throw refusal('latents.too-many', { name: run.name, most: MOST });
      const facts = await latents.facts(place, signal);
      const { step, weights, item, latentSize: size } = facts;
      const wrong = rest.latents.find(({ length }) => length !== size);
      if (wrong !== undefined) throw refusal('latent.size', { size, given: wrong.length, most: 1 });
      const values = Float32Array.from(rest.latents.flat());
      const request = { kind: 'decode', label: rest.label, to: rest.to } as const;
      const items = await latents.answer({ ...place, step }, request, values, signal);
      const count = rest.latents.length;
      // It may have been removed meanwhile.
      const { id: runId } = liveRuns.get(run.id);
      const sheet = item.kind === 'images' ? sheetLayout(count, item, count) : null;
      const saved = { ...rest, runId, step, weights, sheet, inReport: false, createdAt: Date.now() };
      return store.savedLatents.append(saved, recordedItems(facts, items, { label: rest.label, count }));
    },

    /** @throws WorkbenchError `latents.unknown`, `run.removed` */
    change(id: number, change: SavedLatentsChange): SavedLatents {
      found(id);
      store.savedLatents.change(id, change);
      return found(id);
    },

    /** @throws WorkbenchError as `change` */
    remove(id: number): void {
      store.savedLatents.remove(found(id).id);
    },
  };
}

export type SavedLatentsRequests = ReturnType<typeof createSavedLatents>;

/** Encodes decoded items as they are recorded: images as a PNG with one row, points as a point cloud. */
function recordedItems(
  { item }: LatentFacts,
  bytes: Uint8Array,
  { label, count }: { label: number | null; count: number },
): Uint8Array {
  if (item.kind === 'images') {
    const { width, height, channels } = item;
    return encodeSheet({
      tiles: bytes,
      count,
      width,
      height,
      channels: channels === 1 ? 1 : 3,
      columns: count,
    });
  }
  const points = new Float32Array(bytes.slice().buffer);
  const generated = new Float32Array(3 * count);
  for (let i = 0; i < count; i++)
    generated.set([points[2 * i] ?? 0, points[2 * i + 1] ?? 0, label ?? -1], 3 * i);
  return encodePointCloud({ view: item.view, data: new Float32Array(0), generated, field: null });
}
