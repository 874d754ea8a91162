import { evenly } from '../presentation/evenly';
import { jobExporter } from './exporter';
import { filmFields, filmFrames, filmSteps, filmTitle } from './film';
import { encodeGif } from './gif';
import { withoutSheets } from './picture-fields';

/** Frames whose colours make the palette; more hardly change it. */
const SAMPLED = 8;
const silent = () => undefined;

export const gifExporter = jobExporter({
  id: 'film-gif',
  name: 'Film (GIF)',
  help: 'Figures from one step to another as an animation that every program shows; of several runs side by side.',
  of: 'runs',
  mediaType: 'image/gif',
  extension: 'gif',
  preview: 'picture',
  isSlow: true,
  fields: filmFields,
  problem: withoutSheets,
  title: filmTitle,
  *parts(source, runs, options) {
    const steps = filmSteps(source.store, runs, options);
    const small = { ...options, scale: 1 };
    const samples = [...filmFrames({ ...source, onProgress: silent }, runs, evenly(steps, SAMPLED), small)];
    yield* encodeGif(filmFrames(source, runs, steps, options), options.rate, samples);
  },
});
