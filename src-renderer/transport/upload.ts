import { refusal } from '../../src-main/contract/error';
import { problem } from '../../src-main/contract/problems/catalogue';
import { filePaths, mostBytesOf } from '../../src-main/contract/files';
import { refusalIn } from './refusal';

/** Uploads one file over HTTP, separately from the API; the same in both shells. */
export async function upload(file: File, signal: AbortSignal): Promise<string> {
  // Checked here, because to the page a server that stops reading looks like a broken connection.
  const mostBytes = mostBytesOf(file.name);
  if (file.size > mostBytes) {
    throw refusal('upload.too-large.file', {
      name: file.name,
      bytes: file.size,
      mostBytes,
    });
  }
  let response: Response;
  try {
    response = await fetch(filePaths.upload(file.name), { method: 'POST', body: file, signal });
  } catch (cause) {
    // A file that was moved or changed after it was chosen also fails here.
    throw refusal('upload.failed', { name: file.name }, { cause });
  }
  const answer: unknown = await response.json().catch(() => null);
  if (response.ok && answer !== null && typeof answer === 'object' && 'uploadId' in answer) {
    return String(answer.uploadId);
  }
  throw refusalIn(answer, problem('upload.refused', { name: file.name, status: response.status }));
}
