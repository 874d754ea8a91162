import { encodeApng } from '../images/apng';
import { jobExporter } from './exporter';
import { filmFields, filmFrames, filmSteps, filmTitle } from './film';
import { withoutSheets } from './picture-fields';

export const apngExporter = jobExporter({
  id: 'film-apng',
  name: 'Film (animated PNG)',
  help: 'Figures from one step to another as an animation without loss, for browsers; of several runs side by side.',
  of: 'runs',
  mediaType: 'image/apng',
  extension: 'png',
  preview: 'picture',
  isSlow: true,
  fields: filmFields,
  problem: withoutSheets,
  title: filmTitle,
  parts(source, runs, options) {
    const steps = filmSteps(source.store, runs, options);
    const frames = filmFrames(source, runs, steps, options);
    return encodeApng(frames, { count: steps.length, framesPerSecond: options.rate });
  },
});
