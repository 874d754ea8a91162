import { WorkbenchError } from '../../src-main/contract/error';
import { filePaths, MAX_UPLOAD_BYTES } from '../../src-main/contract/files';
import { IN_PLACE, megabytes } from './given-files';
import { refusalIn } from './refusal';

/** Sends one file's bytes beside the API; alike in both shells. */
export async function upload(file: File, signal: AbortSignal): Promise<string> {
  // Said here, since a server that stops reading in the middle looks like a broken connection to the page.
  if (file.size > MAX_UPLOAD_BYTES) {
    throw new WorkbenchError({
      code: 'upload.too-large',
      message: `${file.name} has ${megabytes(file.size)}; at most ${megabytes(MAX_UPLOAD_BYTES)} are taken in.`,
      advice: IN_PLACE,
    });
  }
  let response: Response;
  try {
    response = await fetch(filePaths.upload(file.name), { method: 'POST', body: file, signal });
  } catch (cause) {
    // A file that was moved or changed since it was chosen fails here too.
    throw new WorkbenchError(
      {
        code: 'upload.failed',
        message: `${file.name} could not be read and sent.`,
        advice: 'Check that the file is still there and that the workbench is running, then choose it again.',
      },
      { cause },
    );
  }
  const answer: unknown = await response.json().catch(() => null);
  if (response.ok && answer !== null && typeof answer === 'object' && 'uploadId' in answer) {
    return String(answer.uploadId);
  }
  throw refusalIn(answer, {
    code: 'upload.refused',
    message: `${file.name} was not taken in (status ${String(response.status)}).`,
    advice: 'Reload the page and try again.',
  });
}
