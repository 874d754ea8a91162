import { translatedModel } from '../presentation/translated';
import { newestQuality } from '../presentation/quality';
import { checkpointField, withoutCheckpoint } from './checkpoint-fields';
import { rowExporter } from './exporter';
import { modelCard } from './model-card';

export const modelCardExporter = rowExporter({
  id: 'model-card',
  name: 'Model card (Markdown)',
  help: 'What a checkpoint is, for those who receive its weights: data and their licence, quality with intervals, limits, settings, and how to reproduce and load it.',
  of: 'run',
  mediaType: 'text/markdown; charset=utf-8',
  extension: 'md',
  preview: 'text',
  fields: (runs, about) => ({ step: checkpointField(runs, about) }),
  problem: withoutCheckpoint,
  title: ({ step }) => `model-card-step-${step}`,
  *parts({ store, models, reports }, [run], options) {
    if (run === undefined) return;
    const step = Number(options.step);
    const evaluated = store.qualities.list(run.id).filter((quality) => quality.step <= step);
    yield* modelCard({
      run,
      step,
      model: translatedModel(models.info(run.config.model)),
      dataset: store.datasets.list().find(({ id }) => id === run.config.dataset) ?? null,
      networks: store.runs.networks(run.id),
      quality: newestQuality(evaluated),
      notes: store.annotations.notes(run.id),
      version: reports.version,
    });
  },
});
