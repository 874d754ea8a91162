import { expect, it, vi } from 'vitest';
import { Menu } from '../../testing/fake-electron';
import { setMenu } from './menu';

vi.mock('electron', () => import('../../testing/fake-electron'));

const EDIT_VIEW_WINDOW = [
  { role: 'editMenu' },
  {
    label: 'View',
    submenu: [
      { role: 'reload' },
      { type: 'separator' },
      { role: 'resetZoom' },
      { role: 'zoomIn' },
      { role: 'zoomOut' },
      { role: 'togglefullscreen' },
      { type: 'separator' },
      { role: 'toggleDevTools' },
    ],
  },
  { role: 'windowMenu' },
];

it.each<[NodeJS.Platform, object[]]>([
  ['linux', [{ label: 'File', submenu: [{ role: 'quit' }] }]],
  ['darwin', [{ role: 'appMenu' }, { label: 'File', submenu: [{ role: 'close' }] }]],
])('has what each platform expects: %s', (platform, first) => {
  setMenu(platform);
  expect(Menu.template).toEqual([...first, ...EDIT_VIEW_WINDOW]);
});
