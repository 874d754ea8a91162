import { readFile, realpath } from 'node:fs/promises';
import { extname, join, sep } from 'node:path';

const MEDIA_TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.map': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.txt': 'text/plain; charset=utf-8',
};

export interface RendererFile {
  mediaType: string;
  bytes: Uint8Array;
  /** Its name contains a hash of its content, so it can be cached indefinitely. */
  immutable: boolean;
}

/** Returns the built renderer's file at a URL path; `null` if there is none or the path is outside `directory`. */
export async function rendererFile(directory: string, urlPath: string): Promise<RendererFile | null> {
  let path: string;
  try {
    path = decodeURIComponent(urlPath);
  } catch {
    return null;
  }
  if (/[\0\\]/.test(path) || path.split('/').includes('..')) return null;
  const file = join(directory, path === '/' ? 'index.html' : path);
  const mediaType = MEDIA_TYPES[extname(file)];
  if (mediaType === undefined) return null;
  try {
    // Symbolic links are resolved before the comparison, so that a link inside the folder cannot lead out of it.
    const real = await realpath(file);
    if (!real.startsWith((await realpath(directory)) + sep)) return null;
    return { mediaType, bytes: await readFile(real), immutable: path.startsWith('/assets/') };
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === 'ENOENT' || code === 'ENOTDIR' || code === 'EISDIR') return null;
    throw error;
  }
}
