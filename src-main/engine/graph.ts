import type { NativeBinding, OpAttribute } from './tensorflow';

/** An input of a node: `node`, `node:1` for its second output, `^node` to wait for it. */
export type Source = string;

/** Writes a TensorFlow GraphDef node by node. Node names are given by the builder. */
export interface GraphBuilder {
  placeholder(name: string, dtype: number, shape: readonly number[]): Source;
  constant(dtype: number, shape: readonly number[], bytes: Uint8Array): Source;
  /** float32 scalar. */
  scalar(value: number): Source;
  op(op: string, inputs: readonly Source[], attributes: readonly OpAttribute[], name?: string): Source;
  /** Declares a resource variable of the session; `name` is its handle's node. */
  variable(name: string, dtype: number, shape: readonly number[]): void;
  readVariable(name: string, after: readonly Source[], node?: string): Source;
  assignVariable(name: string, value: Source): Source;
  /** The graph as the bytes of a SavedModel. */
  savedModel(): Uint8Array;
}

/** The message classes that tfjs-node generated from TensorFlow's protocol buffers; only what is used of them. */
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

export async function graphBuilder(binding: NativeBinding): Promise<GraphBuilder> {
  // @ts-expect-error -- generated code without declarations
  const module = (await import('@tensorflow/tfjs-node-gpu/dist/proto/api_pb.js')) as Proto & {
    default?: Proto;
  };
  const proto = module.default ?? module;
  const graph = new proto.GraphDef();
  const dtypes = new Map<string, number>();
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
  const type = (dtype: number) => attribute((value) => value.setType(dtype));
  const node = (
    op: string,
    inputs: readonly Source[],
    attributes: Readonly<Record<string, AttributeMessage>>,
    name = `n${String(count++)}`,
  ): Source => {
    const message = new proto.NodeDef();
    message.setName(name);
    message.setOp(op);
    message.setInputList(inputs);
    for (const [key, value] of Object.entries(attributes)) message.getAttrMap().set(key, value);
    graph.addNode(message);
    return name;
  };

  /** The addon's form of an attribute as the protocol buffer's; see GetOpAttr in tfjs-node's binding. */
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
    constant(dtype, shape, bytes) {
      const tensor = new proto.Tensor();
      tensor.setDtype(dtype);
      tensor.setTensorShape(shapeMessage(shape));
      tensor.setTensorContent(bytes);
      return node('Const', [], { dtype: type(dtype), value: attribute((v) => v.setTensor(tensor)) });
    },
    scalar: (value) =>
      builder.constant(binding.TF_FLOAT, [], new Uint8Array(new Float32Array([value]).buffer)),
    op: (op, inputs, attributes, name) =>
      node(op, inputs, Object.fromEntries(attributes.map((a) => [a.name, translate(a)])), name),
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
    readVariable: (name, after, nodeName) =>
      node(
        'ReadVariableOp',
        [name, ...after],
        { dtype: type(dtypes.get(name) ?? binding.TF_FLOAT) },
        nodeName,
      ),
    assignVariable: (name, value) =>
      node('AssignVariableOp', [name, value], { dtype: type(dtypes.get(name) ?? binding.TF_FLOAT) }),
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
