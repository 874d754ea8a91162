import {
  Menu,
  type BrowserWindow,
  type ContextMenuParams,
  type MenuItemConstructorOptions,
  type WebContents,
} from 'electron';
import { filePaths } from '../../contract/files';
import { t } from '../../contract/texts';
import { APP_URL } from './app-page';

type Asked = Pick<
  ContextMenuParams,
  'x' | 'y' | 'mediaType' | 'srcURL' | 'isEditable' | 'selectionText' | 'editFlags'
>;

export interface ContextActions {
  readonly openDataFolder: () => void;
  /** The scale at which sheets are saved. */
  readonly pictureScale: () => number;
}

/** Menus for images and text, because Electron has none; the page has its own menus for runs. */
export function showContextMenus(window: BrowserWindow, actions: ContextActions): void {
  window.webContents.on('context-menu', (_event, asked) => {
    const items = contextItems(asked, window.webContents, actions);
    if (items.length > 0) Menu.buildFromTemplate(items).popup({ window });
  });
}

export function contextItems(
  asked: Asked,
  contents: Pick<WebContents, 'copyImageAt' | 'downloadURL'>,
  { openDataFolder, pictureScale }: ContextActions,
): MenuItemConstructorOptions[] {
  const { x, y, mediaType, srcURL, isEditable, selectionText, editFlags } = asked;
  if (isEditable)
    return [
      { label: t.desktop.cut, role: 'cut', enabled: editFlags.canCut },
      { label: t.desktop.copy, role: 'copy', enabled: editFlags.canCopy },
      { label: t.desktop.paste, role: 'paste', enabled: editFlags.canPaste },
      { type: 'separator' },
      { label: t.desktop.selectAll, role: 'selectAll', enabled: editFlags.canSelectAll },
    ];
  const isImage = mediaType === 'image' && srcURL !== '';
  if (isImage || mediaType === 'canvas')
    return [
      {
        label: t.desktop.copyImage,
        click: () => {
          contents.copyImageAt(x, y);
        },
      },
      ...(isImage
        ? [
            {
              label: t.desktop.saveImage,
              click: () => {
                contents.downloadURL(savedUrl(srcURL, pictureScale()));
              },
            },
          ]
        : []),
      { type: 'separator' },
      { label: t.desktop.openDataFolder, click: openDataFolder },
    ];
  return selectionText.trim() === '' ? [] : [{ label: t.desktop.copy, role: 'copy' }];
}

/** A sheet is saved as the page saves it: enlarged, with a name from its run and step. */
function savedUrl(url: string, scale: number): string {
  const id = /^workbench:\/\/app\/files\/figures\/(\d+)$/.exec(url)?.[1];
  return id === undefined ? url : APP_URL.slice(0, -1) + filePaths.figurePng(Number(id), scale);
}
