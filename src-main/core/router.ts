import { implement, ORPCError } from '@orpc/server';
import { ValidationError } from '@orpc/contract';
import { api } from '../contract/api';
import type { Problem } from '../contract/problem';
import { problem } from '../contract/problems/catalogue';
import type { MetricBatch, WorkbenchEvent } from '../contract/events';
import { fieldProblems } from '../contract/validation';
import { eventStream } from './events';
import { refusal } from '../contract/error';
import type { DataFolderRequests, Served } from './movable-workbench';
import { toProblem } from './problem';
import { nextTurn } from './turns';
import type { Workbench } from './workbench';

export interface RequestContext {
  readonly workbench: Workbench;
  /** Aborted when the client's connection ends, e.g. with its window; absent for a caller in this process. */
  readonly client?: AbortSignal;
  /** Where the data folder can be moved while clients are connected. */
  readonly dataFolder?: DataFolderRequests;
}

const os = implement(api)
  .$context<RequestContext>()
  .use(async ({ next, path, context }) => {
    try {
      if (context.dataFolder?.isMoving() === true && path[0] !== 'dataFolder')
        throw refusal('data-folder.moving', {});
      return await next();
    } catch (error) {
      throw toClientError(error, context.workbench.dataDir, path.join('.'));
    }
  });

/** The context of a client that stays connected while another workbench takes the place of the one served. */
export function contextOf({ current, dataFolder }: Served, client: AbortSignal): RequestContext {
  return {
    get workbench() {
      return current();
    },
    client,
    ...(dataFolder === undefined ? {} : { dataFolder }),
  };
}

/** The command line moves a data folder by a command, not through its client. */
function dataFolderOf({ dataFolder }: RequestContext): DataFolderRequests {
  if (dataFolder === undefined) throw new Error('This client cannot move the data folder.');
  return dataFolder;
}

/** Implements the contract with a workbench; independent of the transport. */
export const router = os.router({
  system: {
    info: os.system.info.handler(({ context }) => context.workbench.system.info()),
    storage: os.system.storage.handler(({ context }) => context.workbench.system.storage()),
    // The type requires `Symbol.asyncDispose`, which Node 16 lacks and nothing calls.
    events: os.system.events.handler(
      ({ context, signal }) =>
        eventStream(context.workbench.events, signal, context.workbench.closed) as AsyncIteratorObject<
          WorkbenchEvent,
          undefined,
          undefined
        >,
    ),
  },
  engine: {
    fetchStatus: os.engine.fetchStatus.handler(({ context }) => context.workbench.engineFetch.status()),
    fetch: os.engine.fetch.handler(({ context }) => context.workbench.engineFetch.start()),
    stopFetch: os.engine.stopFetch.handler(({ context }) => context.workbench.engineFetch.stop()),
  },
  releases: {
    status: os.releases.status.handler(({ context }) => context.workbench.releases.status()),
    ask: os.releases.ask.handler(({ context }) => context.workbench.releases.ask()),
  },
  dataFolder: {
    plan: os.dataFolder.plan.handler(({ context, input }) => dataFolderOf(context).plan(input.to)),
    // The middleware does not see what a stream throws.
    move: os.dataFolder.move.handler(async function* ({ context, input }) {
      try {
        yield* dataFolderOf(context).move(input.to);
      } catch (error) {
        throw toClientError(error, context.workbench.dataDir, 'dataFolder.move');
      }
    }),
    cancel: os.dataFolder.cancel.handler(({ context }) => {
      dataFolderOf(context).cancel();
    }),
    choose: os.dataFolder.choose.handler(({ context }) => dataFolderOf(context).choose()),
  },
  fleet: {
    status: os.fleet.status.handler(({ context }) => context.workbench.fleet.status()),
  },
  models: {
    list: os.models.list.handler(({ context }) => context.workbench.models.list()),
  },
  qualities: {
    metrics: os.qualities.metrics.handler(({ context }) => [...context.workbench.qualities.metrics()]),
    list: os.qualities.list.handler(({ context, input }) => context.workbench.qualities.list(input.id)),
    settled: os.qualities.settled.handler(({ context, input, signal }) =>
      context.workbench.qualities.settled(input.id, signal),
    ),
    evaluate: os.qualities.evaluate.handler(({ context, input: { id, ...request }, signal }) =>
      context.workbench.qualities.evaluate(id, request, signal),
    ),
  },
  blindRounds: {
    list: os.blindRounds.list.handler(({ context, input }) => context.workbench.blindRounds.list(input.ids)),
    record: os.blindRounds.record.handler(({ context, input }) =>
      context.workbench.blindRounds.record(input),
    ),
  },
  datasets: {
    list: os.datasets.list.handler(({ context }) => context.workbench.datasets.list()),
    prepare: os.datasets.prepare.handler(async ({ context, input }) => {
      await context.workbench.datasets.ready(input.id);
      return context.workbench.datasets.get(input.id);
    }),
    preview: os.datasets.preview.handler(({ context, input }) =>
      context.workbench.datasets.preview(input.id, input.offset, input.count, input.label),
    ),
    neighbors: os.datasets.neighbors.handler(({ context, input }) =>
      context.workbench.datasets.neighbors(input.id, input.item),
    ),
    details: os.datasets.details.handler(({ context, input }) =>
      context.workbench.datasets.details(input.id),
    ),
    inspect: os.datasets.inspect.handler(({ context, input, signal }) =>
      context.workbench.datasets.inspect(input.uploadIds, input.options, signal),
    ),
    import: os.datasets.import.handler(({ context, input, signal }) =>
      context.workbench.datasets.import(input.inspectionId, input.name, signal),
    ),
    remove: os.datasets.remove.handler(({ context, input }) => context.workbench.datasets.remove(input.id)),
  },
  downloads: {
    list: os.downloads.list.handler(({ context }) => context.workbench.downloads.list()),
    start: os.downloads.start.handler(({ context, input }) =>
      context.workbench.downloads.start(input.id, input.mirror),
    ),
    stop: os.downloads.stop.handler(({ context, input }) => context.workbench.downloads.stop(input.id)),
    discard: os.downloads.discard.handler(({ context, input }) =>
      context.workbench.downloads.discard(input.id),
    ),
  },
  archives: {
    import: os.archives.import.handler(({ context, input, signal }) =>
      context.workbench.archives.import(input.uploadId, signal),
    ),
  },
  exports: {
    formats: os.exports.formats.handler(({ context, input }) =>
      context.workbench.exports.formats(input.runs),
    ),
    create: os.exports.create.handler(({ context, input, signal }) =>
      context.workbench.exports.create(input, signal),
    ),
    datasetFormats: os.exports.datasetFormats.handler(({ context, input }) =>
      context.workbench.exports.datasetFormats(input.id),
    ),
    createOfDataset: os.exports.createOfDataset.handler(({ context, input, signal }) =>
      context.workbench.exports.createOfDataset(input, signal),
    ),
  },
  settings: {
    get: os.settings.get.handler(({ context }) => context.workbench.settings.get()),
    set: os.settings.set.handler(({ context, input }) => context.workbench.settings.set(input)),
    applyRetention: os.settings.applyRetention.handler(({ context, input }) =>
      context.workbench.checkpoints.applyRetention(input.id),
    ),
  },
  sweeps: {
    list: os.sweeps.list.handler(({ context }) => context.workbench.sweeps.list()),
    create: os.sweeps.create.handler(({ context, input }) => context.workbench.sweeps.create(input)),
    extend: os.sweeps.extend.handler(({ context, input: { id, ...more } }) =>
      context.workbench.sweeps.extend(id, more),
    ),
    stop: os.sweeps.stop.handler(({ context, input }) => context.workbench.sweeps.stop(input.id)),
  },
  latent: {
    facts: os.latent.facts.handler(({ context, input, signal }) =>
      context.workbench.latents.facts(input, signal, context.client),
    ),
    saved: os.latent.saved.handler(({ context, input }) => context.workbench.savedLatents.list(input.id)),
    save: os.latent.save.handler(({ context, input, signal }) =>
      context.workbench.savedLatents.save(input, signal),
    ),
    changeSaved: os.latent.changeSaved.handler(({ context, input: { id, ...change } }) =>
      context.workbench.savedLatents.change(id, change),
    ),
    removeSaved: os.latent.removeSaved.handler(({ context, input }) => {
      context.workbench.savedLatents.remove(input.id);
    }),
  },
  runs: {
    list: os.runs.list.handler(async ({ context, input }) => {
      await nextTurn();
      return context.workbench.runs.list(input.before);
    }),
    get: os.runs.get.handler(({ context, input }) => context.workbench.runs.get(input.id)),
    prepare: os.runs.prepare.handler(({ context, input }) => {
      context.workbench.runs.prepare(input);
    }),
    create: os.runs.create.handler(({ context, input }) => context.workbench.runs.create(input)),
    createGroup: os.runs.createGroup.handler(({ context, input }) =>
      context.workbench.runs.createGroup(input),
    ),
    pause: os.runs.pause.handler(({ context, input }) => context.workbench.runs.pause(input.id)),
    change: os.runs.change.handler(({ context, input }) =>
      context.workbench.runs.change(input.id, input.hyperparameters),
    ),
    step: os.runs.step.handler(({ context, input }) =>
      context.workbench.runs.step(input.id, input.only ?? null),
    ),
    record: os.runs.record.handler(({ context, input }) =>
      context.workbench.runs.record(input.id, input.what),
    ),
    slow: os.runs.slow.handler(async ({ context, input: { id, stepsPerSecond } }) => {
      await context.workbench.runs.slow(id, stepsPerSecond);
    }),
    resume: os.runs.resume.handler(({ context, input }) =>
      context.workbench.runs.resume(input.id, input.step, input.changes),
    ),
    requeue: os.runs.requeue.handler(({ context, input }) => context.workbench.runs.requeue(input.id)),
    fork: os.runs.fork.handler(({ context, input }) =>
      context.workbench.runs.fork(input.id, input.step, input),
    ),
    checkpoints: os.runs.checkpoints.handler(({ context, input }) =>
      context.workbench.checkpoints.list(input.id),
    ),
    pinCheckpoint: os.runs.pinCheckpoint.handler(({ context, input }) => {
      context.workbench.checkpoints.pin(input.id, input.step, true);
    }),
    unpinCheckpoint: os.runs.unpinCheckpoint.handler(({ context, input }) => {
      context.workbench.checkpoints.pin(input.id, input.step, false);
    }),
    removeCheckpoint: os.runs.removeCheckpoint.handler(({ context, input }) => {
      context.workbench.checkpoints.remove(input.id, input.step);
    }),
    stop: os.runs.stop.handler(({ context, input }) => context.workbench.runs.stop(input.id)),
    moveInQueue: os.runs.moveInQueue.handler(({ context, input }) =>
      context.workbench.runs.moveInQueue(input.id, input.to),
    ),
    rename: os.runs.rename.handler(({ context, input }) =>
      context.workbench.runs.rename(input.id, input.name),
    ),
    annotate: os.runs.annotate.handler(({ context, input: { ids, ...change } }) =>
      context.workbench.annotations.annotate(ids, change),
    ),
    notes: os.runs.notes.handler(({ context, input }) => context.workbench.annotations.notes(input.id)),
    setNotes: os.runs.setNotes.handler(({ context, input }) =>
      context.workbench.annotations.setNotes(input.id, input.notes),
    ),
    remove: os.runs.remove.handler(({ context, input }) => {
      context.workbench.runs.remove(input.id);
    }),
    restore: os.runs.restore.handler(({ context, input }) => context.workbench.runs.restore(input.id)),
    trash: os.runs.trash.handler(({ context }) => context.workbench.trash.list()),
    purge: os.runs.purge.handler(({ context, input }) => context.workbench.trash.purge(input.ids)),
    emptyTrash: os.runs.emptyTrash.handler(({ context }) => context.workbench.trash.empty()),
    figures: os.runs.figures.handler(({ context, input }) =>
      context.workbench.runs.figures(input.id, input.kind),
    ),
    draw: os.runs.draw.handler(({ context, input: { id, ...request }, signal }) =>
      context.workbench.drawings.draw(id, request, signal, context.client),
    ),
    nearest: os.runs.nearest.handler(({ context, input: { id, ...request }, signal }) =>
      context.workbench.nearest.find(id, request, signal),
    ),
    networks: os.runs.networks.handler(({ context, input }) => context.workbench.runs.networks(input.id)),
    logs: os.runs.logs.handler(({ context, input }) => context.workbench.runs.logs(input.id)),
    watch: os.runs.watch.handler(({ context, input, signal }) => {
      const { dataDir, runs } = context.workbench;
      return withProblems(runs.watch(input.id, input, signal), dataDir);
    }),
  },
});

/** Converts an error between batches to a problem, as for any other call. */
async function* withProblems(batches: AsyncGenerator<MetricBatch, void, void>, dataDir: string) {
  try {
    yield* batches;
  } catch (error) {
    throw toClientError(error, dataDir, 'runs.watch');
  }
}

/** Problems go to the client unchanged; the details of anything else go to the log only. */
function toClientError(error: unknown, dataDir: string, call: string): unknown {
  if (error instanceof ORPCError && error.code === 'BAD_REQUEST' && error.cause instanceof ValidationError) {
    return problemError(invalidInput(error.cause));
  }
  if (error instanceof ORPCError && error.code !== 'INTERNAL_SERVER_ERROR') return error;
  return problemError(toProblem(call, error instanceof ORPCError ? (error.cause ?? error) : error, dataDir));
}

function problemError(problem: Problem): ORPCError<'PROBLEM', Problem> {
  return new ORPCError('PROBLEM', { status: 422, message: problem.message, data: problem });
}

function invalidInput({ issues }: ValidationError): Problem {
  const fields = fieldProblems(issues);
  return { ...problem('input.invalid', { reasons: Object.values(fields) }), fields };
}
