import { beforeEach, describe, expect, it } from 'vitest';
import { loadTensorflow } from './backend';
import { graphBuilder, type GraphBuilder } from './graph';

const { native } = await loadTensorflow();
if (native === null) throw new Error('These tests are about native TensorFlow.');
const { binding } = native;

interface Decoded {
  getMetaGraphsList(): {
    getGraphDef(): { getNodeList(): { getName(): string; getOp(): string; getInputList(): string[] }[] };
  }[];
}

let graph: GraphBuilder;
/** The inputs of each node, parsed from the bytes that TensorFlow receives. */
async function written(): Promise<{ op: string; name: string; inputs: string[] }[]> {
  // @ts-expect-error -- generated code without declarations
  const module = (await import('@tensorflow/tfjs-node-gpu/dist/proto/api_pb.js')) as {
    default: { SavedModel: { deserializeBinary(bytes: Uint8Array): Decoded } };
  };
  const [meta] = module.default.SavedModel.deserializeBinary(graph.savedModel()).getMetaGraphsList();
  const nodes = meta?.getGraphDef().getNodeList() ?? [];
  return nodes.map((node) => ({ op: node.getOp(), name: node.getName(), inputs: node.getInputList() }));
}

beforeEach(async () => {
  graph = await graphBuilder(binding);
  graph.variable('w', binding.TF_FLOAT, []);
});

describe('variables in a graph', () => {
  it('are read after earlier writes, and written after earlier reads and writes', async () => {
    const early = graph.readVariable('w');
    const other = graph.readVariable('w');
    graph.updateVariables('ResourceApplyGradientDescent', ['w'], [graph.scalar(1), graph.scalar(2)]);
    const late = graph.readVariable('w');
    graph.assignVariable('w', graph.scalar(3));
    const nodes = await written();
    const [update] = nodes.filter(({ op }) => op === 'ResourceApplyGradientDescent');
    const [assignment] = nodes.filter(({ op }) => op === 'AssignVariableOp');
    const inputsOf = (source: string) => nodes.find(({ name }) => name === source)?.inputs;
    expect(inputsOf(early)).toEqual(['w']);
    expect(update?.inputs.slice(3)).toEqual([`^${early}`, `^${other}`]);
    expect(inputsOf(late)).toEqual(['w', `^${update?.name ?? ''}`]);
    expect(assignment?.inputs.slice(2)).toEqual([`^${update?.name ?? ''}`, `^${late}`]);
    expect(inputsOf(graph.afterWrites(late))).toBeUndefined();
    expect((await written()).at(-1)?.inputs).toEqual([late, `^${assignment?.name ?? ''}`]);
  });

  it('are ordered within one program only', async () => {
    graph.assignVariable('w', graph.scalar(1));
    graph.beginProgram();
    const read = graph.readVariable('w');
    expect((await written()).find(({ name }) => name === read)?.inputs).toEqual(['w']);
  });
});

it('writes the same operation on the same inputs once, and names constants first', () => {
  const square = (source: string) =>
    graph.op('Square', [source], [{ name: 'T', type: binding.TF_ATTR_TYPE, value: binding.TF_FLOAT }]);
  const read = graph.readVariable('w');
  const constant = square(graph.scalar(2));
  expect(square(read)).toBe(square(read));
  expect(square(graph.scalar(2))).toBe(constant);
  expect(graph.scalar(2)).not.toBe(graph.scalar(3));
  expect(constant < read).toBe(true);
});
