import { decodeSafetensors, encodeSafetensors } from '../engine/safetensors';
import { checkpointBytes, weightsMetadata } from './checkpoint-bytes';
import { checkpointField, weightsField, withoutCheckpoint } from './checkpoint-fields';
import { jobExporter } from './exporter';
import { networkWeights } from './network-weights';

/** How the values of a tensor are arranged, which its name and shape do not say. */
const LAYOUT =
  'dense [inputs, units]; convolution [height, width, inputs, filters]; transposed convolution [height, width, filters, inputs]';

export const safetensorsExporter = jobExporter({
  id: 'weights-safetensors',
  name: 'Weights (safetensors)',
  help: 'The weights of all networks at a checkpoint, named by network and layer, with model, settings and dataset as metadata.',
  of: 'run',
  mediaType: 'application/octet-stream',
  extension: 'safetensors',
  preview: null,
  fields: (runs, about) => ({ step: checkpointField(runs, about), weights: weightsField(runs) }),
  problem: withoutCheckpoint,
  title: ({ step, weights }) => `weights-${weights === 'average' ? 'averaged-' : ''}step-${step}`,
  *parts({ store }, [run], { step, weights }) {
    if (run === undefined) return;
    const { tensors } = decodeSafetensors(checkpointBytes(store, run, Number(step)));
    const metadata = { ...weightsMetadata(run, Number(step), weights), layout: LAYOUT };
    yield encodeSafetensors({ tensors: networkWeights(tensors, weights), metadata });
  },
});
