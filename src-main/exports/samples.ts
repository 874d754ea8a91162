import { choice, EXPORT_GROUP, integer, type ChoiceField } from '../contract/hyperparameters';
import { drawnKind, type ModelInfo } from '../contract/model';
import type { Problem } from '../contract/problem';
import { problem } from '../contract/problems/catalogue';
import { isImported } from '../contract/imported-run';
import { noCheckpointProblem } from '../contract/no-checkpoint';
import { RUN_LIMITS, type Run } from '../contract/run';
import type { ReadOnlyStore } from '../store/open';
import { checkpointField } from './checkpoint-fields';

/** As of an exporter, which needs this file. */
interface ExportContext {
  readonly store: Pick<ReadOnlyStore, 'datasets' | 'checkpoints'>;
  readonly models: { info(id: string): ModelInfo };
}

/** Fewer than a ZIP file may have entries. */
const MAX_SAMPLES = 10_000;
const ALL_CLASSES = 'all';
const group = EXPORT_GROUP;

export interface SampleRequest {
  /** The step of a checkpoint. */
  readonly step: number;
  readonly count: number;
  readonly seed: number;
  /** The class of all samples; null for all classes in turn, or if the model is not conditional. */
  readonly label: number | null;
}

/** Samples that a model decodes a block at a time. */
export interface SampleSet {
  /** [count, latentSize]. */
  readonly latents: Float32Array;
  readonly latentSize: number;
  /** [count]; null if the model is not conditional. */
  readonly labels: Int32Array | null;
  /** The shape of a sample: height, width and channels of images from 0 to 255, or the two coordinates of points. */
  readonly shape: readonly number[];
  /** Images as bytes or points as floats, [blockSize, …shape]; the last block may be shorter. */
  readonly blocks: Iterable<Uint8Array | Float32Array>;
}

export type Sampler = (run: Run, request: SampleRequest) => Promise<SampleSet>;

function classField([run]: readonly Run[], { store, models }: ExportContext): ChoiceField<string> {
  const { dataset, model } = run?.config ?? { dataset: '', model: '' };
  const isConditional = run !== undefined && models.info(model).conditional === true;
  const names = isConditional
    ? (store.datasets.list().find(({ id }) => id === dataset)?.classNames ?? [])
    : [];
  return choice<string>({
    label: 'Class',
    help: isConditional
      ? 'Samples of one class, or of all classes in turn.'
      : 'The model is not conditional.',
    group,
    default: ALL_CLASSES,
    options: [
      { value: ALL_CLASSES, label: 'all' },
      ...names.map((name, i) => ({ value: String(i), label: name })),
    ],
  });
}

export const sampleFields = (runs: readonly Run[], about: ExportContext) => ({
  count: integer({
    label: 'Samples',
    help: 'How many are generated.',
    group,
    default: 1000,
    min: 1,
    max: MAX_SAMPLES,
  }),
  seed: integer({
    label: 'Seed',
    help: 'Equal seeds give equal samples.',
    group,
    default: 1,
    ...RUN_LIMITS.seed,
  }),
  step: checkpointField(runs, about, 'The step of the checkpoint that generates them.'),
  class: classField(runs, about),
});

interface SampleOptions {
  readonly count: number;
  readonly seed: number;
  readonly step: string;
  readonly class: string;
}

export const sampleRequest = ({ count, seed, step, class: label }: SampleOptions): SampleRequest => ({
  count,
  seed,
  step: Number(step),
  label: label === ALL_CLASSES ? null : Number(label),
});

export const samplesTitle = ({ count, step }: SampleOptions): string =>
  `${String(count)}-samples-step-${step}`;

export function withoutSamples([run]: readonly Run[], { models }: ExportContext): Problem | null {
  if (run === undefined) return null;
  if (isImported(run)) return noCheckpointProblem(run, 'draw');
  const model = models.info(run.config.model);
  if (drawnKind(model) === null) return problem('run.no-samples', { model: model.title, to: 'draw' });
  return run.checkpointStep === null ? noCheckpointProblem(run, 'draw') : null;
}
