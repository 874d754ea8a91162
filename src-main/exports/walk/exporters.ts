import { EXPORT_GROUP, integer } from '../../contract/hyperparameters';
import type { Run } from '../../contract/run';
import { encodeApng } from '../../images/apng';
import type { FilmOptions } from '../../presentation/walk-film';
import { jobExporter, type ExportContext, type JobSource } from '../exporter';
import { encodeGif } from '../gif';
import { scaleField } from '../picture-fields';
import { withoutSamples } from '../samples';
import { pngOf } from '../sheet-picture';
import { encodeWebm } from '../webm';
import { animationFields, walkFields, walkOf, walkTitle, type WalkOptions } from './fields';
import { strip, walkPictures, type WalkPictures } from './frames';

const group = EXPORT_GROUP;
const STANDARD_SCALE = 8;
/** The limit of images of a strip, and how many stand in a row unless others are asked for. */
const [MAX_IMAGES, STANDARD_IMAGES] = [120, 11];
/** Decoding takes about half of the time, drawing and encoding the other. */
const HALF = 0.5;

const shared = {
  of: 'run',
  isSlow: true,
  needsModel: true,
  problem: withoutSamples,
  title: walkTitle,
} as const;

type Pictured = WalkOptions & Pick<FilmOptions, 'frames' | 'returns'> & { readonly scale: number };

async function picturesOf(
  { store, walks, onProgress }: JobSource,
  run: Run,
  options: Pictured,
): Promise<WalkPictures> {
  const { request } = walkOf(store, run, options, options);
  const walk = await walks(run, request);
  const { color } = run;
  return walkPictures(walk, { scale: options.scale, color }, (fraction) => {
    onProgress(HALF * fraction);
  });
}

/** Draws the frames one after another, with progress. */
function* drawn(
  { count, large }: WalkPictures,
  { onProgress }: Pick<JobSource, 'onProgress'>,
): ReturnType<WalkPictures['large']> {
  let done = 0;
  for (const frame of large()) {
    yield frame;
    done += 1;
    onProgress(HALF + (HALF * done) / count);
  }
}

const animated = (runs: readonly Run[], about: ExportContext) => ({
  ...animationFields(runs, about),
  scale: scaleField(STANDARD_SCALE),
});

export const walkGifExporter = jobExporter({
  ...shared,
  id: 'latent-walk-gif',
  name: 'Latent walk (GIF)',
  help: 'What latents along a walk decode to, as an animation that every program shows, with one palette for all frames.',
  mediaType: 'image/gif',
  extension: 'gif',
  preview: 'picture',
  fields: animated,
  async *parts(source, [run], options) {
    if (run === undefined) return;
    const pictures = await picturesOf(source, run, options);
    yield* encodeGif(drawn(pictures, source), options.rate, pictures.samples());
  },
});

export const walkApngExporter = jobExporter({
  ...shared,
  id: 'latent-walk-apng',
  name: 'Latent walk (animated PNG)',
  help: 'What latents along a walk decode to, as an animation without loss, for browsers.',
  mediaType: 'image/apng',
  extension: 'png',
  preview: 'picture',
  fields: animated,
  async *parts(source, [run], options) {
    if (run === undefined) return;
    const pictures = await picturesOf(source, run, options);
    const { count } = pictures;
    yield* encodeApng(drawn(pictures, source), { count, framesPerSecond: options.rate });
  },
});

export const walkWebmExporter = jobExporter({
  ...shared,
  id: 'latent-walk-webm',
  name: 'Latent walk (WebM)',
  help: 'What latents along a walk decode to, as a video for slides and browsers, much smaller and with a little loss.',
  mediaType: 'video/webm',
  extension: 'webm',
  preview: 'film',
  fields: animated,
  async *parts(source, [run], options) {
    if (run === undefined) return;
    const pictures = await picturesOf(source, run, options);
    yield await encodeWebm(drawn(pictures, source), options.rate);
  },
});

const stripFields = (runs: readonly Run[], about: ExportContext) => ({
  ...walkFields(runs, about),
  images: integer({
    label: 'Images',
    help: 'Latents at even distances along the walk.',
    group,
    default: STANDARD_IMAGES,
    min: 2,
    max: MAX_IMAGES,
  }),
  columns: integer({
    label: 'Images in a row',
    help: 'How many stand side by side before the next row.',
    group,
    default: STANDARD_IMAGES,
    min: 1,
    max: MAX_IMAGES,
  }),
  scale: scaleField(4),
});

export const walkStripExporter = jobExporter({
  ...shared,
  id: 'latent-walk-png',
  name: 'Latent walk (PNG)',
  help: 'What latents along a walk decode to, side by side in one picture.',
  mediaType: 'image/png',
  extension: 'png',
  preview: 'picture',
  fields: stripFields,
  async *parts(source, [run], options) {
    if (run === undefined) return;
    const pictures = await picturesOf(source, run, { ...options, frames: options.images, returns: false });
    yield pngOf(strip(pictures, options.columns, options.scale));
    source.onProgress(1);
  },
});

export const walkJsonExporter = jobExporter({
  ...shared,
  id: 'latent-walk-json',
  name: 'Latent walk (JSON)',
  help: 'The latents of a walk and of its frames, with the checkpoint and the class that decode them.',
  mediaType: 'application/json',
  extension: 'json',
  preview: 'text',
  fields: animationFields,
  async *parts({ store, walks, onProgress }, [run], options) {
    if (run === undefined) return;
    const { name, path, request } = walkOf(store, run, options, options);
    const { through, latents } = await walks(run, request);
    const { step, weights, chosen } = request;
    const { model, dataset, seed } = run.config;
    const content = {
      run: { id: run.id, name: run.name, model, dataset, seed },
      checkpoint: { step, weights },
      walk: { name, path, ...chosen, latents: through.map((latent) => [...latent]) },
      frames: latents.map((latent) => [...latent]),
    };
    yield Buffer.from(`${JSON.stringify(content, null, 1)}\n`, 'utf8');
    onProgress(1);
  },
});
