import { isPictureName } from '../contract/given-paths';
import { WorkbenchError } from '../contract/error';
import { isPicture, PICTURE_MAGIC_BYTES } from '../images/picture';
import type { Folder } from './formats/format';

/** In a folder without picture names, the number of files that are opened to find pictures. */
const MAX_TRIED = 1000;

/** Divides files into pictures, by content or name, and others; the extension may be wrong or missing. */
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

/** Whether a folder contains a picture. */
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
