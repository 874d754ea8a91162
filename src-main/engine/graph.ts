import type { NativeBinding, OpAttribute } from './tensorflow';

/** An input of a node: `node`, `node:1` for the node's second output, `^node` for a control dependency. */
export type Source = string;

/** Writes a TensorFlow GraphDef node by node. The builder names the nodes. */
export interface GraphBuilder {
  placeholder(name: string, dtype: number, shape: readonly number[]): Source;
  constant(dtype: number, shape: readonly number[], bytes: Uint8Array): Source;
  /** float32 scalar. */
  scalar(value: number): Source;
  /** An op without side effects; the same op with the same inputs is written once. */
  op(op: string, inputs: readonly Source[], attributes: readonly OpAttribute[]): Source;
  /** Declares a resource variable of the session; `name` is the name of its handle's node. */
  variable(name: string, dtype: number, shape: readonly number[]): void;
  /**
   * Starts a program: a part of the graph that is run on its own. TensorFlow runs a graph in any order that its edges
   * allow, but within a program variables behave as in sequential code: a read sees the earlier writes, and a write
   * waits for the earlier reads and writes.
   */
  beginProgram(): void;
  readVariable(name: string, node?: string): Source;
  assignVariable(name: string, value: Source): void;
  /** Adds an op that changes `variables` in place; they are its first inputs, `inputs` the others. */
  updateVariables(op: string, variables: readonly string[], inputs: readonly Source[]): void;
  /** A float32 value that is available after all writes of this program so far. */
  afterWrites(value: Source): Source;
  /** The graph as the bytes of a SavedModel. */
  savedModel(): Uint8Array;
}

/** The message classes that tfjs-node generated from TensorFlow's protocol buffers; only what is used here. */
interface Message {
  serializeBinary(): Uint8Array;
}
interface Proto {
  SavedModel: new () => Message & {
    setSavedModelSchemaVersion(version: number): void;
    addMetaGraphs(graph: object): void;
  };
  MetaGraphDef: (new () => { setMetaInfoDef(info: object): void; setGraphDef(graph: object): void }) & {
    MetaInfoDef: new () => { addTags(tag: string): void };
  };
  GraphDef: new () => { addNode(node: object): void };
  NodeDef: new () => {
    setName(name: string): void;
    setOp(op: string): void;
    setInputList(inputs: readonly string[]): void;
    getAttrMap(): { set(name: string, value: AttributeMessage): void };
  };
  AttrValue: (new () => AttributeMessage) & {
    ListValue: new () => {
      setIList(values: readonly number[]): void;
      setFList(values: readonly number[]): void;
    };
  };
  TensorShape: (new () => { addDim(dim: object): void }) & { Dim: new () => { setSize(size: number): void } };
  Tensor: new () => {
    setDtype(dtype: number): void;
    setTensorShape(shape: object): void;
    setTensorContent(bytes: Uint8Array): void;
  };
}
interface AttributeMessage {
  setType(type: number): void;
  setB(value: boolean): void;
  setI(value: number): void;
  setF(value: number): void;
  setS(value: Uint8Array): void;
  setShape(shape: object): void;
  setTensor(tensor: object): void;
  setList(list: object): void;
}

/** An empty graph, in the protocol buffers that come with tfjs-node. */
// eslint-disable-next-line max-lines-per-function -- the parts of one graph: all of them add to its nodes
export async function graphBuilder(binding: NativeBinding): Promise<GraphBuilder> {
  // @ts-expect-error -- generated code without declarations
  const module = (await import('@tensorflow/tfjs-node-gpu/dist/proto/api_pb.js')) as Proto & {
    default?: Proto;
  };
  const proto = module.default ?? module;
  const graph = new proto.GraphDef();
  const dtypes = new Map<string, number>();
  /** For each variable: its last write in this program, and its reads since. */
  let uses = new Map<string, { write: Source | null; reads: Source[] }>();
  /** Pure nodes by their op, inputs and attributes. */
  const known = new Map<string, Source>();
  const constants = new Set<Source>();
  let count = 0;

  const attribute = (set: (value: AttributeMessage) => void): AttributeMessage => {
    const value = new proto.AttrValue();
    set(value);
    return value;
  };
  const shapeMessage = (shape: readonly number[]): object => {
    const message = new proto.TensorShape();
    for (const size of shape) {
      const dim = new proto.TensorShape.Dim();
      dim.setSize(size);
      message.addDim(dim);
    }
    return message;
  };
  /**
   * TensorFlow's graph optimiser orders the terms of a sum by name. Names ascend in the order of the program, with
   * constants first, so that the terms of a step are added in the same order, bit for bit, at any position in a graph.
   */
  const nextName = (isConstant: boolean): Source =>
    `${isConstant ? 'constant' : 'node'}_${String(count++).padStart(7, '0')}`;
  const type = (dtype: number) => attribute((value) => value.setType(dtype));
  const node = (
    op: string,
    inputs: readonly Source[],
    attributes: Readonly<Record<string, AttributeMessage>>,
    name = nextName(false),
  ): Source => {
    const message = new proto.NodeDef();
    message.setName(name);
    message.setOp(op);
    message.setInputList(inputs);
    for (const [key, value] of Object.entries(attributes)) message.getAttrMap().set(key, value);
    graph.addNode(message);
    return name;
  };

  const once = (key: string, make: () => Source): Source => {
    const found = known.get(key) ?? make();
    known.set(key, found);
    return found;
  };
  const usesOf = (variable: string) => {
    let of = uses.get(variable);
    if (of === undefined) uses.set(variable, (of = { write: null, reads: [] }));
    return of;
  };
  const wait = (source: Source): Source => `^${source}`;
  /** Writes variables by `op`, after all their previous uses. */
  const write = (
    op: string,
    variables: readonly string[],
    inputs: readonly Source[],
    attributes: Readonly<Record<string, AttributeMessage>>,
  ) => {
    const before = variables.flatMap((variable) => {
      const { write: last, reads } = usesOf(variable);
      return last === null ? reads : [last, ...reads];
    });
    const written = node(op, [...variables, ...inputs, ...new Set(before.map(wait))], attributes);
    for (const variable of variables) uses.set(variable, { write: written, reads: [] });
  };

  /** Converts an attribute from the addon's form to the protocol buffer's; see GetOpAttr in tfjs-node's binding. */
  const translate = ({ name, type: kind, value }: OpAttribute): AttributeMessage =>
    attribute((message) => {
      switch (kind) {
        case binding.TF_ATTR_TYPE:
          message.setType(value as number);
          break;
        case binding.TF_ATTR_BOOL:
          message.setB(value as boolean);
          break;
        case binding.TF_ATTR_INT:
          if (Array.isArray(value)) {
            const list = new proto.AttrValue.ListValue();
            list.setIList(value as number[]);
            message.setList(list);
          } else message.setI(value as number);
          break;
        case binding.TF_ATTR_FLOAT:
          message.setF(value as number);
          break;
        case binding.TF_ATTR_STRING:
          message.setS(Buffer.from(value as string));
          break;
        case binding.TF_ATTR_SHAPE:
          message.setShape(shapeMessage(value as number[]));
          break;
        default:
          throw new Error(`Attribute ${name} has a kind (${String(kind)}) that graphs are not written with.`);
      }
    });

  const builder: GraphBuilder = {
    placeholder: (name, dtype, shape) =>
      node(
        'Placeholder',
        [],
        { dtype: type(dtype), shape: attribute((v) => v.setShape(shapeMessage(shape))) },
        name,
      ),
    constant: (dtype, shape, bytes) =>
      once(`${String(dtype)} ${String(shape)} ${Buffer.from(bytes).toString('latin1')}`, () => {
        const tensor = new proto.Tensor();
        tensor.setDtype(dtype);
        tensor.setTensorShape(shapeMessage(shape));
        tensor.setTensorContent(bytes);
        const value = attribute((v) => v.setTensor(tensor));
        const constant = node('Const', [], { dtype: type(dtype), value }, nextName(true));
        constants.add(constant);
        return constant;
      }),
    scalar: (value) =>
      builder.constant(binding.TF_FLOAT, [], new Uint8Array(new Float32Array([value]).buffer)),
    op: (op, inputs, attributes) =>
      once(JSON.stringify([op, inputs, attributes]), () => {
        const isConstant = inputs.every((input) => constants.has(input));
        const translated = Object.fromEntries(attributes.map((a) => [a.name, translate(a)]));
        const result = node(op, inputs, translated, nextName(isConstant));
        if (isConstant) constants.add(result);
        return result;
      }),
    variable(name, dtype, shape) {
      dtypes.set(name, dtype);
      const text = (value: string) => attribute((v) => v.setS(Buffer.from(value)));
      const shapeValue = attribute((v) => v.setShape(shapeMessage(shape)));
      node(
        'VarHandleOp',
        [],
        { dtype: type(dtype), shape: shapeValue, shared_name: text(name), container: text('') },
        name,
      );
    },
    beginProgram() {
      uses = new Map();
    },
    readVariable(name, nodeName) {
      const of = usesOf(name);
      const inputs = of.write === null ? [name] : [name, wait(of.write)];
      const read = node(
        'ReadVariableOp',
        inputs,
        { dtype: type(dtypes.get(name) ?? binding.TF_FLOAT) },
        nodeName,
      );
      of.reads.push(read);
      return read;
    },
    assignVariable(name, value) {
      write('AssignVariableOp', [name], [value], { dtype: type(dtypes.get(name) ?? binding.TF_FLOAT) });
    },
    updateVariables(op, variables, inputs) {
      write(op, variables, inputs, { T: type(binding.TF_FLOAT) });
    },
    afterWrites(value) {
      const writes = new Set([...uses.values()].flatMap((of) => of.write ?? []));
      return node('Identity', [value, ...[...writes].map(wait)], { T: type(binding.TF_FLOAT) });
    },
    savedModel() {
      const model = new proto.SavedModel();
      model.setSavedModelSchemaVersion(1);
      const meta = new proto.MetaGraphDef();
      const info = new proto.MetaGraphDef.MetaInfoDef();
      info.addTags('serve');
      meta.setMetaInfoDef(info);
      meta.setGraphDef(graph);
      model.addMetaGraphs(meta);
      return model.serializeBinary();
    },
  };
  return builder;
}
