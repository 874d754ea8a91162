import type { Migration } from './migration';

/** Runs from before these could be chosen took the fastest device there was, and showed 64 samples. */
export const choices: Migration = (db) => {
  db.exec(`UPDATE runs SET config =
    json_set(config, '$.device', 'auto', '$.sampleSheet', json('{"columns":8,"rows":8}'))
    WHERE json_valid(config)`);
};
