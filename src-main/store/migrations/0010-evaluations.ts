import type { Migration } from './migration';

/** Models that were validated on the test split, because they held nothing out. */
const MODELS = ['vae-mlp', 'vae-mlp-2d', 'autoencoder', 'denoising-autoencoder', 'sgan', 'sgan-2d'];

/**
 * Distinguishes `validation_…` from `test_…` metrics. Older runs that held nothing out measured the test split, so
 * their metrics are renamed to `test_…`.
 */
export const evaluations: Migration = (db) => {
  db.exec("ALTER TABLE runs ADD COLUMN evaluations TEXT NOT NULL DEFAULT '[]'");
  const listed = MODELS.map((model) => `'${model}'`).join(', ');
  const renamed = (name: string) => `'test' || substr(${name}, length('validation') + 1)`;
  const isValidation = (name: string) => `substr(${name}, 1, 11) = 'validation_'`;
  db.exec(`
    UPDATE runs SET config = json_set(config, '$.hyperparameters.validationSplit', 0)
      WHERE model IN (${listed}) AND json_valid(config);
    UPDATE runs SET latest = (
      SELECT json_group_object(CASE WHEN ${isValidation('key')} THEN ${renamed('key')} ELSE key END, value)
      FROM json_each(latest)
    ) WHERE model IN (${listed}) AND json_valid(latest);
    INSERT INTO metric_names (name)
      SELECT ${renamed('name')} FROM metric_names WHERE ${isValidation('name')} ON CONFLICT DO NOTHING;
    UPDATE metrics SET metric_id = (
      SELECT test.id FROM metric_names AS test, metric_names AS validation
      WHERE validation.id = metrics.metric_id AND test.name = ${renamed('validation.name')}
    ) WHERE run_id IN (SELECT id FROM runs WHERE model IN (${listed}))
      AND metric_id IN (SELECT id FROM metric_names WHERE ${isValidation('name')});
  `);
};
