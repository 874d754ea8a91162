import { refusalIn } from '../transport/refusal';

/**
 * Reads a file beside the API.
 * @param path one of `filePaths`
 * @throws WorkbenchError where the core has an answer, but not this: with its own words where it gave any
 */
export async function readBytes(path: string, signal?: AbortSignal): Promise<ArrayBuffer> {
  const response = await fetch(path, signal ? { signal } : {});
  if (response.ok) return response.arrayBuffer();
  throw refusalIn(await response.json().catch(() => null), {
    code: 'file.unreadable',
    message: `What was recorded could not be read (status ${String(response.status)}).`,
    advice: 'Reload the page and try again.',
  });
}
