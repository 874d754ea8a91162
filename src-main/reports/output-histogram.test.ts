import { expect, it } from 'vitest';
import { encodeDiscriminatorOutputs } from '../contract/discriminator-outputs';
import { outputHistogram } from './output-histogram';

it('draws real items in grey, and generated ones in the colour of the run', () => {
  const bytes = encodeDiscriminatorOutputs({
    output: 'probability',
    real: Float32Array.of(0.99, 0.99),
    generated: Float32Array.of(0.03125),
  });
  const { markup } = outputHistogram(bytes, 'tone-3')!;
  expect(markup).toContain('aria-label="Mean of real items 0.9900, of generated ones 0.03125"');
  // The last and the first of twenty bins, both at full height.
  expect(markup).toContain('class="bars class-none" d="M450.6 178v-170.0h23.4v170.0z"');
  expect(markup).toContain('class="bars tone-3" d="M6.0 178v-170.0h23.4v170.0z"');
  expect(markup).toContain('>0.4</text>');
});

it('draws nothing for other bytes', () => {
  expect(outputHistogram(new Uint8Array(3), 'tone-0')).toBeNull();
});
