import type { PictureKind } from '../contract/problems/catalogue';

/** The formats that are read, under the names that the decoder has for them. */
export type PictureFormat = 'PNG' | 'JPEG' | 'WEBP' | 'GIF' | 'BMP' | 'TIFF';

/** What a picture says of itself, without its pixels. */
export interface PictureHeader {
  readonly format: PictureFormat;
  /** As it is stored; `orientation` 5 to 8 shows the sides swapped. */
  readonly width: number;
  readonly height: number;
  /** EXIF's, 1 to 8. */
  readonly orientation: number;
  /** Whether it has grey alone; a picture in colours may look grey all the same. */
  readonly isGrey: boolean;
  readonly hasAlpha: boolean;
  /** Whether its samples have 16 bits; with fewer they fill the range of their bits. */
  readonly isDeep: boolean;
  /** Of 16 bits, how many are declared to matter; null where nothing is declared. */
  readonly significantBits: number | null;
  /** As a sentence about its limit names it. */
  readonly kind: PictureKind;
  /** What decoding it may take, which is why fewer pixels are read of some kinds. */
  readonly isHeavy: boolean;
}
