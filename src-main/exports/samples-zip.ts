import { encodePixels } from '../images/sheet';
import type { JobSource } from './exporter';
import type { SampleRequest, SampleSet } from './samples';
import { samplesArchive } from './samples-archive';
import type { ZipEntry } from './zip';

const DIGITS = 5;
/** Numbers of a point. */
const COORDINATES = 2;
const fileOf = (index: number): string => `sample-${String(index + 1).padStart(DIGITS, '0')}.png`;

/** A row for each sample: its file or its coordinates, class, the seed and its place among the draws, and its latent. */
function table(
  { latents, latentSize, labels, shape }: SampleSet,
  { seed }: SampleRequest,
  points: Float32Array,
): string {
  const isPoints = shape.length === 1;
  const count = latents.length / latentSize;
  const latentNames = Array.from({ length: latentSize }, (_, i) => `z${String(i + 1)}`);
  const header = [
    ...(isPoints ? ['x', 'y'] : ['file']),
    ...(labels === null ? [] : ['class']),
    'seed',
    'index',
  ];
  const lines = [[...header, ...latentNames].join(',')];
  for (let i = 0; i < count; i++) {
    const sample = isPoints ? [...points.subarray(2 * i, 2 * i + 2)] : [fileOf(i)];
    const label = labels === null ? [] : [labels[i] ?? ''];
    const latent = latents.subarray(i * latentSize, (i + 1) * latentSize);
    lines.push([...sample, ...label, seed, i, ...latent].join(','));
  }
  return `${lines.join('\n')}\n`;
}

function* entries(
  set: SampleSet,
  request: SampleRequest,
  onProgress: JobSource['onProgress'],
): Generator<ZipEntry, void, void> {
  const [height = 1, width = 1, channels = 1] = set.shape;
  const points: number[] = [];
  let done = 0;
  for (const block of set.blocks) {
    if (block instanceof Float32Array) {
      points.push(...block);
      done += block.length / COORDINATES;
    } else
      for (let from = 0; from < block.length; from += height * width * channels) {
        const data = block.subarray(from, from + height * width * channels);
        const png = encodePixels({ data, width, height, channels });
        yield { name: fileOf(done++), isCompressible: false, parts: [png] };
      }
    onProgress(done / request.count);
  }
  const csv = Buffer.from(table(set, request, Float32Array.from(points)), 'utf8');
  yield { name: 'samples.csv', isCompressible: true, parts: [csv] };
}

export const samplesZipExporter = samplesArchive(
  {
    id: 'samples-zip',
    name: 'Samples (ZIP of PNG)',
    help: 'New samples of a checkpoint, an image each, and samples.csv with their classes, seed and latents; points in the CSV only.',
    extension: 'zip',
  },
  entries,
);
