import * as z from 'zod';
import { HyperparameterSchema } from '../../../contract/run';
import { RUN, runNamed, shownRun } from './reading-tools';
import { tool, type Tool } from './tool';

const whole = (least: number) => z.int().min(least);

/** Tools that change the data folder; runs train in the process of the server. */
export const CHANGING_TOOLS: readonly Tool[] = [
  tool({
    name: 'launch_run',
    title: 'Launch a run',
    description: 'Queues a run, which trains when its turn comes. Omitted settings are those of the model.',
    input: {
      model: z.string(),
      dataset: z.string().describe('The id of a dataset.'),
      name: z.string().optional(),
      steps: whole(1).optional().describe('The length of the training.'),
      seed: whole(0).optional(),
      preset: z.string().optional(),
      hyperparameters: z.record(z.string(), HyperparameterSchema).default({}),
    },
    answer: async ({ session: { api } }, { model, dataset, name, steps, seed, preset, hyperparameters }) =>
      shownRun(
        await api.runs.create({
          ...{ model, dataset, hyperparameters, name, seed, preset },
          ...(steps !== undefined && { budget: { unit: 'steps', count: steps } }),
        }),
      ),
  }),
  tool({
    name: 'stop_run',
    title: 'Stop a run',
    description: 'Stops a run with a last checkpoint, from which it can be resumed.',
    input: { run: RUN },
    answer: async (context, { run }) => {
      const { id } = await runNamed(context, run);
      return shownRun(await context.session.api.runs.stop({ id }));
    },
  }),
  tool({
    name: 'resume_run',
    title: 'Resume a run',
    description: 'Resumes a stopped, failed or interrupted run from its newest checkpoint.',
    input: { run: RUN },
    answer: async (context, { run }) => {
      const { id } = await runNamed(context, run);
      return shownRun(await context.session.api.runs.resume({ id }));
    },
  }),
  tool({
    name: 'evaluate_run',
    title: 'Evaluate a run',
    description:
      'Draws samples with a checkpoint of a run, and measures how good they are. Takes a minute or so.',
    input: { run: RUN, step: whole(0).optional(), samples: whole(50).optional() },
    answer: async (context, { run, step, samples }) => {
      const { id } = await runNamed(context, run);
      const { signal } = context.session;
      return context.session.api.qualities.evaluate({ id, step, samples }, { signal });
    },
  }),
];
