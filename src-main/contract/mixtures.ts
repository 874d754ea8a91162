/** Equally frequent Gaussians in the plane, as in the literature on mode coverage. */
export interface Mixture {
  readonly centers: readonly (readonly [x: number, y: number])[];
  /** The standard deviation of each mode along each axis. */
  readonly standardDeviation: number;
}

/** By dataset id. Srivastava et al. 2017 (VEEGAN), section 4.1, and Lin et al. 2018 (PacGAN), section 4.1. */
export const MIXTURES = {
  'ring-8': {
    centers: Array.from({ length: 8 }, (_, mode): [number, number] => [
      Math.cos((Math.PI * mode) / 4),
      Math.sin((Math.PI * mode) / 4),
    ]),
    standardDeviation: 0.01,
  },
  'grid-25': {
    centers: Array.from({ length: 25 }, (_, mode): [number, number] => [
      2 * (mode % 5) - 4,
      4 - 2 * Math.floor(mode / 5),
    ]),
    standardDeviation: 0.05,
  },
} satisfies Record<string, Mixture>;
