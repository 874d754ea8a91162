import { logText, type LogLine } from '../contract/problems/catalogue';
import type { LogEntry } from '../contract/run';
import { changingRunner } from './changing-runner';
import { outdated } from './checkpoint';
import type { Control } from './control';
import type { ChangedValues } from '../contract/run-changes';
import { engineInfo } from './engine-info';
import { evaluator } from './evaluation';
import { figureMaker } from './figures';
import { prepare } from './prepare';
import type { TrainTask } from './protocol';
import type { TrainMessage } from './send-parts';
import { TrainingSession } from './training-session';

/** Trains one run from its first step or its checkpoint to the end of its budget, and posts everything to record. */
export async function train(
  task: TrainTask,
  control: Control,
  post: (message: TrainMessage) => void,
): Promise<void> {
  const { config } = task;
  const prepared = await prepare(task);
  const { backend, model, built, variables, totalSteps, stepsPerEpoch, validation, test, atStart, start } =
    prepared;
  const choosesItems = validation !== null || built.constants !== undefined;
  if (choosesItems && !start.hasSameItems) throw outdated();
  const changing = await changingRunner(prepared, config);
  const { runner, notCompiled } = changing;
  if (notCompiled !== null) {
    const why = notCompiled.problem?.message ?? null;
    post(logged('warning', { code: 'trains-eagerly', why }));
  }

  const figures = figureMaker(built, model.info, config.sampleSheet, test, atStart.random);
  const engine = engineInfo(backend, runner.mode);
  const networks = built.networks.map(({ name, stacks }) => ({ name, stacks }));
  post({ type: 'ready', engine, networks, step: start.step, totalSteps, stepsPerEpoch });
  post(logged('info', { code: 'trains', mode: runner.mode, device: engine.device, why: backend.why }));
  try {
    const evaluation = evaluator(prepared, config.seed);
    const { average } = built;
    const lastStep = Math.min(totalSteps, task.stopAt ?? totalSteps);
    const plan = { config, totalSteps, lastStep, stepsPerEpoch };
    const changeAt = async (step: number, values: ChangedValues) => {
      for (const line of await changing.change(step, values)) post(logged('info', line));
    };
    const { stepAlone, gradientNorms } = changing;
    const run = {
      ...plan,
      runner,
      stepAlone,
      gradientNorms,
      change: changeAt,
      figures,
      evaluation,
      variables,
      average,
      start,
      post,
    };
    await new TrainingSession(run, control).train();
  } finally {
    runner.dispose();
    figures.dispose();
  }
}

function logged(level: LogEntry['level'], line: LogLine): TrainMessage {
  return { type: 'log', entry: { at: Date.now(), level, text: logText(line) } };
}
