import type { Sheet } from '../../contract/figure';

const DESCRIPTION = /^Sheet of (\d{1,3}) × (\d{1,3}) tiles\.$/;

/** The layout of a sheet, as TensorBoard shows it beside the image. */
export const sheetDescription = ({ columns, rows }: Sheet): string =>
  `Sheet of ${String(columns)} × ${String(rows)} tiles.`;

/** The layout that a description states for an image of a size; one tile if it states none that fits. */
export function sheetOfDescription(
  description: string,
  { width, height }: { readonly width: number; readonly height: number },
): Sheet {
  const [, columns = 1, rows = 1] = (DESCRIPTION.exec(description) ?? []).map(Number);
  const isFitting = columns > 0 && rows > 0 && width % columns === 0 && height % rows === 0;
  return isFitting
    ? { columns, rows, tileWidth: width / columns, tileHeight: height / rows }
    : { columns: 1, rows: 1, tileWidth: width, tileHeight: height };
}
