import * as z from 'zod';
import { connectWindow } from './electron';
import type { Transport } from './transport';
import { connectBrowser } from './web';

// Zod would try `new Function` to make its checks faster; the page's policy refuses that with a message on the console.
z.config({ jitless: true });

/** The page's own address shows which shell serves it. */
export async function connect(): Promise<Transport> {
  return location.protocol === 'http:' || location.protocol === 'https:' ? connectBrowser() : connectWindow();
}
