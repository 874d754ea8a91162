import { existsSync } from 'node:fs';
import { problemOf, WorkbenchError } from '../contract/error';
import { outOfMemory } from '../engine/out-of-memory';
import { draw } from './draw';
import { encoderOf, type Encoder } from './encoder';
import { classCount, prepareInference, type Prepared } from './prepare';
import { latentAnswer, latentFacts } from './latent';
import { latentWork, type LatentWork } from './latent-work';
import type { DecodeTask, JobMessage, TrainTask } from './protocol';
import type { LatentRequest, Weights } from '../contract/latent';

/** A task whose checkpoint has arrived. */
type LoadedTask =
  | Exclude<DecodeTask, { type: 'load' }>
  | (Omit<Extract<DecodeTask, { type: 'load' }>, 'task'> & { task: TrainTask });
/** A loaded model, and the choice of its weights. */
interface Loaded {
  readonly task: TrainTask;
  readonly weights: Weights;
  readonly prepared: Prepared;
  /** The encoder of the dataset; null if it has not been trained. */
  readonly encoder: () => Promise<Encoder | null>;
  /** What takes several requests. */
  readonly work: LatentWork;
}

async function load({
  task,
  weights = 'average',
  encoderFile,
}: Extract<LoadedTask, { type: 'load' }>): Promise<Loaded> {
  const prepared = await prepareInference(task, weights);
  let encoder: Promise<Encoder> | null = null;
  return {
    task,
    weights,
    prepared,
    async encoder() {
      if (encoderFile === undefined || !existsSync(encoderFile)) return null;
      const { training, test, backend } = prepared;
      const data = { training, test, classes: classCount(training.labels, test.labels) };
      return (encoder ??= encoderOf(encoderFile, data, backend, () => undefined));
    },
    work: latentWork(prepared),
  };
}

type Question = Exclude<DecodeTask, { type: 'load' }>;

/** Returns the answer to a request, or why it is refused; another error means that the session may be broken. */
async function answerWith(loaded: Loaded, task: Question): Promise<JobMessage> {
  const encoder = task.type === 'latent' && usesEncoder(task.request) ? await loaded.encoder() : null;
  try {
    return answerOf(loaded, task, encoder);
  } catch (error) {
    if (error instanceof WorkbenchError) return { type: 'refused', problem: error.problem };
    throw error;
  }
}

function answerOf(
  { prepared, weights, task: { config }, work }: Loaded,
  task: Question,
  encoder: Encoder | null,
): JobMessage {
  switch (task.type) {
    case 'draw':
      return draw(prepared, task.request);
    case 'latent-facts':
      return { type: 'latent-facts', facts: latentFacts(prepared, weights) };
    case 'latent': {
      const { request, values } = task;
      return { type: 'latent', bytes: latentAnswer(prepared, config, request, values, encoder, work) };
    }
  }
}

/** Whether the answer to a request needs the encoder of the dataset. */
const usesEncoder = (request: LatentRequest): boolean =>
  (request.kind === 'directions' && request.method === 'classes') || request.kind === 'neighbors';

/** Loads a model with a checkpoint's weights, and answers requests one after another until the host ends it. */
export function decodeSession(post: (message: JobMessage) => void) {
  let loaded: Promise<Loaded> | null = null;
  let last = Promise.resolve();

  async function answer(task: LoadedTask): Promise<void> {
    if (task.type === 'load') {
      await (loaded = load(task));
      return;
    }
    if (loaded === null) throw new Error('A session cannot draw before it has loaded a model.');
    post(await answerWith(await loaded, task));
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
