import { afterEach, expect, it, vi } from 'vitest';
import { WorkbenchError, type Problem } from '../../src-main/contract/error';
import { MAX_UPLOAD_BYTES } from '../../src-main/contract/files';
import { upload } from './upload';

const file = new File(['abc'], 'train images.gz');
const { signal } = new AbortController();

async function problemOf(attempt: Promise<unknown>): Promise<Problem> {
  const error: unknown = await attempt.catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(WorkbenchError);
  return (error as WorkbenchError).problem;
}

afterEach(() => {
  vi.unstubAllGlobals();
});

it('sends the bytes and returns the id', async () => {
  const fetched = vi.fn(() => Promise.resolve(Response.json({ uploadId: 'u1' })));
  vi.stubGlobal('fetch', fetched);
  expect(await upload(file, signal)).toBe('u1');
  expect(fetched).toHaveBeenCalledWith('/files/uploads?name=train%20images.gz', {
    method: 'POST',
    body: file,
    signal,
  });
});

it('reports the problem of the core, or that it could not be reached', async () => {
  const problem = { code: 'upload.too-large', message: 'Too large.', advice: 'Split it.' };
  vi.stubGlobal('fetch', () => Promise.resolve(Response.json(problem, { status: 422 })));
  expect(await problemOf(upload(file, signal))).toEqual(problem);
  vi.stubGlobal('fetch', () => Promise.resolve(new Response('Forbidden', { status: 403 })));
  expect(await problemOf(upload(file, signal))).toMatchObject({ code: 'upload.refused' });
  vi.stubGlobal('fetch', () => Promise.reject(new TypeError('Failed to fetch')));
  expect(await problemOf(upload(file, signal))).toMatchObject({ code: 'upload.failed' });
});

it('refuses a file that is too large before it is sent', async () => {
  const fetched = vi.fn();
  vi.stubGlobal('fetch', fetched);
  const large = Object.defineProperty(new File([], 'large'), 'size', { value: MAX_UPLOAD_BYTES + 1 });
  expect(await problemOf(upload(large, signal))).toMatchObject({ code: 'upload.too-large.file' });
  expect(fetched).not.toHaveBeenCalled();
});
