import { refusal } from '../../src-main/contract/error';
import { readBytes } from './read-bytes';

/** The pixels of an image file, decoded outside the main thread. @throws WorkbenchError as for `readBytes` */
export async function pixelsOf(path: string, signal?: AbortSignal): Promise<ImageData> {
  const picture = await createImageBitmap(new Blob([await readBytes(path, signal)]));
  const { width, height } = picture;
  const context = new OffscreenCanvas(width, height).getContext('2d');
  if (context === null) throw new Error('There is no canvas to read pixels from.');
  context.drawImage(picture, 0, 0);
  picture.close();
  return context.getImageData(0, 0, width, height);
}

/** The picture in a file, turned as its camera recorded. @throws WorkbenchError `picture.unreadable` */
export async function pictureIn(file: File): Promise<ImageBitmap> {
  try {
    return await createImageBitmap(file);
  } catch (cause) {
    throw refusal('picture.unreadable', { name: file.name }, { cause });
  }
}
