import { refusal } from '../contract/error';
import { hyperparametersAt } from '../contract/run-changes';
import type { Run } from '../contract/run';
import type { ReadOnlyStore } from '../store/open';

/**
 * The bytes of a run's checkpoint.
 * @throws WorkbenchError `checkpoint.unknown`
 */
export function checkpointBytes(
  { checkpoints }: Pick<ReadOnlyStore, 'checkpoints'>,
  { id, name }: Pick<Run, 'id' | 'name'>,
  step: number,
): Uint8Array {
  const found = checkpoints.find(id, step);
  if (found === null) throw refusal('checkpoint.unknown', { name, step });
  return Buffer.concat([...checkpoints.parts(found.id)]);
}

/** What the weights are of, as the texts that metadata of files can hold. */
export function weightsMetadata(run: Run, step: number, weights: string): Record<string, string> {
  const { config, datasetFingerprint } = run;
  return {
    producer: 'Latent Workbench',
    model: config.model,
    run: `${String(run.id)} ${run.name}`,
    dataset: config.dataset,
    ...(datasetFingerprint === null ? {} : { dataset_fingerprint: datasetFingerprint }),
    step: String(step),
    seed: String(config.seed),
    weights,
    hyperparameters: JSON.stringify(hyperparametersAt(config, step)),
  };
}
