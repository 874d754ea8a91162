import { problemOf, WorkbenchError } from '../contract/error';
import { outOfMemory } from '../engine/out-of-memory';
import { draw } from './draw';
import { prepare, type Prepared } from './prepare';
import type { DecodeTask, JobMessage, TrainTask } from './protocol';

/** A task whose checkpoint has come. */
type LoadedTask = Exclude<DecodeTask, { type: 'load' }> | { type: 'load'; task: TrainTask };

/** Keeps one built model with a checkpoint's weights, and answers one request after another until the host ends it. */
export function decodeSession(post: (message: JobMessage) => void) {
  let loaded: Promise<Prepared> | null = null;
  let last = Promise.resolve();

  async function answer(task: LoadedTask): Promise<void> {
    if (task.type === 'load') {
      await (loaded = prepare(task.task));
      return;
    }
    if (loaded === null) throw new Error('A session is asked to draw before it was given a model.');
    post(draw(await loaded, task.request));
  }

  return (task: LoadedTask): void => {
    last = last
      .then(() => answer(task))
      .catch((error: unknown) => {
        if (!(error instanceof WorkbenchError) && error instanceof Error)
          process.stderr.write(`${error.stack ?? error.message}\n`);
        // A model that could not be loaded is the answer to the request that follows.
        if (task.type !== 'load') post({ type: 'failed', problem: outOfMemory(error) ?? problemOf(error) });
      });
  };
}
