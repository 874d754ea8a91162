import { integer, type NumberField } from '../../src-main/contract/hyperparameters';
import { RUN_LIMITS } from '../../src-main/contract/run';

export type RunSetting = keyof typeof RUN_LIMITS;

const setting = (label: string, name: RunSetting): NumberField =>
  integer({
    label,
    help: '',
    group: 'Optimisation',
    default: RUN_LIMITS[name].min,
    ...RUN_LIMITS[name],
  });

/** An empty field leaves the choice to the workbench. */
export const RUN_SETTINGS: Readonly<Record<RunSetting, NumberField>> = {
  budget: setting('Budget', 'budget'),
  seed: setting('Seed', 'seed'),
  sampleEvery: setting('Samples every', 'sampleEvery'),
  checkpointEvery: setting('Checkpoint every', 'checkpointEvery'),
};
