import * as z from 'zod';
import { connectWindow } from './electron';
import type { Transport } from './transport';
import { connectBrowser } from './web';

// Zod would try `new Function` to make its checks faster, which the page's policy refuses with a console message.
z.config({ jitless: true });

/** Connects to the shell that serves the page, which the page's own address identifies. */
export async function connect(): Promise<Transport> {
  return location.protocol === 'http:' || location.protocol === 'https:' ? connectBrowser() : connectWindow();
}
