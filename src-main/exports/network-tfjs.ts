import { networkExporter } from './network-exporter';
import { tfjsModel, WEIGHTS_FILE } from './tfjs/model';
import { zipEntry } from './training-script';
import { zipped } from './zip';

export const tfjsExporter = networkExporter({
  id: 'network-tfjs',
  name: 'Network (TensorFlow.js, ZIP)',
  help: 'One network of a checkpoint for web pages, with its scaling of inputs and outputs, for batches of any size: tf.loadGraphModel reads its model.json.',
  mediaType: 'application/zip',
  extension: 'zip',
  suffix: '-tfjs',
  *encode(network, trace, metadata) {
    const { topology, weights } = tfjsModel(trace, metadata);
    yield* zipped([
      zipEntry('model.json', [Buffer.from(JSON.stringify(topology), 'utf8')]),
      zipEntry(WEIGHTS_FILE, weights),
    ]);
  },
});
