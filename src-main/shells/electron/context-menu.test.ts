import { expect, it, vi } from 'vitest';
import { contextItems } from './context-menu';

vi.mock('electron', () => import('../../testing/fake-electron'));

const NOTHING = {
  x: 3,
  y: 4,
  mediaType: 'none' as const,
  srcURL: '',
  isEditable: false,
  selectionText: '',
  editFlags: {
    canUndo: false,
    canRedo: false,
    canCut: false,
    canCopy: true,
    canPaste: true,
    canDelete: false,
    canSelectAll: true,
    canEditRichly: false,
  },
};

function menuFor(asked: Partial<Parameters<typeof contextItems>[0]>) {
  const done: unknown[][] = [];
  const contents = {
    copyImageAt: (...given: unknown[]) => done.push(['copy', ...given]),
    downloadURL: (...given: unknown[]) => done.push(['download', ...given]),
  };
  const items = contextItems({ ...NOTHING, ...asked }, contents, {
    openDataFolder: () => done.push(['folder']),
    pictureScale: () => 4,
  });
  return { items, done };
}
const named = (items: ReturnType<typeof menuFor>['items']) =>
  items.flatMap(({ label, role }) => label ?? role ?? []);
const chooseAll = (items: ReturnType<typeof menuFor>['items']) => {
  for (const { click } of items) (click as (() => void) | undefined)?.();
};

it('has no menu where no action is possible', () => {
  expect(menuFor({}).items).toEqual([]);
  expect(menuFor({ selectionText: ' ' }).items).toEqual([]);
});

it('edits text, and copies the selection', () => {
  expect(named(menuFor({ isEditable: true }).items)).toEqual(['Cut', 'Copy', 'Paste', 'Select All']);
  expect(menuFor({ isEditable: true }).items[0]).toMatchObject({ role: 'cut', enabled: false });
  expect(named(menuFor({ selectionText: 'lr 0.001' }).items)).toEqual(['Copy']);
});

it('copies an image, and saves a sheet enlarged under its own name', () => {
  const { items, done } = menuFor({ mediaType: 'image', srcURL: 'workbench://app/files/figures/12' });
  expect(named(items)).toEqual(['Copy image', 'Save image…', 'Open the data folder']);
  chooseAll(items);
  expect(done).toEqual([
    ['copy', 3, 4],
    ['download', 'workbench://app/files/figures/12.png?scale=4'],
    ['folder'],
  ]);
});

it('saves other images unchanged; a canvas, which has no URL, can only be copied', () => {
  const url = 'workbench://app/files/figures/12/thumbnail';
  const other = menuFor({ mediaType: 'image', srcURL: url });
  chooseAll(other.items);
  expect(other.done).toContainEqual(['download', url]);
  expect(named(menuFor({ mediaType: 'canvas' }).items)).toEqual(['Copy image', 'Open the data folder']);
});
