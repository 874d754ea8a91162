import { connectWindow } from './electron';
import type { Transport } from './transport';
import { connectBrowser } from './web';

/** The page's own address tells which shell serves it. */
export async function connect(): Promise<Transport> {
  return location.protocol === 'http:' || location.protocol === 'https:' ? connectBrowser() : connectWindow();
}
