import type { Run } from '../contract/run';
import { translatedModel } from '../presentation/translated';
import { newestQuality } from '../presentation/quality';
import { checkpointField, withoutCheckpoint } from './checkpoint-fields';
import { rowExporter, type RowSource } from './exporter';
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
  *parts({ reports, ...about }, [run], options) {
    if (run !== undefined) yield* cardOf(about, run, Number(options.step), reports.version);
  },
});

/** The parts of the card of a checkpoint. @param version of the workbench */
export function cardOf(
  { store, models }: Pick<RowSource, 'store' | 'models'>,
  run: Run,
  step: number,
  version: string,
): Iterable<string> {
  const evaluated = store.qualities.list(run.id).filter((quality) => quality.step <= step);
  return modelCard({
    run,
    step,
    model: translatedModel(models.info(run.config.model)),
    dataset: store.datasets.list().find(({ id }) => id === run.config.dataset) ?? null,
    networks: store.runs.networks(run.id),
    quality: newestQuality(evaluated),
    notes: store.annotations.notes(run.id),
    version,
  });
}
