import { refusal } from '../contract/error';
import type { FigureKind } from '../contract/figure';
import { jobExporter } from './exporter';
import { captionsField, cellsField, kindField, scaleField, stepField, withoutSheets } from './picture-fields';
import { arrange, pngOf, sheetsAt } from './sheet-picture';

const STANDARD_SCALE = 4;

export const pictureExporter = jobExporter({
  id: 'picture-png',
  name: 'Picture (PNG)',
  help: 'Samples, reconstructions or the decoded latent plane at a step; of several runs side by side.',
  of: 'runs',
  mediaType: 'image/png',
  extension: 'png',
  preview: 'picture',
  fields: (runs, about) => ({
    kind: kindField(runs, about),
    step: stepField(runs),
    scale: scaleField(STANDARD_SCALE),
    captions: captionsField(runs.length > 1),
    cells: cellsField,
  }),
  problem: withoutSheets,
  title: ({ kind, step, scale }) => `${kind}-step-${String(step)}${scale === 1 ? '' : `-${String(scale)}x`}`,
  *parts({ store }, runs, options) {
    // The choices of the field are kinds of figures.
    const sheets = sheetsAt(store, runs, { ...options, kind: options.kind as FigureKind });
    if (sheets.length === 0) throw refusal('export.no-sheet', {});
    const { kind } = options;
    const about = sheets.map(({ about: sheet }) => ({ kind, ...sheet }));
    yield pngOf(arrange(sheets, options), about);
  },
});
