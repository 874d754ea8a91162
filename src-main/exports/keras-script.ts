import { KERAS } from './script/keras/keras';
import { npz, scriptExporter } from './training-script';

export const kerasScriptExporter = scriptExporter({
  id: 'keras-script',
  name: 'Keras script (ZIP)',
  framework: KERAS,
  initial: ({ weights }) => npz(weights),
});
