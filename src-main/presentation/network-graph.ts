import {
  inputText,
  shapeText,
  type LayerSummary,
  type NetworkSummary,
  type StackSummary,
} from '../contract/network';

/**
 * A network drawn: each stack is a chain of boxes from top to bottom, below the stack or the input that it takes, and
 * beside the other stacks that take the same. One that joins its input leads across into the column of that input. The layout is arithmetic on the summary alone, so the window and a report
 * draw the same graph. Lengths are pixels.
 */
export interface NetworkGraph {
  readonly width: number;
  readonly height: number;
  readonly boxes: readonly GraphBox[];
  readonly arrows: readonly GraphArrow[];
}

export interface GraphBox {
  readonly kind: 'input' | 'join' | 'layer';
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly title: string;
  /** Lines below the title: the layer's settings, and the layers that share its box. */
  readonly notes: readonly string[];
  readonly parameters: number;
}

interface Point {
  readonly x: number;
  readonly y: number;
}

/** From what gives to what takes; the last one of a chain leads out of the network. */
export interface GraphArrow {
  readonly from: Point;
  readonly to: Point;
  /** Sizes of one example, as text. */
  readonly shape: string;
  /** The stack that begins where it points. */
  readonly stack: string | null;
  /** Whether it comes from another column, and ends where the arrow of this one does. */
  readonly across: boolean;
}

/** Room for a title of 22 letters at 12 px, and for a number of parameters beside it. */
const BOX_WIDTH = 240;
const BOX_PADDING = 7;
const LINE_HEIGHT = 16;
/** Letters at 11 px. */
const NOTE_LENGTH = 36;
const INPUT_WIDTH = 120;
const ARROW_HEIGHT = 32;
const COLUMN_GAP = 16;

type Joined = NonNullable<StackSummary['joined']>;

interface Input {
  readonly name: string;
  readonly joined: Joined | undefined;
  readonly children: Branch[];
}

/** Where a stack ends, and the sizes of what it gives. */
interface Outlet {
  readonly end: Point;
  readonly shape: readonly number[];
}

/** A stack, and those that take what it gives. */
interface Branch {
  readonly stack: StackSummary;
  readonly children: Branch[];
}

export function networkGraph(network: NetworkSummary): NetworkGraph {
  const boxes: GraphBox[] = [];
  const arrows: GraphArrow[] = [];
  const joining = new Set(network.stacks.map(({ joined }) => joined?.stack));
  /** Where stacks end that join the input of another. */
  const ends = new Map<string, Outlet>();

  function drawBranch({ stack, children }: Branch, left: number, from: Point): void {
    const x = left + widthOf(children) / 2;
    let end = from;
    let shape = stack.input;
    let name: string | null = stack.name;
    const draw = (y: number): Point => {
      const to = { x, y };
      arrows.push({ from: end, to, shape: shapeText(shape), stack: name, across: false });
      name = null;
      return to;
    };
    for (const [layer, ...rest] of sharingBoxes(stack.layers)) {
      const box = layerBox(layer, rest, draw(end.y + ARROW_HEIGHT));
      boxes.push(box);
      end = { x, y: box.y + box.height };
      shape = layer.output;
    }
    if (joining.has(stack.name)) ends.set(stack.name, { end, shape });
    else if (children.length === 0) draw(end.y + ARROW_HEIGHT);
    drawBranches(children, left, end);
  }
  function drawBranches(branches: readonly Branch[], left: number, from: Point): void {
    let at = left;
    for (const branch of branches) {
      drawBranch(branch, at, from);
      at += widthOf(branch.children) + COLUMN_GAP;
    }
  }

  /** @returns where what has been joined leads on from */
  function drawJoin(from: Point, { stack, by, own }: Joined): Point {
    const outlet = ends.get(stack);
    if (outlet === undefined) return from;
    const to = { x: from.x, y: Math.max(from.y, outlet.end.y) + ARROW_HEIGHT };
    arrows.push({ from, to, shape: shapeText(own), stack: null, across: false });
    arrows.push({ from: outlet.end, to, shape: shapeText(outlet.shape), stack: null, across: true });
    const box = pill('join', by === '×' ? 'multiplied' : 'concatenated', to);
    boxes.push(box);
    return { x: to.x, y: to.y + box.height };
  }

  let width = 0;
  for (const [index, { name, joined, children }] of inputsOf(network).entries()) {
    const left = index === 0 ? 0 : width + COLUMN_GAP;
    const x = left + widthOf(children) / 2;
    const box = pill('input', name, { x, y: 0 });
    boxes.push(box);
    const from = { x, y: box.height };
    drawBranches(children, left, joined === undefined ? from : drawJoin(from, joined));
    width = left + widthOf(children);
  }
  return { width, height: Math.max(0, ...arrows.map(({ to }) => to.y)), boxes, arrows };
}

/** As SVG: down, across to the column, down, and a head. */
export function arrowPath({ from, to }: GraphArrow): string {
  const turn = from.y + ARROW_HEIGHT / 4;
  return `M${point(from)}V${String(turn)}H${String(to.x)}V${String(to.y)}m-4-5l4 5l4-5`;
}

/** Where an arrow's shape begins, and the name of its stack ends. */
export function labelPlaces({ from, to, across }: GraphArrow): { shape: Point; stack: Point } {
  const y = to.y - ARROW_HEIGHT / 4;
  if (across)
    return { shape: { x: from.x + 8, y: from.y + ARROW_HEIGHT / 4 + 14 }, stack: { x: to.x - 8, y } };
  return { shape: { x: to.x + 8, y }, stack: { x: to.x - 8, y } };
}

/** Where a box's title and notes begin, a line below the other, and its number of parameters ends. */
export function textPlaces(box: GraphBox): {
  title: Point;
  notes: (Point & { text: string })[];
  parameters: Point;
} {
  const [left, baseline] = [box.x + 10, box.y + BOX_PADDING + 12];
  return {
    title: { x: left, y: baseline },
    notes: box.notes.map((text, index) => ({ text, x: left, y: baseline + (index + 1) * LINE_HEIGHT })),
    parameters: { x: box.x + box.width - 10, y: baseline },
  };
}

const point = ({ x, y }: Point): string => `${String(x)} ${String(y)}`;

/** What comes from outside, and the stacks that take it. A name that no earlier stack has is one for the outside. */
function inputsOf({ stacks }: NetworkSummary): Input[] {
  const inputs = new Map<string, Input>();
  const placed = new Map<string, Branch>();
  for (const stack of stacks) {
    const branch: Branch = { stack, children: [] };
    const key = `${inputText(stack)} ${shapeText(stack.input)}`;
    const { from: name, joined } = stack;
    const source = placed.get(name) ?? inputs.get(key) ?? { name, joined, children: [] };
    source.children.push(branch);
    if ('name' in source) inputs.set(key, source);
    placed.set(stack.name, branch);
  }
  return [...inputs.values()];
}

function widthOf(branches: readonly Branch[]): number {
  const widths = branches.map(({ children }) => widthOf(children));
  const gaps = COLUMN_GAP * (branches.length - 1);
  return Math.max(
    BOX_WIDTH,
    widths.reduce((sum, width) => sum + width, gaps),
  );
}

/** Layers by box: one without weights that leaves the shape as it is, such as an activation, goes with the one before. */
function sharingBoxes(layers: readonly LayerSummary[]): [LayerSummary, ...LayerSummary[]][] {
  const boxes: [LayerSummary, ...LayerSummary[]][] = [];
  for (const layer of layers) {
    const last = boxes[boxes.length - 1];
    const joins = layer.name === null && last && shapeText(last[0].output) === shapeText(layer.output);
    if (joins) last.push(layer);
    else boxes.push([layer]);
  }
  return boxes;
}

function pill(kind: 'input' | 'join', title: string, top: Point): GraphBox {
  const [x, height] = [top.x - INPUT_WIDTH / 2, 2 * BOX_PADDING + LINE_HEIGHT];
  return { kind, x, y: top.y, width: INPUT_WIDTH, height, title, notes: [], parameters: 0 };
}

function layerBox(
  { kind: title, detail, parameters }: LayerSummary,
  sharing: readonly LayerSummary[],
  top: Point,
): GraphBox {
  const notes = noteLines([detail, ...sharing.map((layer) => `${layer.kind} ${layer.detail}`.trim())]);
  const height = 2 * BOX_PADDING + LINE_HEIGHT * (1 + notes.length);
  return {
    kind: 'layer',
    x: top.x - BOX_WIDTH / 2,
    y: top.y,
    width: BOX_WIDTH,
    height,
    title,
    notes,
    parameters,
  };
}

/** As many of the notes to a line as have room. */
function noteLines(notes: readonly string[]): string[] {
  const lines: string[] = [];
  for (const note of notes.filter((text) => text !== '')) {
    const last = lines[lines.length - 1];
    const joined = last === undefined ? note : `${last} · ${note}`;
    if (last !== undefined && joined.length <= NOTE_LENGTH) lines[lines.length - 1] = joined;
    else lines.push(note);
  }
  return lines;
}
