import { applyPalette, GIFEncoder, quantize } from 'gifenc';
import type { Canvas } from '../images/canvas';
import { jobExporter } from './exporter';
import { filmFields, filmFrames, filmSteps, filmTitle } from './film';
import { withoutSheets } from './picture-fields';

type Palette = number[][];

const COLORS = 256;
const GREYS: Palette = Array.from({ length: COLORS }, (_, level) => [level, level, level]);

/** Grey pictures have all their levels; colours are reduced to 256 in each frame. */
function indexed(frame: Canvas): { index: Uint8Array; palette: Palette } {
  if (frame.channels === 1) return { index: frame.data, palette: GREYS };
  const pixels = frame.width * frame.height;
  const rgba = new Uint8Array(4 * pixels).fill(255);
  for (let i = 0; i < pixels; i++) rgba.set(frame.data.subarray(3 * i, 3 * i + 3), 4 * i);
  const palette = quantize(rgba, COLORS);
  return { index: applyPalette(rgba, palette), palette };
}

function* encodeGif(frames: Iterable<Canvas>, framesPerSecond: number): Generator<Uint8Array, void, void> {
  const gif = GIFEncoder();
  for (const frame of frames) {
    const { index, palette } = indexed(frame);
    gif.writeFrame(index, frame.width, frame.height, { palette, delay: 1000 / framesPerSecond });
    yield gif.bytes();
    // What was taken is written again from the beginning, so that only one frame is in memory.
    gif.stream.reset();
  }
  gif.finish();
  yield gif.bytes();
}

export const gifExporter = jobExporter({
  id: 'film-gif',
  name: 'Film (GIF)',
  help: 'Figures from one step to another as an animation that every program shows; of several runs side by side.',
  of: 'runs',
  mediaType: 'image/gif',
  extension: 'gif',
  preview: 'picture',
  isSlow: true,
  fields: filmFields,
  problem: withoutSheets,
  title: filmTitle,
  parts: (source, runs, options) =>
    encodeGif(filmFrames(source, runs, filmSteps(source.store, runs, options), options), options.rate),
});
