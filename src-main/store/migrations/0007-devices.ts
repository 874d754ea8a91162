import type { Migration } from './migration';

/** Runs from before the device could be chosen took the fastest there was. */
export const devices: Migration = (db) => {
  db.exec("UPDATE runs SET config = json_set(config, '$.device', 'auto')");
};
