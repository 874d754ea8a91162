import { refusal } from '../contract/error';
import { coveredClasses, histogram } from './coverage';
import { divergenceFromReal } from './histograms';
import { checkMatrix, type Matrix } from './matrix';
import { measuredMean, type Measured } from './measured';

/** A classifier's probabilities for generated items, and the frequencies of the classes in the data. */
export interface ClassProbabilities {
  /** p(y|x) of generated items, [n, classes]; each row sums to 1. */
  readonly probabilities: Matrix;
  /** Number of items of each class in the data, [classes]. */
  readonly dataCounts: readonly number[];
}

export interface ClassMetrics {
  /** Number of classes that have at least a tenth of their share in the data. */
  readonly covered: number;
  /** Share of items that the classifier recognises. */
  readonly recognised: Measured;
  /** KL(classes of recognised items ‖ classes of the data), in nats; null if no item is recognised. */
  readonly divergence: number | null;
  /** Number of recognised items of each class, [classes]. */
  readonly histogram: readonly number[];
}

/**
 * Items with a lower largest probability count for no class, such as the strokes that a GAN draws early in training.
 */
const RECOGNISED_FROM = 0.9;

/**
 * Counts the classes of generated items that a classifier recognises; its own accuracy limits the result.
 * @throws WorkbenchError as `checkMatrix`, and `evaluation.classes-differ` if the numbers of classes and counts differ
 */
export function classMetrics({ probabilities, dataCounts }: ClassProbabilities): ClassMetrics {
  checkMatrix(probabilities, 'generated', 1);
  if (dataCounts.length !== probabilities.columns) {
    throw refusal('evaluation.classes-differ', {
      classifier: probabilities.columns,
      data: dataCounts.length,
    });
  }
  const { rows, columns, values } = probabilities;
  const labels = Array.from({ length: rows }, (_, row) => {
    const ofRow = values.subarray(row * columns, (row + 1) * columns);
    const most = Math.max(...ofRow);
    return most >= RECOGNISED_FROM ? ofRow.indexOf(most) : -1;
  });
  const counts = histogram(labels, columns);
  const recognised = measuredMean(Float64Array.from(labels, (label) => (label < 0 ? 0 : 1)));
  return {
    covered: coveredClasses(counts, rows, dataCounts),
    recognised,
    divergence: recognised.value === 0 ? null : divergenceFromReal({ real: dataCounts, generated: counts }),
    histogram: counts,
  };
}

/**
 * exp of the mean over x of KL(p(y|x) ‖ p(y)), where p(y) is the mean of p(y|x): 1 to the number of classes; Salimans
 * et al. 2016, §4, in one split, as Barratt and Sharma 2018 advise. With any classifier other than Inception it is not
 * an Inception score, and it says nothing about the variety within a class.
 * @param probabilities p(y|x), [n, classes]
 * @throws WorkbenchError as `checkMatrix`
 */
export function inceptionForm(probabilities: Matrix): Measured {
  checkMatrix(probabilities, 'generated', 1);
  const { rows, columns, values } = probabilities;
  const marginal = new Float64Array(columns);
  values.forEach((value, at) => {
    marginal[at % columns] = (marginal[at % columns] as number) + value / rows;
  });
  const divergences = Float64Array.from({ length: rows }, (_, row) => {
    let sum = 0;
    for (let column = 0; column < columns; column++) {
      const p = values[row * columns + column] as number;
      if (p > 0) sum += p * Math.log(p / (marginal[column] as number));
    }
    return sum;
  });
  return measuredMean(divergences, Math.exp);
}
