import { describe, expect, it } from 'vitest';
import { arrowPath, networkGraph, textPlaces, type GraphArrow, type GraphBox } from './network-graph';
import type { LayerSummary, NetworkSummary } from '../contract/network';

const layer = (kind: string, output: readonly number[], rest: Partial<LayerSummary> = {}): LayerSummary => ({
  name: kind,
  kind,
  detail: '',
  output,
  parameters: 10,
  ...rest,
});
const activation = (kind: string, output: readonly number[]): LayerSummary =>
  layer(kind, output, { name: null, parameters: 0 });

const encoder: NetworkSummary = {
  name: 'encoder',
  stacks: [
    {
      name: 'body',
      from: 'image',
      input: [784],
      layers: [layer('Dense', [512]), activation('ReLU', [512]), layer('Dense', [512])],
    },
    { name: 'mean', from: 'body', input: [512], layers: [layer('Dense', [2])] },
    { name: 'log variance', from: 'body', input: [512], layers: [layer('Dense', [2])] },
  ],
};
const conditional: NetworkSummary = {
  name: 'discriminator',
  stacks: [
    { name: 'embedding', from: 'label', input: [10], layers: [layer('Embedding', [784])] },
    {
      name: 'features',
      from: 'image',
      input: [28, 28, 2],
      joined: { stack: 'embedding', by: ',', own: [28, 28, 1] },
      layers: [
        activation('Reshape', [28, 28, 2]),
        layer('Convolution', [14, 14, 32], { detail: '5×5, stride 2' }),
        activation('Leaky ReLU', [14, 14, 32]),
        layer('Dropout', [14, 14, 32], { name: null, detail: '0.4', parameters: 0 }),
        activation('Flatten', [6272]),
      ],
    },
    { name: 'logit', from: 'features', input: [6272], layers: [layer('Dense', [1])] },
  ],
};
/** Merges the outputs of two stacks, of which the first is the longer one. */
const stacksMerged: NetworkSummary = {
  name: 'stacks merged',
  stacks: [
    {
      name: 'planes',
      from: 'image',
      input: [784],
      layers: [activation('Reshape', [28, 28, 1]), layer('Convolution', [28, 28, 4])],
    },
    { name: 'plane', from: 'label', input: [10], layers: [layer('Embedding', [28, 28, 1])] },
    {
      name: 'features',
      from: 'planes',
      input: [28, 28, 5],
      joined: { stack: 'plane', by: ',', own: [28, 28, 4], other: [28, 28, 1] },
      layers: [activation('Flatten', [3920])],
    },
  ],
};
const inputsMerged: NetworkSummary = {
  name: 'inputs merged',
  stacks: [
    {
      name: 'generator',
      from: 'z',
      input: [10],
      joined: { stack: 'class', by: ',', own: [2], other: [8] },
      layers: [layer('Dense', [2])],
    },
  ],
};

const overlap = (a: GraphBox, b: GraphBox): boolean =>
  a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
const bottomOf = ({ x, y, width, height }: GraphBox) => ({ x: x + width / 2, y: y + height });
const topOf = ({ x, y, width }: GraphBox) => ({ x: x + width / 2, y });

describe.each([encoder, conditional, stacksMerged, inputsMerged])('the graph of $name', (network) => {
  const { width, height, boxes, arrows } = networkGraph(network);

  it('has boxes that do not overlap and lie within its size', () => {
    for (const [index, box] of boxes.entries()) {
      for (const other of boxes.slice(index + 1)) expect(overlap(box, other)).toBe(false);
      expect(box.x).toBeGreaterThanOrEqual(0);
      expect(box.x + box.width).toBeLessThanOrEqual(width);
      expect(box.y + box.height).toBeLessThanOrEqual(height);
      for (const { y } of textPlaces(box).notes) expect(y).toBeLessThan(box.y + box.height);
    }
  });

  it('has arrows that lead down to a box or out of the network', () => {
    for (const { from, to } of arrows) {
      expect(boxes.map(bottomOf)).toContainEqual(from);
      expect(to.y).toBeGreaterThan(from.y);
    }
    const taken = arrows.filter(({ to }) => boxes.map(topOf).some(({ x, y }) => x === to.x && y === to.y));
    const fed = boxes.filter(({ kind }) => kind !== 'input');
    const joins = boxes.filter(({ kind }) => kind === 'join');
    expect(taken).toHaveLength(fed.length + joins.length);
  });

  it('starts each stack once, below its input', () => {
    for (const stack of network.stacks) {
      const entering = arrows.filter((arrow) => arrow.stack === stack.name);
      expect(entering.map(({ shape }) => shape)).toEqual([stack.input.join(' × ')]);
    }
  });

  it('shows every parameter', () => {
    const sum = boxes.reduce((total, { parameters }) => total + parameters, 0);
    expect(sum).toBe(
      network.stacks.flatMap(({ layers }) => layers).reduce((total, { parameters }) => total + parameters, 0),
    );
  });
});

describe('a graph', () => {
  const arrowInto = (network: NetworkSummary, stack: string): GraphArrow =>
    networkGraph(network).arrows.find((arrow) => arrow.stack === stack)!;

  it('places stacks with the same input side by side', () => {
    const [mean, logVariance] = [arrowInto(encoder, 'mean'), arrowInto(encoder, 'log variance')];
    expect(mean.from).toEqual(logVariance.from);
    expect(mean.to.y).toBe(logVariance.to.y);
    expect(mean.to.x).toBeLessThan(mean.from.x);
    expect(logVariance.to.x).toBeGreaterThan(mean.from.x);
  });

  it('continues straight down if one stack takes the output of another', () => {
    const { from, to } = arrowInto(conditional, 'logit');
    expect(to.x).toBe(from.x);
  });

  it('leads a stack across to the input that it is merged with, and continues below', () => {
    const { boxes, arrows } = networkGraph(conditional);
    const join = boxes.find(({ kind }) => kind === 'join')!;
    const into = arrows.filter(({ to }) => to.x === topOf(join).x && to.y === join.y);
    expect(into.map(({ shape, across }) => [shape, across])).toEqual([
      ['28 × 28 × 1', false],
      ['784', true],
    ]);
    expect(into[1]!.from).toEqual(bottomOf(boxes.find(({ title }) => title === 'Embedding')!));
    expect(arrowInto(conditional, 'features').from).toEqual(bottomOf(join));
  });

  it('merges the outputs of stacks of different lengths below both', () => {
    const { boxes, arrows } = networkGraph(stacksMerged);
    const join = boxes.find(({ kind }) => kind === 'join')!;
    const into = arrows.filter(({ to }) => to.x === topOf(join).x && to.y === join.y);
    expect(into.map(({ shape, across }) => [shape, across])).toEqual([
      ['28 × 28 × 4', false],
      ['28 × 28 × 1', true],
    ]);
    const bottomIn = (title: string) => bottomOf(boxes.find((box) => box.title === title)!);
    expect(into.map(({ from }) => from)).toEqual([bottomIn('Convolution'), bottomIn('Embedding')]);
    // The arrow from the shorter stack turns below the longer stack.
    const turn = Number(/V([\d.]+)H/.exec(arrowPath(into[1]!))?.[1]);
    expect(turn).toBeGreaterThan(bottomIn('Convolution').y);
    expect(turn).toBeLessThan(join.y);
  });

  it('merges two inputs, each with its shape', () => {
    const { boxes, arrows } = networkGraph(inputsMerged);
    expect(boxes.map(({ kind, title }) => [kind, title])).toEqual([
      ['input', 'class'],
      ['input', 'z'],
      ['join', 'concatenated'],
      ['layer', 'Dense'],
    ]);
    expect(arrows.map(({ shape }) => shape)).toEqual(['2', '8', '10', '2']);
  });

  it('has a column for each input, and draws a shared input once', () => {
    const inputs = (network: NetworkSummary) =>
      networkGraph(network).boxes.filter(({ kind }) => kind === 'input');
    expect(inputs(conditional).map(({ title }) => title)).toEqual(['label', 'image']);
    const twins = encoder.stacks.slice(0, 1).flatMap((stack) => [stack, { ...stack, name: 'twin' }]);
    expect(inputs({ name: 'twins', stacks: twins })).toHaveLength(1);
  });

  it('adds layers without weights to the box above, unless they change the shape', () => {
    const boxes = networkGraph(conditional).boxes.filter(({ kind }) => kind === 'layer');
    expect(boxes.map(({ title, notes }) => [title, ...notes])).toEqual([
      ['Embedding'],
      ['Reshape'],
      ['Convolution', '5×5, stride 2 · Leaky ReLU', 'Dropout 0.4'],
      ['Flatten'],
      ['Dense'],
    ]);
  });
});
