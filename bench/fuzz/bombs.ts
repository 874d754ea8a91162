import { fileBombs } from './bombs-files';
import { archiveBombs, pictureBombs } from './bombs-pictures';
import { arrayBombs, tableBombs } from './bombs-tables';
import type { Bomb } from './bomb';

export const BOMBS: readonly Bomb[] = [
  ...tableBombs,
  ...arrayBombs,
  ...pictureBombs,
  ...archiveBombs,
  ...fileBombs,
];
