import { isPictureName } from '../contract/given-paths';
import { WorkbenchError } from '../contract/error';
import { isPicture, PICTURE_MAGIC_BYTES } from '../images/picture';
import type { Folder } from './formats/format';

/** Of a folder without names of pictures, how many files are opened to see whether it has pictures after all. */
const MAX_TRIED = 1000;

/** Files that are pictures, or are called so, and the others; a name may be another format's, or say nothing. */
export async function picturePaths(
  folder: Folder,
): Promise<{ pictures: readonly string[]; others: readonly string[] }> {
  const pictures: string[] = [];
  const others: string[] = [];
  for (const path of folder.paths) {
    const isOne = isPictureName(path) || (await beginsAsPicture(folder, path));
    (isOne ? pictures : others).push(path);
  }
  return { pictures, others };
}

/** Whether there is a picture in a folder. */
export async function holdsPictures(folder: Folder): Promise<boolean> {
  if (folder.paths.some(isPictureName)) return true;
  for (const path of folder.paths.slice(0, MAX_TRIED)) {
    if (await beginsAsPicture(folder, path)) return true;
  }
  return false;
}

async function beginsAsPicture(folder: Folder, path: string): Promise<boolean> {
  try {
    return isPicture(await folder.start(path, PICTURE_MAGIC_BYTES));
  } catch (error) {
    // The function that needs the file will report it.
    if (error instanceof WorkbenchError) return false;
    throw error;
  }
}
