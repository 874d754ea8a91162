import { expect, it } from 'vitest';
import type { Balance } from '../contract/latent';
import { configOf, jobFixture } from '../testing/job-fixture';
import { groupDirection } from './latent-groups';
import { prepareInference } from './prepare';

const stripes = jobFixture().stripes();

it('groups are not balanced over classes that a dataset does not have', async () => {
  const { test, built } = await prepareInference({ config: configOf(), dataset: stripes, checkpoint: null });
  const { encode } = built;
  if (encode === undefined) throw new Error('The model has no encoder.');
  const strata = (labels: Uint8Array | null, balance: Balance) => {
    const [a, b] = [
      { classes: [], items: [0, 1, 2] },
      { classes: [], items: [3, 4] },
    ];
    return groupDirection({ ...test, labels }, encode, { kind: 'groups', a, b, balance })[2];
  };
  expect(strata(test.labels, 'classes')).toBe(2);
  expect(strata(test.labels, 'nothing')).toBe(0);
  expect(strata(null, 'classes')).toBe(0);
});
