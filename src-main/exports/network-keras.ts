import { kerasGraph } from './keras/graph';
import { KERNELS } from './keras/kernels';
import { kerasModel } from './keras/model';
import { kerasWeights } from './keras/weights';
import { networkExporter } from './network-exporter';
import { zipEntry } from './training-script';
import { zipped } from './zip';

const json = (value: unknown): Uint8Array[] => [Buffer.from(JSON.stringify(value), 'utf8')];

export const kerasExporter = networkExporter({
  id: 'network-keras',
  name: 'Network (Keras)',
  help: 'One network of a checkpoint as a model of Keras 3, with its scaling of inputs and outputs: keras.saving.load_model reads it.',
  mediaType: 'application/zip',
  extension: 'keras',
  async *encode(network, trace, about) {
    const { config, metadata, weights } = kerasModel(network, kerasGraph(trace, KERNELS), about);
    const file = await kerasWeights(weights);
    yield* zipped([
      zipEntry('metadata.json', json(metadata)),
      zipEntry('config.json', json(config)),
      zipEntry('model.weights.h5', [file]),
    ]);
  },
});
