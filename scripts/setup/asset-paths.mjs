const ASSET = '?asset';
const PREFIX = '\0virtual:asset:';

/**
 * Replaces electron-vite where only Vite runs the source: an import that ends in `?asset` is the path of the source
 * file. The build of the app instead places a copy of the file beside the bundle.
 * @type {import('vite').Plugin}
 */
export const assetPaths = {
  name: 'asset-paths',
  enforce: 'pre',
  async resolveId(source, importer) {
    if (!source.endsWith(ASSET)) return null;
    const file = await this.resolve(source.slice(0, -ASSET.length), importer);
    return file && `${PREFIX}${file.id}`;
  },
  load: (id) => (id.startsWith(PREFIX) ? `export default ${JSON.stringify(id.slice(PREFIX.length))}` : null),
};
