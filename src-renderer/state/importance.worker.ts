import { importance, type Feature } from '../pure/importance';

/** The request of a page; the answer is an `Importance`. */
export interface ImportanceRequest {
  readonly features: readonly Feature[];
  readonly values: readonly number[];
}

addEventListener('message', ({ data }: MessageEvent<ImportanceRequest>) => {
  postMessage(importance(data.features, data.values));
});
