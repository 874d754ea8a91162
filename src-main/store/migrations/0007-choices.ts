import type { Migration } from './migration';

/** Older runs, without these options, used the fastest device and showed 64 samples. */
export const choices: Migration = (db) => {
  db.exec(`UPDATE runs SET config =
    json_set(config, '$.device', 'auto', '$.sampleSheet', json('{"columns":8,"rows":8}'))
    WHERE json_valid(config)`);
};
