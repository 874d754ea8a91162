import { choice, number } from '../contract/hyperparameters';
import { gaussianNegativeLogLikelihood, sigmoidCrossEntropy } from '../engine/losses';
import { tf, type Tensor2D } from '../engine/tensorflow';

/** Hyperparameters of p(x|z) for each pixel, as a function of an image decoder's logits. */
export const pixelDecoderFields = {
  decoder: choice({
    label: 'Decoder',
    help: 'Bernoulli takes pixels as probabilities of ink (cross-entropy), Gaussian as real values (squared error).',
    group: 'Objective',
    default: 'bernoulli',
    options: [
      { value: 'bernoulli', label: 'Bernoulli' },
      { value: 'gaussian', label: 'Gaussian' },
    ],
  }),
  decoderDeviation: number({
    label: 'Decoder std. dev.',
    help: 'Of the Gaussian decoder: the smaller, the more a wrong pixel costs beside the KL term.',
    group: 'Objective',
    default: 0.25,
    min: 0.01,
    max: 10,
    scale: 'log',
  }),
};

export interface PixelDecoder {
  readonly decoder: 'bernoulli' | 'gaussian';
  readonly decoderDeviation: number;
}

/** −log p(x|z) of each pixel, [n, pixels], from the logits of its mean, [n, pixels]. */
export function pixelNll(
  { decoder, decoderDeviation }: PixelDecoder,
  images: Tensor2D,
  logits: Tensor2D,
): Tensor2D {
  return (
    decoder === 'bernoulli'
      ? sigmoidCrossEntropy(logits, images)
      : gaussianNegativeLogLikelihood(images, tf.sigmoid(logits), decoderDeviation)
  ) as Tensor2D;
}
