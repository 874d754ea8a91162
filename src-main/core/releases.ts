import type { WorkbenchEvent } from '../contract/events';
import type { Problem } from '../contract/problem';
import { isNewer, type Release, type ReleaseSource, type ReleaseStatus } from '../contract/release';
import { doneUnlessAborted, performDatasetTask } from './dataset-task';
import { ENDS } from './download-facts';
import type { Hub } from './events';
import type { JobHost } from './job-host';
import { toProblem } from './problem';

const DAY_MS = 24 * 60 * 60 * 1000;

export interface ReleasesContext {
  readonly host: JobHost;
  readonly events: Hub<WorkbenchEvent>;
  /** The version of this program. */
  readonly version: string;
  /** null if this copy of the program names no publisher. */
  readonly source: ReleaseSource | null;
  /** Whether the settings say that it is asked without a request. */
  readonly isWanted: () => boolean;
}

/** Asks the publisher for newer versions: on request, and, if the settings say so, at the start and once a day. */
export function createReleases({ host, events, version, source, isWanted }: ReleasesContext) {
  const stop = new AbortController();
  let asking: Promise<void> | null = null;
  let askedAt: number | null = null;
  let newer: Release | null = null;
  let problem: Problem | null = null;
  let timer: NodeJS.Timeout | undefined;

  const status = (): ReleaseStatus => ({
    host: source === null ? null : new URL(source.url).host,
    isAsking: asking !== null,
    askedAt,
    newer,
    problem,
  });

  function announce(): void {
    events.publish({ type: 'releases', releases: status() });
  }

  async function askOnce(from: ReleaseSource): Promise<void> {
    problem = null;
    try {
      const release = await newestOf(host, from, stop.signal);
      askedAt = Date.now();
      newer = release !== null && isNewer(release.version, version) ? release : null;
    } catch (error) {
      if (!stop.signal.aborted) problem = toProblem('releases', error);
    } finally {
      asking = null;
      announce();
    }
  }

  /** @returns at once; an event reports the answer */
  function ask(): ReleaseStatus {
    if (source !== null && asking === null && !stop.signal.aborted) {
      asking = askOnce(source);
      announce();
    }
    return status();
  }

  /** Asks now and every day while the settings say so. */
  function follow(): void {
    const isOn = source !== null && isWanted();
    if (isOn === (timer !== undefined)) return;
    clearInterval(timer);
    timer = undefined;
    if (!isOn) return;
    timer = setInterval(ask, DAY_MS);
    timer.unref();
    ask();
  }

  const leave = events.subscribe((event) => {
    if (event.type === 'settings') follow();
  });

  return {
    status,
    ask,
    /** Begins to ask without a request, if the settings say so. */
    start: follow,
    async close(): Promise<void> {
      leave();
      clearInterval(timer);
      stop.abort();
      await asking;
    },
  };
}

/** Asks in a process of its own, as everything that comes from the network is read. */
async function newestOf(host: JobHost, source: ReleaseSource, signal: AbortSignal): Promise<Release | null> {
  let newest: Release | null = null;
  const work = performDatasetTask(
    host,
    { type: 'newest-release', source },
    (message) => {
      if (message.type === 'release') newest = message.release;
    },
    ENDS,
  );
  await doneUnlessAborted(work, signal);
  return newest;
}
