import { problemOf, WorkbenchError } from '../contract/error';
import { outOfMemory } from '../engine/out-of-memory';
import { draw } from './draw';
import { prepareInference, type Prepared } from './prepare';
import { latentAnswer, latentFacts } from './latent';
import type { DecodeTask, JobMessage, TrainTask } from './protocol';
import type { Weights } from '../contract/latent';

/** A task whose checkpoint has arrived. */
type LoadedTask =
  Exclude<DecodeTask, { type: 'load' }> | { type: 'load'; task: TrainTask; weights?: Weights };
/** A loaded model, and the choice of its weights. */
interface Loaded {
  readonly task: TrainTask;
  readonly weights: Weights;
  readonly prepared: Prepared;
}

async function load(task: TrainTask, weights: Weights = 'average'): Promise<Loaded> {
  return { task, weights, prepared: await prepareInference(task, weights) };
}

function answerWith(loaded: Loaded, task: Exclude<DecodeTask, { type: 'load' }>): JobMessage {
  const { prepared, weights } = loaded;
  switch (task.type) {
    case 'draw':
      return draw(prepared, task.request);
    case 'latent-facts':
      return { type: 'latent-facts', facts: latentFacts(prepared, weights) };
    case 'latent':
      return { type: 'latent', bytes: latentAnswer(prepared, loaded.task.config, task.request, task.values) };
  }
}

/** Loads a model with a checkpoint's weights, and answers requests one after another until the host ends it. */
export function decodeSession(post: (message: JobMessage) => void) {
  let loaded: Promise<Loaded> | null = null;
  let last = Promise.resolve();

  async function answer(task: LoadedTask): Promise<void> {
    if (task.type === 'load') {
      await (loaded = load(task.task, task.weights));
      return;
    }
    if (loaded === null) throw new Error('A session cannot draw before it has loaded a model.');
    post(answerWith(await loaded, task));
  }

  return (task: LoadedTask): void => {
    last = last
      .then(() => answer(task))
      .catch((error: unknown) => {
        if (!(error instanceof WorkbenchError) && error instanceof Error)
          process.stderr.write(`${error.stack ?? error.message}\n`);
        // If a model could not be loaded, the next request is answered with the problem.
        if (task.type !== 'load') post({ type: 'failed', problem: outOfMemory(error) ?? problemOf(error) });
      });
  };
}
