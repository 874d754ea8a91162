import { problem } from '../../src-main/contract/problems/catalogue';
import { refusalIn } from '../transport/refusal';

/**
 * Reads a file over HTTP, outside the API.
 * @param path one of `filePaths`
 * @throws WorkbenchError if the core refuses the request, with the core's own message if there is one
 */
export const readBytes = (path: string, signal?: AbortSignal): Promise<ArrayBuffer> =>
  bytesOf(path, signal ? { signal } : {});

/** Like `readBytes`, for paths that take values as input. */
export const exchangeFloats = (
  path: string,
  values: Float32Array,
  signal?: AbortSignal,
): Promise<ArrayBuffer> =>
  bytesOf(path, { method: 'POST', body: values.slice(), ...(signal ? { signal } : {}) });

async function bytesOf(path: string, options: RequestInit): Promise<ArrayBuffer> {
  const response = await fetch(path, options);
  if (response.ok) return response.arrayBuffer();
  throw refusalIn(
    await response.json().catch(() => null),
    problem('file.unreadable', { status: response.status }),
  );
}
