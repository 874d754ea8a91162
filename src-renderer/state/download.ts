import { attempt } from './actions';
import { readBytes } from './read-bytes';

/**
 * Saves a file. A request first checks that it is available, because a browser does not report a refused download.
 * @param path one of `filePaths`
 */
export async function download(path: string, save: (path: string) => void = saveByLink): Promise<void> {
  await attempt(async () => {
    const { ok } = await fetch(path, { method: 'HEAD' });
    // The refusal itself is in the body of the response.
    if (!ok) await readBytes(path);
    save(path);
  });
}

function saveByLink(path: string): void {
  const link = document.createElement('a');
  link.href = path;
  link.download = '';
  link.click();
}
