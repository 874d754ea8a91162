import { describe, expect, it } from 'vitest';
import { loadTensorflow } from '../engine/backend';
import { decodeSafetensors } from '../engine/safetensors';
import { trainedVariables } from '../engine/training-step';
import { networkWeights } from '../exports/network-weights';
import { MODELS } from '../models/registry';
import { buildSmall } from '../testing/small-models';
import { saveCheckpoint } from './checkpoint';

const backend = await loadTensorflow();

describe.each(MODELS)('exported weights of $info.id', (model) => {
  const built = buildSmall(model, backend, { averageDecay: 0.9 });
  const names = built.networks.flatMap(({ name, variables, averages }) =>
    [...variables.keys(), ...averages.keys()].map((key) => `${name}/${key}`),
  );
  // The averages start as copies of the weights.
  for (const average of built.average?.variables.values() ?? []) average.assign(average.add(1));
  const bytes = saveCheckpoint(trainedVariables(built), { step: 0, elapsedMs: 0 });
  const { tensors } = decodeSafetensors(bytes ?? new Uint8Array(0));

  it('are all weights of its networks, and nothing of its optimisers', () => {
    expect([...networkWeights(tensors, 'trained').keys()]).toEqual(names);
    expect(tensors.size).toBeGreaterThan(names.length);
  });

  it('are the averages where it has some', () => {
    const trained = networkWeights(tensors, 'trained');
    const averaged = networkWeights(tensors, 'average');
    const changed = names.filter((name) => averaged.get(name)?.values[0] !== trained.get(name)?.values[0]);
    const expected = [...(built.average?.variables.keys() ?? [])].map((name) => name.replace('average/', ''));
    expect(changed).toEqual(names.filter((name) => expected.includes(name)));
    expect(changed.length).toBeGreaterThan(0);
  });
});
