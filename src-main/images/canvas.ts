import anyAscii from 'any-ascii';
import { glyphColumns, GLYPH_HEIGHT, GLYPH_WIDTH } from './glyphs';
import type { Pixels } from './sheet';

type Color = readonly [red: number, green: number, blue: number];

/** A picture to draw on: grey, or red, green and blue; 8 bits each. */
export interface Canvas extends Pixels {
  readonly channels: 1 | 3;
}

export function blankCanvas(width: number, height: number, channels: 1 | 3, color: Color): Canvas {
  const data = new Uint8Array(width * height * channels);
  if (channels === 1) data.fill(color[0]);
  else for (let i = 0; i < data.length; i += 1) data[i] = color[i % 3] ?? 0;
  return { data, width, height, channels };
}

/** Draws a picture, each of whose pixels becomes a square with side `scale`. Grey pictures may be drawn in colour. */
export function drawPixels(canvas: Canvas, pixels: Pixels, left: number, top: number, scale: number): void {
  const { data, channels } = canvas;
  const rowBytes = canvas.width * channels;
  const row = new Uint8Array(pixels.width * scale * channels);
  for (let y = 0; y < pixels.height; y++) {
    fillRow(row, pixels, y, channels, scale);
    for (let copy = 0; copy < scale; copy++)
      data.set(row, (top + y * scale + copy) * rowBytes + left * channels);
  }
}

function fillRow(row: Uint8Array, pixels: Pixels, y: number, channels: number, scale: number): void {
  const start = y * pixels.width * pixels.channels;
  const isSame = pixels.channels === channels;
  let to = 0;
  for (let x = 0; x < pixels.width; x++) {
    const from = start + x * pixels.channels;
    for (let copy = 0; copy < scale; copy++)
      for (let channel = 0; channel < channels; channel++)
        row[to++] = pixels.data[isSame ? from + channel : from] ?? 0;
  }
}

/**
 * Writes a line of text in a pixel font. Other scripts than Latin are transliterated, and what does not fit is cut off.
 * @param scale the side of a pixel of the font
 */
export function drawText(
  canvas: Canvas,
  text: string,
  { left, top, scale, maxWidth }: { left: number; top: number; scale: number; maxWidth: number },
  color: Color,
): void {
  const most = Math.floor(maxWidth / (GLYPH_WIDTH * scale));
  const shown = anyAscii(text).slice(0, most);
  for (let i = 0; i < shown.length; i++) {
    const columns = glyphColumns(shown.charAt(i));
    for (const [x, bits] of columns.entries())
      for (let y = 0; y < GLYPH_HEIGHT; y++)
        if ((bits >> y) & 1)
          fillSquare(canvas, left + (i * GLYPH_WIDTH + x) * scale, top + y * scale, scale, color);
  }
}

/** Draws a disc with a smooth edge; what lies outside of the canvas is cut off. */
export function drawDisc(
  { data, width, height, channels }: Canvas,
  { x, y, radius }: { x: number; y: number; radius: number },
  color: Color,
): void {
  const reach = radius + 1;
  for (let row = Math.max(0, Math.floor(y - reach)); row <= Math.min(height - 1, y + reach); row++)
    for (
      let column = Math.max(0, Math.floor(x - reach));
      column <= Math.min(width - 1, x + reach);
      column++
    ) {
      const distance = Math.hypot(column + 0.5 - x, row + 0.5 - y);
      const covered = Math.min(1, Math.max(0, radius + 0.5 - distance));
      for (let channel = 0; channel < channels; channel++) {
        const at = (row * width + column) * channels + channel;
        data[at] = Math.round((1 - covered) * (data[at] ?? 0) + covered * (color[channel] ?? 0));
      }
    }
}

function fillSquare(
  { data, width, channels }: Canvas,
  left: number,
  top: number,
  side: number,
  color: Color,
) {
  for (let y = top; y < top + side; y++)
    for (let x = left; x < left + side; x++)
      for (let channel = 0; channel < channels; channel++)
        data[(y * width + x) * channels + channel] = color[channel] ?? 0;
}
