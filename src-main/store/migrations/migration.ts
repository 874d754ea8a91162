import type { WritableDatabase } from '../database';

/** Brings a database from the version before it to the next one; runs inside one transaction. */
export type Migration = (db: WritableDatabase) => void;
