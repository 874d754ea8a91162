import type { PictureKind } from '../contract/problems/catalogue';

/** The formats that are read, under the decoder's names. */
export type PictureFormat = 'PNG' | 'JPEG' | 'WEBP' | 'GIF' | 'BMP' | 'TIFF';

/** The properties of a picture from its header, without its pixels. */
export interface PictureHeader {
  readonly format: PictureFormat;
  /** As stored; the sides are swapped when shown with `orientation` 5 to 8. */
  readonly width: number;
  readonly height: number;
  /** EXIF's orientation, 1 to 8. */
  readonly orientation: number;
  /** Whether it is stored as grey; a picture stored in colour may still look grey. */
  readonly isGrey: boolean;
  readonly hasAlpha: boolean;
  /** Whether its samples have 16 bits; samples with fewer bits use their whole range. */
  readonly isDeep: boolean;
  /** The declared number of significant bits out of 16; null if none is declared. */
  readonly significantBits: number | null;
  /** The kind of picture, as named in messages about limits. */
  readonly kind: PictureKind;
  /** Whether decoding takes more memory, so that its limit on pixels is lower. */
  readonly isHeavy: boolean;
}
