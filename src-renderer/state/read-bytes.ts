import { problem } from '../../src-main/contract/problems/catalogue';
import { refusalIn } from '../transport/refusal';

/**
 * Reads a file beside the API.
 * @param path one of `filePaths`
 * @throws WorkbenchError where the core has an answer, but not this: with its own words where it gave any
 */
export const readBytes = (path: string, signal?: AbortSignal): Promise<ArrayBuffer> =>
  bytesOf(path, signal ? { signal } : {});

/** As `readBytes`, for paths that are sent values. */
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
