import { changedTags, MAX_TAGS, type AnnotationChange } from '../contract/annotation';
import { refusal } from '../contract/error';
import type { Run } from '../contract/run';
import type { ReadOnlyStore, Store } from '../store/open';
import type { LiveRuns } from './live-runs';

interface AnnotationReadsContext {
  readonly store: Pick<ReadOnlyStore, 'annotations'>;
  readonly liveRuns: Pick<LiveRuns, 'get'>;
}

interface AnnotationsContext extends AnnotationReadsContext {
  readonly store: Pick<Store, 'annotations' | 'transaction'>;
  readonly liveRuns: Pick<LiveRuns, 'get' | 'change' | 'announce'>;
}

export type Annotations = ReturnType<typeof createAnnotations>;

export function annotationReads({ store, liveRuns }: AnnotationReadsContext) {
  return {
    /** A run's notes in Markdown. @throws WorkbenchError `run.unknown`, `run.removed` */
    notes: (id: number): string => store.annotations.notes(liveRuns.get(id).id),
  };
}

/** Tags, stars and notes of runs. Every function throws `run.unknown` or `run.removed`. */
export function createAnnotations({ store, liveRuns }: AnnotationsContext) {
  function announced(id: number, changes: Partial<Run>): Run {
    liveRuns.change(id, changes);
    liveRuns.announce(id);
    return liveRuns.get(id);
  }

  return {
    ...annotationReads({ store, liveRuns }),

    /** Changes all of the runs or none. @throws WorkbenchError `run.too-many-tags` */
    annotate(ids: readonly number[], change: AnnotationChange): Run[] {
      const changed = [...new Set(ids)].map((id) => {
        const { name, tags: before, starred } = liveRuns.get(id);
        const tags = changedTags(before, change);
        if (tags.length > MAX_TAGS) throw refusal('run.too-many-tags', { name, most: MAX_TAGS });
        return { id, tags, starred: change.starred ?? starred };
      });
      store.transaction(() => {
        for (const { id, tags, starred } of changed) store.annotations.set(id, tags, starred);
      });
      return changed.map(({ id, ...changes }) => announced(id, changes));
    },

    setNotes(id: number, text: string): Run {
      liveRuns.get(id);
      store.annotations.setNotes(id, text.trim());
      return announced(id, { hasNotes: text.trim() !== '' });
    },
  };
}
