/** Gzipped IDX files by name. */
export function mnist10k(): Record<string, Buffer>;
