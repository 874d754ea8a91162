/** A colour of runs, and of the metrics of one run. A run keeps its entry: `Run.color` is an index into the palette. */
export interface RunColor {
  readonly name: string;
  /** For a light background; contrast of at least 3:1 against white. */
  readonly light: string;
  /** For a dark background; contrast of at least 4.5:1 against near-black (#16171a). */
  readonly dark: string;
  /**
   * Dash of the metric that has this entry in the chart of one run, so that colour is not the only difference: stroke
   * and gap lengths for lines 1.5 to 2 px wide, as in `stroke-dasharray` and `setLineDash`; empty is solid.
   */
  readonly dash: readonly number[];
}

/**
 * Found by search: no two entries are nearer than 0.075 in OKLab, for normal colour vision and for simulated protanopia
 * and deuteranopia (Machado et al., 2009), in either theme. The most distinct entries come first.
 */
export const RUN_PALETTE: readonly RunColor[] = [
  { name: 'blue', light: '#1150b0', dark: '#6e8ac1', dash: [] },
  { name: 'orange', light: '#ca490d', dark: '#f79945', dash: [7, 3] },
  { name: 'green', light: '#07846c', dark: '#28b790', dash: [2, 2.5] },
  { name: 'pink', light: '#ca5ca7', dark: '#e1a8d3', dash: [9, 3, 2, 3] },
  { name: 'violet', light: '#45278b', dark: '#a98bf6', dash: [12, 4] },
  { name: 'ochre', light: '#a0934a', dark: '#ebda6c', dash: [4, 2] },
  { name: 'sky', light: '#3099e0', dark: '#96e6fa', dash: [7, 2.5, 2, 2.5, 2, 2.5] },
  { name: 'brown', light: '#663010', dark: '#db6655', dash: [1.5, 4] },
];

/** Returns the palette entry of a run; the palette repeats beyond its end. */
export function runColor(index: number): RunColor {
  const count = RUN_PALETTE.length;
  const entry = RUN_PALETTE[((index % count) + count) % count];
  if (entry === undefined) throw new RangeError(`A run's colour is a whole number, not ${String(index)}.`);
  return entry;
}

/**
 * The colours of classes, e.g. in a latent plane; class 10 repeats the first. Ten classes cannot be distinguished by
 * colour alone, so write each class's name at its centre too.
 */
export const CLASS_PALETTE: readonly { readonly light: string; readonly dark: string }[] = [
  { light: '#1150b0', dark: '#7ea6f0' },
  { light: '#ca490d', dark: '#f79945' },
  { light: '#07846c', dark: '#28b790' },
  { light: '#b8429a', dark: '#e1a8d3' },
  { light: '#5b37b0', dark: '#b79cff' },
  { light: '#857a2b', dark: '#ebda6c' },
  { light: '#2b86cf', dark: '#7fd3f0' },
  { light: '#7a3b12', dark: '#d98a6a' },
  { light: '#5f6670', dark: '#b4bac4' },
  { light: '#c0272d', dark: '#ff7d77' },
];

export type Rgb = readonly [red: number, green: number, blue: number];

/** @param hex `#rrggbb` */
export function rgbOf(hex: string): Rgb {
  const at = (from: number) => Number.parseInt(hex.slice(from, from + 2), 16);
  return [at(1), at(3), at(5)];
}

/**
 * Colours at the lower end, the middle and the upper end of a discriminator's scale, pale enough in either theme for
 * points to stand out.
 */
const FIELD_RAMP: Readonly<Record<'light' | 'dark', readonly [Rgb, Rgb, Rgb]>> = {
  light: [
    [193, 205, 232],
    [250, 250, 250],
    [247, 214, 160],
  ],
  dark: [
    [34, 48, 84],
    [27, 29, 33],
    [84, 62, 24],
  ],
};

/** Colours of a difference between two images: blue where the second is darker, orange where it is brighter. */
const DIFFERENCE_RAMP: typeof FIELD_RAMP = {
  light: [rgbOf('#1150b0'), [255, 255, 255], rgbOf('#ca490d')],
  dark: [rgbOf('#7ea6f0'), [19, 20, 23], rgbOf('#f79945')],
};

/** @param difference from −1 to 1; clipped to this range */
export function differenceColor(difference: number, dark: boolean): Rgb {
  return rampColor(DIFFERENCE_RAMP[dark ? 'dark' : 'light'], (difference + 1) / 2);
}

/** Colours of lines by a metric, from the worst to the best, which has the most contrast with the background. */
const MERIT_RAMP: typeof FIELD_RAMP = {
  light: [rgbOf('#c08a1e'), rgbOf('#07846c'), rgbOf('#3b1c86')],
  dark: [rgbOf('#7a68d8'), rgbOf('#28b790'), rgbOf('#f3e37c')],
};

/** @param merit from 0, the worst, to 1, the best */
export function meritColor(merit: number, dark: boolean): Rgb {
  return rampColor(MERIT_RAMP[dark ? 'dark' : 'light'], merit);
}

/** @param share position on the scale, from 0 at its lower end to 1 at its upper end; clipped to this range */
export function fieldColor(share: number, dark: boolean): Rgb {
  return rampColor(FIELD_RAMP[dark ? 'dark' : 'light'], share);
}

function rampColor([low, middle, high]: readonly [Rgb, Rgb, Rgb], share: number): Rgb {
  const at = Math.min(1, Math.max(0, share));
  const [from, to, part] = at < 0.5 ? [low, middle, 2 * at] : [middle, high, 2 * at - 1];
  const mix = (a: number, b: number) => Math.round(a + (b - a) * part);
  return [mix(from[0], to[0]), mix(from[1], to[1]), mix(from[2], to[2])];
}
