import { countText } from '../../numbers';

/** A type, since interfaces are no parameters. */
export type Size = { readonly width: number; readonly height: number };
export const sizeText = ({ width, height }: Size): string => `${String(width)}×${String(height)}`;

/** What a set of items is of. */
export type ItemsShape =
  { readonly kind: 'points' } | ({ readonly kind: 'images'; readonly channels: 1 | 3 } & Size);

/** points; images of 28×28 pixels; colour images of 32×32 pixels */
export function shapeText(shape: ItemsShape): string {
  if (shape.kind === 'points') return 'points';
  return `${shape.channels === 1 ? 'images' : 'colour images'} of ${sizeText(shape)} pixels`;
}

/** 1 image, 12 images */
export const imagesText = (count: number): string => (count === 1 ? '1 image' : `${countText(count)} images`);

/** What a name in the file system stands for. */
export const FILE_KINDS = {
  folder: 'a folder',
  pipe: 'a pipe',
  socket: 'a socket',
  file: 'a file',
  device: 'a device',
} as const;
export type FileKind = keyof typeof FILE_KINDS;

/** Why the system does not give a file's bytes, as the end of a sentence. */
export const SYSTEM_REASONS = {
  absent: 'it is not there',
  denied: 'this user may not read it',
  folder: 'it is a folder',
  loop: 'it is a link that leads back to itself',
  'long-name': 'its name is too long',
  'too-many-open': 'too many files are open',
  disk: 'the disk has an error there',
  other: 'the system does not allow it',
} as const;
export type SystemReason = keyof typeof SYSTEM_REASONS;
