import type { Plugin } from 'vite';

export declare const assetPaths: Plugin;
