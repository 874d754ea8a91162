import type { WritableDatabase } from '../database';

/** Migrates a database from the previous version; runs inside one transaction. */
export type Migration = (db: WritableDatabase) => void;
