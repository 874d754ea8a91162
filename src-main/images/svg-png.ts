import { readFile } from 'node:fs/promises';
import type * as Resvg from '@resvg/resvg-wasm';
import wasmPath from '@resvg/resvg-wasm/index_bg.wasm?asset';
import { fontsFor } from './fonts';

let library: Promise<typeof Resvg> | null = null;

async function load(): Promise<typeof Resvg> {
  const resvg = await import('@resvg/resvg-wasm');
  await resvg.initWasm(await readFile(wasmPath));
  return resvg;
}

/**
 * Draws a vector image as PNG, its text in fonts of the system. Takes about half a second, and up to 150 MB with Korean text.
 * @param scale pixels per pixel of the image
 * @throws WorkbenchError `export.no-font`
 */
export async function svgAsPng(svg: string, scale: number): Promise<Uint8Array> {
  const { family, buffers } = await fontsFor(svg);
  const resvg = await (library ??= load());
  const drawing = new resvg.Resvg(svg, {
    fitTo: { mode: 'zoom', value: scale },
    font: { fontBuffers: [...buffers], defaultFontFamily: family, sansSerifFamily: family },
  });
  const picture = drawing.render();
  try {
    return picture.asPng();
  } finally {
    picture.free();
    drawing.free();
  }
}
