import { problemOf, WorkbenchError } from '../contract/error';
import { outOfMemory } from '../engine/out-of-memory';
import { draw } from './draw';
import { prepareInference, type Prepared } from './prepare';
import type { DecodeTask, JobMessage, TrainTask } from './protocol';

/** A task whose checkpoint has arrived. */
type LoadedTask = Exclude<DecodeTask, { type: 'load' }> | { type: 'load'; task: TrainTask };

/** Holds one built model with a checkpoint's weights, and answers requests one after another until the host ends it. */
export function decodeSession(post: (message: JobMessage) => void) {
  let loaded: Promise<Prepared> | null = null;
  let last = Promise.resolve();

  async function answer(task: LoadedTask): Promise<void> {
    if (task.type === 'load') {
      await (loaded = prepareInference(task.task));
      return;
    }
    if (loaded === null) throw new Error('A session cannot draw before it has loaded a model.');
    post(draw(await loaded, task.request));
  }

  return (task: LoadedTask): void => {
    last = last
      .then(() => answer(task))
      .catch((error: unknown) => {
        if (!(error instanceof WorkbenchError) && error instanceof Error)
          process.stderr.write(`${error.stack ?? error.message}\n`);
        // If a model could not be loaded, the next request is answered with that.
        if (task.type !== 'load') post({ type: 'failed', problem: outOfMemory(error) ?? problemOf(error) });
      });
  };
}
