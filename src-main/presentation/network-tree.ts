import { inputText, shapeText, type NetworkSummary, type StackSummary } from '../contract/network';

export type Joined = NonNullable<StackSummary['joined']>;

/** An input of the network, with the stacks and merges that take it. */
export interface InputNode {
  readonly kind: 'input';
  readonly name: string;
  readonly shape: readonly number[];
  readonly children: TreeNode[];
}

/** A merge, placed below its first operand. */
export interface JoinNode {
  readonly kind: 'join';
  readonly joined: Joined;
  readonly children: TreeNode[];
}

export interface StackNode {
  readonly kind: 'stack';
  readonly stack: StackSummary;
  readonly children: TreeNode[];
}

export type TreeNode = JoinNode | StackNode;

/**
 * Returns a tree for each input of a network, in an order in which they can be drawn: a tree whose merges take outputs
 * from another tree comes after that tree. A name that no earlier stack has is the name of an input.
 */
export function networkTrees({ stacks }: NetworkSummary): InputNode[] {
  const inputs = new Map<string, InputNode>();
  const placed = new Map<string, StackNode>();
  const sourceOf = (name: string, shape: readonly number[]): InputNode | StackNode => {
    const stack = placed.get(name);
    if (stack !== undefined) return stack;
    const key = `${name} ${shapeText(shape)}`;
    const input = inputs.get(key) ?? { kind: 'input', name, shape, children: [] };
    inputs.set(key, input);
    return input;
  };
  const joins = new Map<string, JoinNode>();
  for (const stack of stacks) {
    const { from, input, joined } = stack;
    const node: StackNode = { kind: 'stack', stack, children: [] };
    placed.set(stack.name, node);
    if (joined === undefined) {
      sourceOf(from, input).children.push(node);
      continue;
    }
    const key = `${inputText(stack)} ${shapeText(input)}`;
    const join = joins.get(key) ?? { kind: 'join', joined, children: [] };
    if (!joins.has(key)) {
      // Creates the node of the second operand if that is an input.
      sourceOf(joined.stack, joined.other ?? []);
      sourceOf(from, joined.own).children.push(join);
      joins.set(key, join);
    }
    join.children.push(node);
  }
  return inDrawingOrder([...inputs.values()]);
}

function inDrawingOrder(inputs: readonly InputNode[]): InputNode[] {
  const rest = [...inputs];
  const drawn = new Set<string>();
  const ordered: InputNode[] = [];
  while (rest.length > 0) {
    const ready = rest.findIndex((input) => {
      const own = namesIn(input);
      return joinsIn(input).every(({ joined }) => drawn.has(joined.stack) || own.includes(joined.stack));
    });
    const [next] = rest.splice(Math.max(0, ready), 1);
    if (next === undefined) break;
    ordered.push(next);
    for (const name of namesIn(next)) drawn.add(name);
  }
  return ordered;
}

function nodesBelow(children: readonly TreeNode[]): TreeNode[] {
  return children.flatMap((node) => [node, ...nodesBelow(node.children)]);
}

function joinsIn(input: InputNode): JoinNode[] {
  return nodesBelow(input.children).filter((node) => node.kind === 'join');
}

function namesIn(input: InputNode): string[] {
  const stacks = nodesBelow(input.children).filter((node) => node.kind === 'stack');
  return [input.name, ...stacks.map(({ stack }) => stack.name)];
}
