/** Metrics of the gradients of single layers: `gradient_norm/generator/hidden`. They are recorded now and then. */
const PREFIX = 'gradient_norm/';

/** The metric of a layer's gradient. @param layer its network and its name, `generator/hidden` */
export const layerGradientName = (layer: string): string => `${PREFIX}${layer}`;

/** The network and the layer of such a metric; null for any other metric. */
export function layerGradientOf(metric: string): { readonly network: string; readonly layer: string } | null {
  if (!metric.startsWith(PREFIX)) return null;
  const [network = '', ...layer] = metric.slice(PREFIX.length).split('/');
  return { network, layer: layer.join('/') };
}
