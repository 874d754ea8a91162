import type { IpcMainEvent } from 'electron';

export const SCHEME = 'workbench';
/** The window's only page; everything that it may load is below this URL. */
export const APP_URL = `${SCHEME}://app/`;

/** Whether a URL is that page, at any hash, and not one of the files below it, which contain output of runs. */
export function isAppPage(url: string): boolean {
  return url === APP_URL || url.startsWith(`${APP_URL}#`) || url.startsWith(`${APP_URL}?`);
}

/** Whether a message is from that page itself, and not from a frame in it. */
export function isFromAppPage({ senderFrame }: Pick<IpcMainEvent, 'senderFrame'>): boolean {
  return senderFrame !== null && senderFrame.parent === null && isAppPage(senderFrame.url);
}
