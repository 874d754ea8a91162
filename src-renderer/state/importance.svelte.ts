import type { Importance } from '../pure/importance';
import type { ImportanceRequest } from './importance.worker';

/**
 * The importance of hyperparameters, computed beside the page, and again whenever what it is of changes.
 * @param request null where there is too little to compute it of
 */
export class LiveImportance {
  result = $state.raw<Importance | null>(null);
  hasFailed = $state.raw(false);

  constructor(request: () => ImportanceRequest | null) {
    // By its content: runs that train change often, and what is asked for rarely.
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
