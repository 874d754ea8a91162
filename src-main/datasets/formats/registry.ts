import { cifar } from './cifar';
import { csv } from './csv';
import type { Format } from './format';
import { idx } from './idx';
import { imageFolder } from './image-folder';
import { npz } from './npz';

/** In the order of recognition: the most specific first. */
export const FORMATS: readonly Format[] = [cifar, npz, imageFolder, idx, csv];
