import type { Importance } from '../pure/importance';
import type { ImportanceRequest } from './importance.worker';

/**
 * The importance of hyperparameters, computed in a worker, and again whenever its input changes.
 * @param request null if there is too little data
 */
export class LiveImportance {
  result = $state.raw<Importance | null>(null);
  hasFailed = $state.raw(false);

  constructor(request: () => ImportanceRequest | null) {
    // Compared by content: running runs change often, but the request rarely.
    const wanted = $derived(JSON.stringify(request()));
    $effect(() => {
      this.result = null;
      this.hasFailed = false;
      const asked = JSON.parse(wanted) as ImportanceRequest | null;
      if (asked === null) return;
      const worker = new Worker(new URL('./importance.worker.ts', import.meta.url), { type: 'module' });
      worker.addEventListener('message', ({ data }: MessageEvent<Importance>) => {
        this.result = data;
      });
      worker.addEventListener('error', () => {
        this.hasFailed = true;
      });
      worker.postMessage(asked);
      return () => {
        worker.terminate();
      };
    });
  }
}
