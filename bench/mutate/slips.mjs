import { allMutators } from '../../node_modules/@stryker-mutator/instrumenter/dist/src/mutators/mutate.js';

/**
 * Slips that people make and that Stryker has no operator for: a number that is off by one, a statement that was
 * forgotten, arguments in the wrong order. Stryker has no plugin for operators, so they join its own list.
 */
const slips = [
  {
    name: 'OffByOne',
    *mutate(path) {
      const isKey = path.key === 'key';
      // A larger number is a limit or a time, which no test need tell from its neighbour.
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
      if (second === undefined || [first, second].some(isFunctionOrSpread) || isCommutative(path.node))
        return;
      const swapped = structuredClone(path.node);
      swapped.arguments.splice(0, 2, ...swapped.arguments.slice(0, 2).reverse());
      yield swapped;
    },
  },
];

/** @throws where Stryker's list is not as expected, rather than leaving the slips out unnoticed */
export function addSlips() {
  if (!Array.isArray(allMutators) || allMutators.some(({ name }) => typeof name !== 'string'))
    throw new Error("Stryker's list of operators has changed: see bench/mutate/slips.mjs.");
  const known = new Set(allMutators.map(({ name }) => name));
  allMutators.push(...slips.filter(({ name }) => !known.has(name)));
}

const isFunctionOrSpread = ({ type }) => /Function|SpreadElement/.test(type);

const isCommutative = ({ callee }) =>
  callee.type === 'MemberExpression' && callee.object.name === 'Math' && callee.property.name !== 'pow';
