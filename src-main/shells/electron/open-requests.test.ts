import { expect, it } from 'vitest';
import { linkRequest, openRequests, PassedOnSchema } from './open-requests';

it('opens a run by its link, and nothing else', () => {
  expect(linkRequest('latent-workbench://run/12')).toEqual({ type: 'run', id: 12 });
  expect(linkRequest('latent-workbench://run/12/')).toEqual({ type: 'run', id: 12 });
  for (const link of [
    'latent-workbench://run/0',
    'latent-workbench://run/-1',
    'latent-workbench://run/1e3',
    'latent-workbench://run/99999999999999999999',
    'latent-workbench://run/1/../../settings',
    'latent-workbench://run/1?delete',
    'latent-workbench://run/1#/trash',
    'latent-workbench://run/1\n',
    'latent-workbench://runs/1',
    'latent-workbench://user@run/1',
    'latent-workbench:run/1',
    'LATENT-WORKBENCH://run/1',
    'xlatent-workbench://run/1',
    'latent-workbench://',
  ])
    expect(linkRequest(link), link).toEqual({ type: 'unknown-link' });
});

it('opens files and folders, relative to the folder of the start', () => {
  expect(openRequests([], '/here')).toEqual([]);
  expect(openRequests(['a.png', '/b/c', 'file:///d%20e/f.zip'], '/here')).toEqual([
    { type: 'files', paths: ['/here/a.png', '/b/c', '/d e/f.zip'] },
  ]);
  expect(openRequests(['file://%zz'], '/here')).toEqual([{ type: 'files', paths: ['/here/file:/%zz'] }]);
  expect(openRequests(['latent-workbench://run/3', 'a', 'Latent-Workbench://x'], '/')).toEqual([
    { type: 'run', id: 3 },
    { type: 'unknown-link' },
    { type: 'files', paths: ['/a'] },
  ]);
});

it('takes from another start only what such a start can pass on', () => {
  const requested = openRequests(['a.png', 'latent-workbench://run/3'], '/');
  expect(PassedOnSchema.parse({ requested })).toEqual({ requested });
  for (const passedOn of [null, {}, { requested: 'x' }, { requested: [{ type: 'run', id: -1 }] }])
    expect(PassedOnSchema.safeParse(passedOn).success).toBe(false);
});
