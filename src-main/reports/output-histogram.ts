import { t } from '../contract/texts';
import { decodeDiscriminatorOutputs } from '../contract/discriminator-outputs';
import {
  barsPath,
  discriminatorHistogram,
  discriminatorText,
  HISTOGRAM_BOX,
  histogramTicks,
} from '../presentation/discriminator-histogram';
import { fragment, type Markup } from './markup';

const { width, height } = HISTOGRAM_BOX;

/**
 * Renders the histogram of a discriminator's outputs: real items in grey, generated items over them.
 * @param bytes from `encodeDiscriminatorOutputs`
 * @param tone the CSS class of the run's colour
 * @returns null if the bytes do not encode such outputs
 */
export function outputHistogram(bytes: Uint8Array, tone: string): Markup | null {
  const outputs = decodeDiscriminatorOutputs(bytes);
  if (outputs === null) return null;
  const histogram = discriminatorHistogram(outputs);
  const text = discriminatorText(histogram);
  return fragment`<div><svg class="histogram" viewBox="0 0 ${width} ${height}" role="img" aria-label="${text}">
      <path class="bars class-none" d="${barsPath(histogram.real, histogram.most)}" />
      <path class="bars ${tone}" d="${barsPath(histogram.generated, histogram.most)}" />
      ${histogramTicks(histogram).map(
        (tick) =>
          fragment`<text x="${tick.x}" y="${height - 6}" text-anchor="${tick.anchor}">${tick.text}</text>`,
      )}
    </svg>
    <p class="note">${text}. ${t.reports.realInGrey}</p></div>`;
}
