import { allMutators } from '../../node_modules/@stryker-mutator/instrumenter/dist/src/mutators/mutate.js';

/**
 * Mistakes that people make and that Stryker has no operator for: an off-by-one number, a forgotten statement,
 * arguments in the wrong order. Stryker has no plugins for operators, so they are added to its own list.
 * @type {typeof allMutators}
 */
const slips = [
  {
    name: 'OffByOne',
    *mutate(path) {
      const isKey = path.key === 'key';
      // A larger number is a limit or a time, which a test need not distinguish from its neighbour.
      if (path.isNumericLiteral() && !isKey && Number.isInteger(path.node.value) && path.node.value <= 16)
        yield { type: 'NumericLiteral', value: path.node.value + 1 };
    },
  },
  {
    name: 'RemovedStatement',
    *mutate(path) {
      if (path.isExpressionStatement()) yield { type: 'EmptyStatement' };
    },
  },
  {
    name: 'SwappedArguments',
    *mutate(path) {
      if (!path.isCallExpression() && !path.isNewExpression()) return;
      const [first, second] = path.node.arguments;
      if (!first || !second || [first, second].some(isFunctionOrSpread) || isCommutative(path.node)) return;
      const swapped = structuredClone(path.node);
      swapped.arguments.splice(0, 2, ...swapped.arguments.slice(0, 2).reverse());
      yield swapped;
    },
  },
];

/** @throws if Stryker's list is not as expected, instead of silently omitting the operators */
export function addSlips() {
  if (!Array.isArray(allMutators) || allMutators.some(({ name }) => typeof name !== 'string'))
    throw new Error("Stryker's list of operators has changed: see bench/mutate/slips.mjs.");
  const known = new Set(allMutators.map(({ name }) => name));
  allMutators.push(...slips.filter(({ name }) => !known.has(name)));
}

/** @param {{ type: string }} node */
const isFunctionOrSpread = ({ type }) => /Function|SpreadElement/.test(type);

/** @param {{ callee: { type: string, object?: unknown, property?: unknown } }} call */
const isCommutative = ({ callee: { type, object, property } }) =>
  type === 'MemberExpression' && nameOf(object) === 'Math' && nameOf(property) !== 'pow';

/** @param {unknown} node */
const nameOf = (node) =>
  typeof node === 'object' && node !== null && 'name' in node ? node.name : undefined;
