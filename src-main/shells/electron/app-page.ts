export const SCHEME = 'workbench';
/** The window's only page; everything it may reach lies below. */
export const APP_URL = `${SCHEME}://app/`;

/** Whether a URL is that page, whatever place in it: not one of the files below it, which hold what runs have made. */
export function isAppPage(url: string): boolean {
  return url === APP_URL || url.startsWith(`${APP_URL}#`) || url.startsWith(`${APP_URL}?`);
}
