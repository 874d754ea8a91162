/** What a name says about archives of runs; their content is described in `archive.ts`. */
export const ARCHIVE_EXTENSION = 'lwrun';

/** A ZIP without its 64-bit extension is smaller than this. */
export const MAX_ARCHIVE_BYTES = 4 * 1024 ** 3 - 1;

export const isArchiveName = (name: string): boolean => name.toLowerCase().endsWith(`.${ARCHIVE_EXTENSION}`);
