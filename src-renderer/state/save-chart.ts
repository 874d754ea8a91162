import { chartSvg, type ChartPicture } from '../../src-main/presentation/chart-svg';
import { attempt } from './actions';

/** PNG pixels per pixel of the chart. */
const SCALE = 2;

/** The format chosen in the menu of a chart. */
export type ChartFormat = 'png' | 'svg' | 'csv';

export interface SavedChart {
  readonly title: string;
  readonly picture: () => ChartPicture | null;
  readonly csv: () => Promise<string>;
}

/** Saves a chart as a file: PNG and SVG show the same image. */
export async function saveChart(format: ChartFormat, { title, picture, csv }: SavedChart): Promise<void> {
  await attempt(async () => {
    const shown = format === 'csv' ? null : picture();
    if (format !== 'csv' && shown === null) return;
    const blob =
      shown === null
        ? new Blob([await csv()], { type: 'text/csv' })
        : format === 'svg'
          ? new Blob([chartSvg(shown).markup], { type: 'image/svg+xml' })
          : await pngOf(shown);
    saveBlob(blob, `${fileName(title)}.${format}`);
  });
}

async function pngOf(picture: ChartPicture): Promise<Blob> {
  const { markup, width, height } = chartSvg(picture);
  const image = new Image(width, height);
  image.src = `data:image/svg+xml,${encodeURIComponent(markup)}`;
  await image.decode();
  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = [width * SCALE, height * SCALE];
  canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => {
      if (blob === null) reject(new Error('The picture is too large.'));
      else resolve(blob);
    }, 'image/png');
  });
}

/** The characters of a title that all file systems allow. */
function fileName(title: string): string {
  const name = title
    .replace(/[\p{Cc}\\/:*?"<>|]/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  return name === '' ? 'chart' : name;
}

/** By then the download has read the blob. */
const READ_MS = 60_000;

/** Saves content that the page created as a file. */
export function saveBlob(blob: Blob, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => {
    URL.revokeObjectURL(link.href);
  }, READ_MS);
}
