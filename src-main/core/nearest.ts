import { at } from '../contract/at';
import { BoundedMap } from '../contract/bounded-map';
import { refusal, WorkbenchError } from '../contract/error';
import type { Figure } from '../contract/figure';
import type { Nearest, NearestRequest } from '../contract/nearest';
import type { JobMessage } from '../jobs/protocol';
import type { ReadOnlyStore } from '../store/open';
import type { Datasets } from './datasets';
import { evaluationLost } from './interruption';
import type { JobHost, JobProcess } from './job-host';
import type { LiveRuns } from './live-runs';
import { cancelled, encoderFileOf } from './measure-quality';
import { createSlots } from './slots';
import { unlessAborted } from './unless-aborted';

export interface NearestContext {
  readonly dataDir: string;
  readonly store: Pick<ReadOnlyStore, 'figures'>;
  readonly host: JobHost;
  readonly liveRuns: Pick<LiveRuns, 'usable'>;
  readonly datasets: Pick<Datasets, 'ready' | 'itemsPreview'>;
}

type Found = Omit<Extract<JobMessage, { type: 'nearest' }>, 'type'>;

/** Number of sheets whose nearest images are cached; a few kilobytes each. */
const MAX_FOUND = 200;
const MAX_WAITING = 16;

/** Finds the training images that are nearest to samples, in a separate process and for a whole sheet at once. */
export function createNearest({ dataDir, store, host, liveRuns, datasets }: NearestContext) {
  const found = new BoundedMap<string, Found>(MAX_FOUND);
  const slots = createSlots({ atOnce: 1, waiting: MAX_WAITING, tooMany });
  const closed = new AbortController();

  async function search(runId: number, figure: Figure, signal?: AbortSignal): Promise<Found> {
    const { config } = liveRuns.usable(runId);
    const { files, fingerprint } = await datasets.ready(config.dataset);
    // A sheet never changes, but the dataset may be replaced by another one of the same name.
    const key = `${String(figure.id)} ${fingerprint ?? config.dataset}`;
    const known = found.get(key);
    if (known) return known;
    const png = store.figures.bytes(figure.id);
    if (png === null || figure.sheet === null) throw noSheet(runId);
    if (closed.signal.aborted || signal?.aborted === true) throw cancelled();
    const process = host.spawn();
    const end = () => {
      process.kill();
    };
    closed.signal.addEventListener('abort', end);
    signal?.addEventListener('abort', end);
    try {
      const answer = answerOf(process);
      const encoderFile = encoderFileOf(dataDir, fingerprint ?? config.dataset);
      const request = { dataset: files, datasetName: config.dataset, encoderFile, sheet: figure.sheet, png };
      process.post({ type: 'nearest', request });
      const result = await answer;
      // Features are more meaningful than pixels, so results by pixels are not cached: an encoder may exist the next
      // time.
      if (result.space === 'features') found.set(key, result);
      return result;
    } finally {
      closed.signal.removeEventListener('abort', end);
      signal?.removeEventListener('abort', end);
      end();
    }
  }

  return {
    /**
     * Finds the training images that are nearest to tiles of a sheet.
     * @param signal ends the search
     * @throws WorkbenchError `run.unknown`, `run.no-sheet`, `run.evaluation-…`, `dataset.…`
     */
    async find(runId: number, { figureId, tiles }: NearestRequest, signal?: AbortSignal): Promise<Nearest> {
      const { config } = liveRuns.usable(runId);
      const figure = store.figures.get(figureId);
      if (figure?.sheet == null || figure.runId !== runId || figure.kind !== 'samples') throw noSheet(runId);
      const work = slots.run(() => search(runId, figure, signal), cancelled, signal);
      const { space, items, distances } = await unlessAborted(work, signal, cancelled);
      const asked = tiles.filter((tile) => tile < items.length);
      if (asked.length === 0) throw noSheet(runId);
      return {
        space,
        distances: asked.map((tile) => at(distances, tile)),
        preview: datasets.itemsPreview(
          config.dataset,
          asked.map((tile) => at(items, tile)),
        ),
      };
    },

    close(): void {
      closed.abort();
      slots.clear(cancelled);
    },
  };
}

function answerOf(process: JobProcess): Promise<Found> {
  return new Promise((resolve, reject) => {
    process.onMessage((message: JobMessage) => {
      if (message.type === 'nearest') resolve(message);
      if (message.type === 'failed') reject(new WorkbenchError(message.problem));
    });
    process.onExit((how) => {
      reject(new WorkbenchError(evaluationLost(how)));
    });
  });
}

function noSheet(runId: number): WorkbenchError {
  return refusal('run.no-sheet', { run: runId });
}

function tooMany(): WorkbenchError {
  return refusal('run.evaluation-busy', { waiting: MAX_WAITING });
}
