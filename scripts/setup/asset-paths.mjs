const ASSET = '?asset';
const PREFIX = '\0virtual:asset:';

/**
 * Stands in for electron-vite where Vite alone runs the source: an import that ends in `?asset` is the path of the file
 * where it lies. The build of the app puts a copy of it beside the bundle.
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
