import { boolean, EXPORT_GROUP } from '../../contract/hyperparameters';
import type { Run } from '../../contract/run';
import { jobExporter } from '../exporter';
import { zipped, type ZipEntry } from '../zip';
import { runEvents } from './run-events';

const include = (label: string, help: string) => boolean({ label, help, group: EXPORT_GROUP, default: true });

/** TensorBoard shows folders as the names of runs. */
function folderOf({ id, name }: Run): string {
  const letters = name.replaceAll(/[^\p{L}\p{N} ._-]+/gu, '-').replaceAll(/^[ .]+|[ .]+$/g, '');
  return letters === '' ? `run-${String(id)}` : `${String(id)} ${letters}`;
}

function fileOf({ startedAt, createdAt }: Run): string {
  return `events.out.tfevents.${String(Math.floor((startedAt ?? createdAt) / 1000))}.latent-workbench`;
}

export const tensorboardExporter = jobExporter({
  id: 'tensorboard',
  name: 'TensorBoard (event files)',
  help: 'Every metric at every step, samples, discriminator outputs, settings and notes. Unpack the ZIP, and start tensorboard --logdir on the folder.',
  of: 'runs',
  mediaType: 'application/zip',
  extension: 'zip',
  preview: null,
  fields: () => ({
    images: include('Images', 'Whether to include samples and other sheets of images.'),
    histograms: include('Histograms', 'Whether to include the outputs of discriminators.'),
  }),
  title: () => 'tensorboard',
  parts({ store, onProgress }, runs, options) {
    function* entries(): Generator<ZipEntry, void, void> {
      for (const [i, run] of runs.entries()) {
        const parts = runEvents(store, run, options, (fraction) => {
          onProgress((i + fraction) / runs.length);
        });
        yield { name: `${folderOf(run)}/${fileOf(run)}`, isCompressible: true, parts };
      }
    }
    return zipped(entries());
  },
});
