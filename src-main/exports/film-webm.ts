import { jobExporter } from './exporter';
import { filmFields, filmFrames, filmSteps, filmTitle } from './film';
import { withoutSheets } from './picture-fields';
import { encodeWebm } from './webm';

export const webmExporter = jobExporter({
  id: 'film-webm',
  name: 'Film (WebM)',
  help: 'Figures from one step to another as a video for slides and browsers, much smaller and with a little loss; of several runs side by side.',
  of: 'runs',
  mediaType: 'video/webm',
  extension: 'webm',
  preview: 'film',
  isSlow: true,
  fields: filmFields,
  problem: withoutSheets,
  title: filmTitle,
  async *parts(source, runs, options) {
    const steps = filmSteps(source.store, runs, options);
    yield await encodeWebm(filmFrames(source, runs, steps, options), options.rate);
  },
});
