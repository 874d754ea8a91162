import Database from 'better-sqlite3';

declare const access: unique symbol;
/** A handle for reading only. A function that takes it also takes a writable one. */
export type ReadableDatabase = Database.Database & { readonly [access]?: 'read' | 'write' };
export type WritableDatabase = Database.Database & { readonly [access]?: 'write' };

/** How long to wait for a write by another process (a `runs` command, a backup). */
const BUSY_TIMEOUT_MS = 5000;

/**
 * Opens the file with the SQLite library of this runtime. LATENT_WORKBENCH_SQLITE_BINDING names another build of it,
 * for runtimes that the packaged one does not support.
 */
export function connect(file: string, options: { readonly: boolean }): Database.Database {
  const nativeBinding = process.env['LATENT_WORKBENCH_SQLITE_BINDING'];
  return new Database(file, {
    readonly: options.readonly,
    timeout: BUSY_TIMEOUT_MS,
    ...(nativeBinding === undefined || nativeBinding === '' ? {} : { nativeBinding }),
  });
}
