import { loadTensorflow } from '../../engine/backend';
import { linearAlgebra } from '../engine';
import { javascriptAlgebra } from '../linear-algebra';

const { native } = await loadTensorflow('cpu');

/** Both ways to compute products; every value must be the same with either. */
export const ALGEBRAS = [
  { by: 'TensorFlow', algebra: linearAlgebra(native) },
  { by: 'JavaScript', algebra: javascriptAlgebra },
];
