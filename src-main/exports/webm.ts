import type { Frame, LibAVInstance } from '@libav.js/variant-webm';
import { refusal } from '../contract/error';
import type { Canvas } from '../images/canvas';

/** The longest side in pixels; few programs play larger films. */
const MAX_SIDE = 4096;
/** Quantisers of VP8, of 0 to 63: fine enough that the edges of small squares stay sharp. */
const [FINEST, COARSEST] = [2, 16];
/** Bits in a second that no film reaches, so that the quantisers alone choose the quality. */
const BIT_RATE = 200_000_000;
/** From one frame that is complete by itself to the next. */
const KEY_FRAME_DISTANCE = 32;
const FILE = 'film.webm';
/** Constants of FFmpeg: only errors are written to stderr, and files have no random identifiers. */
const [AV_LOG_ERROR, AVFMT_FLAG_BITEXACT] = [16, 0x400];

/**
 * Encodes frames of one size as WebM with VP8, a frame at a time, the same bytes for the same frames. The compressed
 * film is in memory until it is complete, as its beginning says how long it is. With loss: brightness is near to a few of
 * 256 levels, and colours have half the resolution.
 * @throws WorkbenchError `export.film-too-large`
 */
export async function encodeWebm(frames: Iterable<Canvas>, framesPerSecond: number): Promise<Uint8Array> {
  const { default: library } = await import('@libav.js/variant-webm');
  const av = await library.LibAV({ noworker: true });
  await av.av_log_set_level(AV_LOG_ERROR);
  const film = collected(av);
  let writer: Writer | null = null;
  for (const each of frames) {
    const frame = withEvenSides(each);
    writer ??= await openWriter(av, frame, framesPerSecond);
    await writer.write(frame);
  }
  await writer?.close();
  return film();
}

/** Puts together what the library writes; it goes back to fill in the length. */
function collected(av: LibAVInstance): () => Uint8Array {
  let film = new Uint8Array(2 ** 20);
  let length = 0;
  av.onwrite = (_, position, bytes) => {
    const end = position + bytes.length;
    if (end > film.length) {
      const larger = new Uint8Array(Math.max(end, 2 * film.length));
      larger.set(film);
      film = larger;
    }
    film.set(bytes, position);
    length = Math.max(length, end);
  };
  return () => film.subarray(0, length);
}

interface Writer {
  write(frame: Canvas): Promise<void>;
  close(): Promise<void>;
}

async function openWriter(
  av: LibAVInstance,
  { width, height }: Canvas,
  framesPerSecond: number,
): Promise<Writer> {
  if (Math.max(width, height) > MAX_SIDE)
    throw refusal('export.film-too-large', { width, height, limit: MAX_SIDE });
  const [, encoder, frame, packet] = await av.ff_init_encoder('libvpx', {
    ctx: {
      width,
      height,
      pix_fmt: av.AV_PIX_FMT_YUV420P,
      framerate_num: framesPerSecond,
      framerate_den: 1,
      bit_rate: BIT_RATE,
      qmin: FINEST,
      qmax: COARSEST,
      gop_size: KEY_FRAME_DISTANCE,
    },
    time_base: [1, framesPerSecond],
    options: { deadline: 'good', 'cpu-used': '5', 'auto-alt-ref': '0', 'lag-in-frames': '0' },
  });
  const [muxer] = await av.ff_init_muxer({ format_name: 'webm', filename: FILE, device: true, open: true }, [
    [encoder, 1, framesPerSecond],
  ]);
  await av.AVFormatContext_flags_s(muxer, AVFMT_FLAG_BITEXACT);
  await av.avformat_write_header(muxer, 0);
  let pts = 0;
  const encode = async (frames: readonly Frame[], isLast: boolean) => {
    const packets = await av.ff_encode_multi(encoder, frame, packet, frames, isLast);
    // The encoder forgets how long a frame is shown, without which the last one is gone at once.
    const lasting = packets.map((each) => ({ ...each, duration: 1 }));
    await av.ff_write_multi(muxer, packet, lasting);
  };
  return {
    async write(canvas) {
      const picture = { ...lumaAndChroma(canvas), format: av.AV_PIX_FMT_YUV420P, width, height };
      await encode([{ ...picture, pts: pts++, ptshi: 0, duration: 1 }], false);
    },
    async close() {
      await encode([], true);
      await av.av_write_trailer(muxer);
    },
  };
}

/** Repeats the last column and row where sides are odd, which the halved colours cannot have. */
function withEvenSides(canvas: Canvas): Canvas {
  const [width, height] = [canvas.width + (canvas.width & 1), canvas.height + (canvas.height & 1)];
  if (width === canvas.width && height === canvas.height) return canvas;
  const { data, channels } = canvas;
  const larger = new Uint8Array(width * height * channels);
  for (let y = 0; y < height; y++) {
    const from = Math.min(y, canvas.height - 1) * canvas.width * channels;
    const row = data.subarray(from, from + canvas.width * channels);
    larger.set(row, y * width * channels);
    if (width > canvas.width) larger.set(row.subarray(-channels), ((y + 1) * width - 1) * channels);
  }
  return { data: larger, width, height, channels };
}

/**
 * Splits a picture with even sides into brightness (16 to 235) and, for squares of 2×2 pixels, two differences of colours
 * (128 for grey), as VP8 stores them: ITU-R BT.601.
 */
function lumaAndChroma({ data, width, height, channels }: Canvas): Pick<Frame, 'data' | 'layout'> {
  const [pixels, halfWidth] = [width * height, width / 2];
  const planes = new Uint8Array(1.5 * pixels).fill(128, pixels);
  const [blueFrom, redFrom] = [pixels, 1.25 * pixels];
  if (channels === 1) for (let i = 0; i < pixels; i++) planes[i] = 16.5 + (219 / 255) * (data[i] ?? 0);
  else {
    for (let i = 0; i < pixels; i++) planes[i] = 16.5 + brightness(data, 3 * i);
    for (let i = 0; i < pixels / 4; i++) {
      const corner = 2 * (Math.floor(i / halfWidth) * width + (i % halfWidth));
      const [red, green, blue] = meanColor(data, corner, width);
      planes[blueFrom + i] = 128.5 + (-37.797 * red - 74.203 * green + 112 * blue) / 255;
      planes[redFrom + i] = 128.5 + (112 * red - 93.786 * green - 18.214 * blue) / 255;
    }
  }
  return {
    data: planes,
    layout: [
      { offset: 0, stride: width },
      { offset: blueFrom, stride: halfWidth },
      { offset: redFrom, stride: halfWidth },
    ],
  };
}

const brightness = (rgb: Uint8Array, at: number): number =>
  (65.481 * (rgb[at] ?? 0) + 128.553 * (rgb[at + 1] ?? 0) + 24.966 * (rgb[at + 2] ?? 0)) / 255;

/** The mean of a square of 2×2 pixels. @param corner the place of its first pixel */
function meanColor(
  rgb: Uint8Array,
  corner: number,
  width: number,
): readonly [red: number, green: number, blue: number] {
  const at = (pixel: number, channel: number) => rgb[3 * pixel + channel] ?? 0;
  const mean = (channel: number) =>
    (at(corner, channel) +
      at(corner + 1, channel) +
      at(corner + width, channel) +
      at(corner + width + 1, channel)) /
    4;
  return [mean(0), mean(1), mean(2)];
}
