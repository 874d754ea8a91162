import { integer, type NumberField } from '../../src-main/contract/hyperparameters';
import { RUN_LIMITS } from '../../src-main/contract/run';
import { t } from '../../src-main/contract/texts';

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
export const runSettings = (): Readonly<Record<RunSetting, NumberField>> => ({
  budget: setting(t.newRun.budget, 'budget'),
  seed: setting(t.common.seed, 'seed'),
  sampleEvery: setting(t.newRun.samplesEvery, 'sampleEvery'),
  checkpointEvery: setting(t.newRun.checkpointEvery, 'checkpointEvery'),
});
