import library from '@libav.js/variant-webm';
import { expect, test } from 'vitest';
import type { Canvas } from '../images/canvas';
import { encodeWebm } from './webm';

/** A constant of FFmpeg. */
const AV_LOG_ERROR = 16;

interface Film {
  readonly codec: string;
  readonly seconds: number;
  readonly times: readonly number[];
  readonly frames: readonly {
    width: number;
    height: number;
    luma: number[];
    blue: number[];
    red: number[];
  }[];
}

/** What FFmpeg's demuxer and its decoder of VP8, which shares nothing with the encoder, make of a file. */
async function read(bytes: Uint8Array): Promise<Film> {
  const av = await library.LibAV({ noworker: true });
  await av.av_log_set_level(AV_LOG_ERROR);
  await av.writeFile('film.webm', bytes);
  const [input, [stream]] = await av.ff_init_demuxer_file('film.webm');
  const [, decoder, packet, frame] = await av.ff_init_decoder(stream!.codec_id, stream!.codecpar);
  const [, packets] = await av.ff_read_frame_multi(input, packet);
  const decoded = await av.ff_decode_multi(decoder, packet, frame, packets[stream!.index]!, true);
  return {
    codec: await av.avcodec_get_name(stream!.codec_id),
    seconds: (await av.AVFormatContext_duration(input)) / 1e6,
    times: decoded.map(({ pts }) => (pts * stream!.time_base_num) / stream!.time_base_den),
    frames: decoded.map(({ data, layout, width, height }) => {
      const plane = (i: number, columns: number, rows: number) =>
        Array.from({ length: rows * columns }, (_, at) => {
          const { offset, stride } = layout[i]!;
          return data[offset + Math.floor(at / columns) * stride + (at % columns)]!;
        });
      const [halfWidth, halfHeight] = [(width + 1) >> 1, (height + 1) >> 1];
      return {
        width,
        height,
        luma: plane(0, width, height),
        blue: plane(1, halfWidth, halfHeight),
        red: plane(2, halfWidth, halfHeight),
      };
    }),
  };
}

/** Squares of 8×8 pixels, as images of a sheet have them, different in each frame. */
function squares(width: number, height: number, frame: number): Canvas {
  const data = Uint8Array.from({ length: width * height }, (_, at) => {
    const [x, y] = [(at % width) >> 3, Math.floor(at / width) >> 3];
    return (x * 83 + y * 131 + frame * 57) & 255;
  });
  return { data, width, height, channels: 1 };
}

const furthest = (values: readonly number[], expected: readonly number[]): number =>
  Math.max(...values.map((value, i) => Math.abs(value - expected[i]!)));

test('greys of every frame are there, in their order and at their times, also with odd sides', async () => {
  const frames = Array.from({ length: 40 }, (_, i) => squares(75, 41, i));
  const film = await read(await encodeWebm(frames, 8));
  expect(film).toMatchObject({ codec: 'vp8', seconds: 5 });
  film.times.forEach((time, i) => {
    expect(time).toBeCloseTo(i / 8, 3);
  });
  for (const [i, { width, height, luma, blue, red }] of film.frames.entries()) {
    // The last column and row are there twice.
    expect([width, height]).toEqual([76, 42]);
    const greyAt = (x: number, y: number) => frames[i]!.data[Math.min(y, 40) * 75 + Math.min(x, 74)]!;
    const expected = luma.map((_, at) => 16 + (219 / 255) * greyAt(at % 76, Math.floor(at / 76)));
    expect(furthest(luma, expected)).toBeLessThan(12);
    expect([...blue, ...red].every((value) => Math.abs(value - 128) <= 1)).toBe(true);
  }
});

test('colours are those of ITU-R BT.601, each in its place', async () => {
  const [width, height] = [64, 32];
  const colors = [
    { rgb: [255, 0, 0], luma: 81.5, blue: 90.2, red: 240 },
    { rgb: [0, 255, 0], luma: 144.6, blue: 53.8, red: 34.2 },
    { rgb: [0, 0, 255], luma: 41, blue: 240, red: 109.8 },
    { rgb: [255, 255, 255], luma: 235, blue: 128, red: 128 },
  ];
  // A colour on the left of a frame, and the next one on its right.
  const sides = colors.map((left, i) => ({ left, right: colors[(i + 1) % colors.length]! }));
  const frames = sides.map(({ left, right }): Canvas => {
    const rgbAt = (pixel: number) => (pixel % width < width / 2 ? left : right).rgb;
    const data = Uint8Array.from({ length: 3 * width * height }, (_, i) => rgbAt(Math.floor(i / 3))[i % 3]!);
    return { data, width, height, channels: 3 };
  });
  const film = await read(await encodeWebm(frames, 1));
  expect(film.frames).toHaveLength(4);
  film.frames.forEach((frame, i) => {
    for (const [plane, columns] of [
      ['luma', width],
      ['blue', width / 2],
      ['red', width / 2],
    ] as const) {
      const { left, right } = sides[i]!;
      const expected = frame[plane].map((_, at) => (at % columns < columns / 2 ? left : right)[plane]);
      expect(furthest(frame[plane], expected)).toBeLessThan(8);
    }
  });
});

test('the same frames become the same bytes', async () => {
  const frames = Array.from({ length: 5 }, (_, i) => squares(32, 32, i));
  expect(await encodeWebm(frames, 4)).toEqual(await encodeWebm(frames, 4));
});

test('a film that few programs would play is refused before its first frame is encoded', async () => {
  const frame = { data: new Uint8Array(4097), width: 4097, height: 1, channels: 1 } as const;
  await expect(encodeWebm([frame], 4)).rejects.toMatchObject({ problem: { code: 'export.film-too-large' } });
});
