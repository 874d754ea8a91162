import { expect, it, vi } from 'vitest';
import { setLocaleSource } from '../../contract/locale';
import type { WindowCommand } from '../../contract/window-command';
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
    send: (command: WindowCommand) => done.push(JSON.stringify(command)),
    openDataFolder: () => done.push('folder'),
    recent: [{ label: 'AE & VAE', open: () => done.push('recent') }],
    clearRecent: () => done.push('cleared'),
    showLog: () => done.push('log'),
    showAbout: () => done.push('about'),
  };
  setMenu(actions, platform);
  return { done, menus: Menu.template as Item[] };
}
/** The items of a menu and of the menus in it. */
const itemsOf = ({ submenu = [] }: Item): Item[] => submenu.flatMap((item) => [item, ...itemsOf(item)]);
const fileMenu = (menus: readonly Item[]) => menus.find(({ label }) => label === 'File')?.submenu ?? [];

it.each<[NodeJS.Platform, (string | undefined)[], string]>([
  ['linux', ['File', 'Edit', 'Run', 'View', 'Window', 'Help'], 'quit'],
  ['darwin', ['appMenu', 'File', 'Edit', 'Run', 'View', 'Window', 'Help'], 'close'],
])('has the menus that each platform expects: %s', (platform, menus, last) => {
  const menu = menuOn(platform).menus;
  expect(menu.map(({ label, role }) => label ?? role)).toEqual(menus);
  expect(fileMenu(menu).at(-1)).toMatchObject({ role: last });
});

it('is in Korean throughout, also where the system has labels of its own', () => {
  setLocaleSource(() => 'ko');
  const all = menuOn('linux').menus.flatMap((menu) => [menu, ...itemsOf(menu)]);
  setLocaleSource(() => 'en');
  const labels = all
    .filter((item) => (item as { type?: string }).type !== 'separator' && item.label !== 'AE && VAE')
    .map(({ label }) => label);
  expect(labels.filter((label) => !/\p{Script=Hangul}/u.test(label ?? ''))).toEqual([]);
});

it('sends commands to the page, leaves their shortcuts to the page, and opens the data folder', () => {
  const { done, menus } = menuOn('linux');
  const items = menus.flatMap(itemsOf).filter(({ click }) => click !== undefined);
  for (const { click } of items) click?.();
  expect(done).toEqual([
    ...['"new-run"', '"import"', '"export"', 'recent', 'cleared', 'folder', '"settings"'],
    ...['"pause"', '"record-samples"', '"record-checkpoint"', '"compare"'],
    ...['"keys"', 'log', '"copy-diagnostics"', 'about'],
  ]);
  expect(items.filter(({ accelerator }) => accelerator !== undefined)).toHaveLength(6);
  for (const { accelerator, registerAccelerator } of items)
    if (accelerator !== undefined) expect(registerAccelerator).toBe(false);
});
