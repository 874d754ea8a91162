import { histogram, modeCoverage, nearestModes } from './coverage';
import { gaussianDiscrepancy } from './discrepancy';
import { cellCounts, divergenceFromReal, frameOf, jensenShannon, totalVariation } from './histograms';
import { checkPair } from './matrix';
import { measuredMean } from './measured';
import { measurement } from './measurement';
import { part } from './steps';
import { exactWasserstein, slicedWasserstein } from './transport';

const COUNT = { unit: null, better: 'higher', panel: 'default' } as const;
const MORE = { unit: null, better: 'lower', panel: 'more' } as const;

/** Number of cells per side of the histograms of points: five points in each cell for 2000 points. */
const BINS = 20;

export const POINT_MEASUREMENTS = [
  measurement({
    id: 'modes',
    needs: ['points', 'mixture'],
    cost: 'low',
    metrics: [
      {
        ...COUNT,
        id: 'modes_covered',
        name: 'Modes covered',
        aspect: 'diversity',
        help: 'Modes that are nearest to some sample within three standard deviations.',
        source: 'Srivastava et al. 2017, 1705.07761, §4.1',
      },
      {
        ...COUNT,
        id: 'high_quality',
        name: 'High quality',
        aspect: 'fidelity',
        help: 'Share of samples within three standard deviations of a mode; 0.9889 for a perfect sampler.',
        source: 'Srivastava et al. 2017, 1705.07761, §4.1',
      },
    ],
    *measure({ points, mixture }) {
      checkPair(points, 1);
      const nearest = nearestModes(points.generated.values, mixture);
      const good = nearest.map(({ mode, standardDeviations }) => (standardDeviations <= 3 ? mode : -1));
      return {
        values: {
          modes_covered: { value: modeCoverage(nearest).covered },
          high_quality: measuredMean(Float64Array.from(good, (mode) => (mode < 0 ? 0 : 1))),
        },
        details: { histogram: histogram(good, mixture.centers.length) },
      };
    },
  }),
  measurement({
    id: 'transport',
    needs: ['points'],
    cost: 'medium',
    isSlow: true,
    metrics: [
      {
        ...MORE,
        id: 'wasserstein',
        name: 'Wasserstein distance',
        panel: 'default',
        aspect: 'overall',
        help: 'The least mean way from samples to real points, one to one, of at most 1000; not zero at its floor.',
        source: 'W₁ by assignment; Villani 2009, def. 6.1',
      },
    ],
    *measure({ points }, { random }) {
      yield 0;
      return { values: { wasserstein: exactWasserstein(points, random) } };
    },
  }),
  measurement({
    id: 'points',
    needs: ['points'],
    cost: 'medium',
    metrics: [
      {
        ...MORE,
        id: 'sliced_wasserstein',
        name: 'Sliced Wasserstein distance',
        help: 'Distance of points on a line, over 200 random lines.',
        source: 'Bonneel et al. 2015, Sliced and Radon Wasserstein barycenters',
      },
      {
        ...MORE,
        id: 'discrepancy',
        name: 'Maximum mean discrepancy',
        help: 'Squared, without bias, by a Gaussian kernel as wide as the median distance of real points: about zero at the floor.',
        source: 'Gretton et al. 2012, eq. 3',
      },
    ],
    *measure({ points }, { algebra, random }) {
      const sliced = yield* part(slicedWasserstein(points, random), 0, 0.5);
      const discrepancy = yield* part(gaussianDiscrepancy(points, algebra, random), 0.5, 1);
      return { values: { sliced_wasserstein: sliced, discrepancy } };
    },
  }),
  measurement({
    id: 'cells',
    needs: ['points'],
    cost: 'low',
    metrics: [
      {
        ...MORE,
        id: 'total_variation',
        name: 'Total variation',
        help: 'Of the shares of points in 20 × 20 cells around the real ones, and outside: 0 equal, 1 apart.',
        source: '½ Σ |q − p|; Tsybakov 2009, §2.4',
      },
      {
        ...MORE,
        id: 'jensen_shannon',
        name: 'Jensen–Shannon divergence',
        unit: 'nats',
        help: 'Of the shares of points in 20 × 20 cells: 0 equal, 0.693 apart.',
        source: 'Lin 1991',
      },
      {
        ...MORE,
        id: 'cell_divergence',
        name: 'Divergence of cells',
        unit: 'nats',
        help: 'KL(samples ‖ data) of the shares of points in 20 × 20 cells, with half a point more in each, so that it is finite.',
        source: 'Kullback and Leibler 1951; Krichevsky and Trofimov 1981',
      },
    ],
    *measure({ points }) {
      checkPair(points, 1);
      const frame = frameOf(points.real);
      const cells = {
        real: cellCounts(points.real, frame, BINS),
        generated: cellCounts(points.generated, frame, BINS),
      };
      const half = (counts: Int32Array) => Float64Array.from(counts, (count) => count + 0.5);
      const smooth = { real: half(cells.real), generated: half(cells.generated) };
      return {
        values: {
          total_variation: { value: totalVariation(cells) },
          jensen_shannon: { value: jensenShannon(cells) },
          cell_divergence: { value: divergenceFromReal(smooth) },
        },
      };
    },
  }),
];
