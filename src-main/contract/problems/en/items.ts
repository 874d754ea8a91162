import { countText } from '../../numbers';

/** A type, because interfaces are not assignable to `Params`. */
export type Size = { readonly width: number; readonly height: number };
export const sizeText = ({ width, height }: Size): string => `${String(width)}×${String(height)}`;

/** The shape of a set of items. */
export type ItemsShape =
  { readonly kind: 'points' } | ({ readonly kind: 'images'; readonly channels: 1 | 3 } & Size);

/** points; images of 28×28 pixels; colour images of 32×32 pixels */
export function shapeText(shape: ItemsShape): string {
  if (shape.kind === 'points') return 'points';
  return `${shape.channels === 1 ? 'images' : 'colour images'} of ${sizeText(shape)} pixels`;
}

/** 1 image, 12 images */
export const imagesText = (count: number): string => (count === 1 ? '1 image' : `${countText(count)} images`);

/** Kinds of file system entries. */
export const FILE_KINDS = {
  folder: 'a folder',
  pipe: 'a pipe',
  socket: 'a socket',
  file: 'a file',
  device: 'a device',
} as const;
export type FileKind = keyof typeof FILE_KINDS;

/** Why a file cannot be read, as the end of a sentence. */
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
