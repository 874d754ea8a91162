import { expect, it } from 'vitest';
import { releaseSource } from './release-source';

it('is an address and a key with a space between them', () => {
  expect(releaseSource({ LATENT_WORKBENCH_RELEASES: ' https://example.org/release.json  AAAA ' })).toEqual({
    url: 'https://example.org/release.json',
    key: 'AAAA',
  });
});

it.each([undefined, '', 'release.json AAAA', 'http://example.org/release.json AAAA', 'https://example.org/'])(
  'is nobody if the environment says %j',
  (text) => {
    expect(releaseSource({ LATENT_WORKBENCH_RELEASES: text })).toBeNull();
  },
);
