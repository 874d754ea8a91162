/** What is used of the package; its own types are not where its list of exports says. */
declare module '@libav.js/variant-webm' {
  interface Plane {
    readonly offset: number;
    readonly stride: number;
  }

  export interface Frame {
    readonly data: Uint8Array;
    readonly layout: readonly Plane[];
    readonly format: number;
    readonly width: number;
    readonly height: number;
    /** The time of the frame, in units of the time base. */
    readonly pts: number;
    readonly ptshi: number;
    readonly duration: number;
  }

  interface Stream {
    readonly index: number;
    readonly codecpar: Pointer;
    readonly codec_id: number;
    readonly time_base_num: number;
    readonly time_base_den: number;
  }

  /** A compressed frame, in its order of decoding. */
  interface Packet {
    /** How long it is shown, in units of the time base. */
    readonly duration?: number;
  }
  /** Where an object of the C library lies in its memory. */
  type Pointer = number;

  export interface LibAVInstance {
    readonly AV_PIX_FMT_YUV420P: number;
    onwrite?: (name: string, position: number, bytes: Uint8Array | Int8Array) => void;
    av_log_set_level(level: number): Promise<void>;
    ff_init_encoder(
      name: string,
      options: {
        readonly ctx: Readonly<Record<string, number>>;
        readonly time_base: readonly [numerator: number, denominator: number];
        readonly options: Readonly<Record<string, string>>;
      },
    ): Promise<[codec: Pointer, context: Pointer, frame: Pointer, packet: Pointer, frameSize: number]>;
    ff_init_muxer(
      options: {
        readonly format_name: string;
        readonly filename: string;
        readonly device: boolean;
        readonly open: boolean;
      },
      streams: readonly (readonly [context: Pointer, numerator: number, denominator: number])[],
    ): Promise<[context: Pointer, format: Pointer, output: Pointer, streams: Pointer[]]>;
    AVFormatContext_flags_s(context: Pointer, flags: number): Promise<void>;
    avformat_write_header(context: Pointer, options: Pointer): Promise<number>;
    ff_encode_multi(
      context: Pointer,
      frame: Pointer,
      packet: Pointer,
      frames: readonly Frame[],
      isLast?: boolean,
    ): Promise<Packet[]>;
    ff_write_multi(context: Pointer, packet: Pointer, packets: readonly Packet[]): Promise<void>;
    av_write_trailer(context: Pointer): Promise<number>;
    writeFile(name: string, bytes: Uint8Array): Promise<void>;
    ff_init_demuxer_file(name: string): Promise<[context: Pointer, streams: Stream[]]>;
    /** In millionths of a second. */
    AVFormatContext_duration(context: Pointer): Promise<number>;
    avcodec_get_name(codec: number): Promise<string>;
    ff_init_decoder(
      codec: number,
      parameters: Pointer,
    ): Promise<[codec: Pointer, context: Pointer, packet: Pointer, frame: Pointer]>;
    ff_read_frame_multi(
      context: Pointer,
      packet: Pointer,
    ): Promise<[result: number, packets: Readonly<Record<number, Packet[]>>]>;
    ff_decode_multi(
      context: Pointer,
      packet: Pointer,
      frame: Pointer,
      packets: readonly Packet[],
      isLast: boolean,
    ): Promise<Frame[]>;
  }

  const library: { LibAV(options: { readonly noworker: boolean }): Promise<LibAVInstance> };
  export default library;
}
