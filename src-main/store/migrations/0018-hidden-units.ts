import type { Migration } from './migration';

/** Models whose single number of hidden units applied to two hidden layers. */
const TWO_LAYERS = ['vae-mlp', 'classifier-mlp'];
const ONE_LAYER = ['gan-mlp', 'lsgan', 'vae-conv'];
const POINTS = ['gan-mlp-2d', 'lsgan-2d', 'wgan-2d', 'cgan-2d', 'sgan-2d', 'vae-mlp-2d'];

/** Hidden units were one number for all layers of a network; now they are a list with one size per layer. */
export const hiddenUnits: Migration = (db) => {
  const units = "json_extract(config, '$.hyperparameters.hiddenUnits')";
  const layers = "coalesce(json_extract(config, '$.hyperparameters.hiddenLayers'), 3)";
  const listed = (models: readonly string[]) => models.map((model) => `'${model}'`).join(', ');
  // SQLite has no repeat(): take a blob of that many zeros, and replace each by a size.
  const repeated = (count: string) => `rtrim(replace(hex(zeroblob(${count})), '00', ${units} || ', '), ', ')`;
  const rewrite = (models: readonly string[], count: string) => {
    db.exec(`
      UPDATE runs SET config = json_remove(
        json_set(config, '$.hyperparameters.hiddenUnits', ${repeated(count)}),
        '$.hyperparameters.hiddenLayers'
      )
      WHERE model IN (${listed(models)}) AND json_valid(config)
        AND json_type(config, '$.hyperparameters.hiddenUnits') = 'integer'`);
  };
  rewrite(ONE_LAYER, '1');
  rewrite(TWO_LAYERS, '2');
  rewrite(POINTS, layers);
};
