import { problem } from '../../src-main/contract/problems/catalogue';
import { refusalIn } from '../transport/refusal';

/**
 * Reads a file beside the API.
 * @param path one of `filePaths`
 * @throws WorkbenchError where the core has an answer, but not this: with its own words where it gave any
 */
export async function readBytes(path: string, signal?: AbortSignal): Promise<ArrayBuffer> {
  const response = await fetch(path, signal ? { signal } : {});
  if (response.ok) return response.arrayBuffer();
  throw refusalIn(
    await response.json().catch(() => null),
    problem('file.unreadable', { status: response.status }),
  );
}
