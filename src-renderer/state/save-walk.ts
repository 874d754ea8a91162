import type { FilmFrames } from '../pure/gif';
import { attempt } from './actions';
import { saveBlob } from './save-chart';

/** Saves what a canvas shows as a PNG, each pixel enlarged to a square with side `scale`. */
export async function saveStrip(canvas: HTMLCanvasElement, scale: number, name: string): Promise<void> {
  await attempt(async () => {
    const enlarged = document.createElement('canvas');
    [enlarged.width, enlarged.height] = [canvas.width * scale, canvas.height * scale];
    const context = enlarged.getContext('2d');
    if (context === null) return;
    context.imageSmoothingEnabled = false;
    context.drawImage(canvas, 0, 0, enlarged.width, enlarged.height);
    const blob = await new Promise<Blob | null>((resolve) => enlarged.toBlob(resolve, 'image/png'));
    if (blob !== null) saveBlob(blob, name);
  });
}

/** Saves an animation as a GIF. The encoder is loaded when it is first used. */
export async function saveGif(film: FilmFrames, framesPerSecond: number, name: string): Promise<void> {
  const { encodeGif } = await import('../pure/gif');
  const pause = () => new Promise<void>((resolve) => setTimeout(resolve));
  const bytes = await encodeGif(film, framesPerSecond, pause);
  saveBlob(new Blob([bytes], { type: 'image/gif' }), name);
}

export function saveJson(content: unknown, name: string): void {
  saveBlob(new Blob([JSON.stringify(content, null, 2)], { type: 'application/json' }), name);
}
