import type { ItemShape } from '../contract/dataset';

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'it is not there',
  ENOTDIR: 'it is not there',
  EACCES: 'this user may not read it',
  EPERM: 'this user may not read it',
  EISDIR: 'it is a folder',
  ELOOP: 'it is a link that leads back to itself',
  ENAMETOOLONG: 'its name is too long',
  EMFILE: 'too many files are open',
  ENFILE: 'too many files are open',
  EIO: 'the disk has an error there',
};

/** Why the system does not give a file's bytes, as the end of a sentence. */
export function whyUnreadable(error: unknown): string {
  return REASONS[(error as NodeJS.ErrnoException).code ?? ''] ?? 'the system does not allow it';
}

/** 28×28 */
export const sizeText = (size: { readonly width: number; readonly height: number }): string =>
  `${String(size.width)}×${String(size.height)}`;

/** images of 28×28 pixels */
export const imagesText = (shape: ItemShape): string =>
  `${shape.channels === 1 ? 'images' : 'colour images'} of ${sizeText(shape)} pixels`;
