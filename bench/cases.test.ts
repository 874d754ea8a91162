import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { MODELS } from '../src-main/models/registry';
import cases from './cases.json';

const peer = (name: string) => readFileSync(join(import.meta.dirname, 'peers', name), 'utf8');

describe.each(MODELS.map(({ info }) => info.id))('%s', (id) => {
  it('is measured, beside twins in Keras and PyTorch', () => {
    expect(Object.keys(cases)).toContain(id);
    for (const name of ['keras_peer.py', 'torch_peer.py']) expect(peer(name)).toContain(`"${id}": (`);
  });
});
