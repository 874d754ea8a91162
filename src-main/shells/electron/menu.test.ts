import { expect, it, vi } from 'vitest';
import { Menu } from '../../testing/fake-electron';
import { setMenu } from './menu';

vi.mock('electron', () => import('../../testing/fake-electron'));

interface Item {
  label?: string;
  role?: string;
  accelerator?: string;
  registerAccelerator?: boolean;
  submenu?: Item[];
  click?: () => void;
}

function menuOn(platform: NodeJS.Platform) {
  const done: string[] = [];
  const actions = {
    send: (command: string) => done.push(command),
    openDataFolder: () => done.push('folder'),
  };
  setMenu(actions, platform);
  return { done, menus: Menu.template as Item[] };
}
const fileMenu = (menus: readonly Item[]) => menus.find(({ label }) => label === 'File')?.submenu ?? [];

it.each<[NodeJS.Platform, (string | undefined)[], string]>([
  ['linux', ['File', 'editMenu', 'View', 'windowMenu'], 'quit'],
  ['darwin', ['appMenu', 'File', 'editMenu', 'View', 'windowMenu'], 'close'],
])('has the menus that each platform expects: %s', (platform, menus, last) => {
  const menu = menuOn(platform).menus;
  expect(menu.map(({ label, role }) => label ?? role)).toEqual(menus);
  expect(fileMenu(menu).at(-1)).toEqual({ role: last });
});

it('sends commands to the page, leaves their shortcuts to the page, and opens the data folder', () => {
  const { done, menus } = menuOn('linux');
  const items = fileMenu(menus).filter(({ click }) => click !== undefined);
  for (const { click } of items) click?.();
  expect(done).toEqual(['new-run', 'import', 'export', 'compare', 'folder']);
  expect(items.filter(({ accelerator }) => accelerator !== undefined)).toHaveLength(4);
  for (const { accelerator, registerAccelerator } of items)
    if (accelerator !== undefined) expect(registerAccelerator).toBe(false);
});
