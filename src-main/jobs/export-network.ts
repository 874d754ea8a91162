import { refusal } from '../contract/error';
import type { Run } from '../contract/run';
import type { DatasetFiles } from '../datasets/files';
import { traceOf, type Trace } from '../engine/trace';
import type { NetworkRequest } from '../exports/traced-network';
import { networkFunctions } from '../models/network-functions';
import { prepareInference } from './prepare';

/**
 * Loads a checkpoint of a run, and traces what one of its networks computes.
 * @throws WorkbenchError `export.no-network`, or as `prepareInference`
 */
export async function traceNetwork(
  { config }: Pick<Run, 'config'>,
  dataset: DatasetFiles,
  checkpoint: Uint8Array,
  { network: role, weights }: NetworkRequest,
): Promise<Trace> {
  const task = { config: { ...config, device: 'auto' as const }, dataset, checkpoint };
  const { built, model, test, variables } = await prepareInference(task, weights);
  const found = networkFunctions(built, model.info, test).get(role);
  if (found === undefined) throw refusal('export.no-network', { model: model.info.title, network: role });
  return traceOf(found.inputs, variables, found.run);
}
