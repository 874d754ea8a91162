import { shapeText, type LayerSummary, type NetworkSummary, type StackSummary } from './network';

/**
 * A network drawn: each stack is a chain of boxes from top to bottom, below the stack or the input that it takes, and
 * beside the other stacks that take the same. The layout is arithmetic on the summary alone, so the window and a report
 * draw the same graph. Lengths are pixels.
 */
export interface NetworkGraph {
  readonly width: number;
  readonly height: number;
  readonly boxes: readonly GraphBox[];
  readonly arrows: readonly GraphArrow[];
}

export interface GraphBox {
  readonly kind: 'input' | 'layer';
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

/** A stack, and those that take what it gives. */
interface Branch {
  readonly stack: StackSummary;
  readonly children: Branch[];
}

export function networkGraph(network: NetworkSummary): NetworkGraph {
  const boxes: GraphBox[] = [];
  const arrows: GraphArrow[] = [];

  function drawBranch({ stack, children }: Branch, left: number, from: Point): void {
    const x = left + widthOf(children) / 2;
    let end = from;
    let shape = stack.input;
    let name: string | null = stack.name;
    const draw = (y: number): Point => {
      const to = { x, y };
      arrows.push({ from: end, to, shape: shapeText(shape), stack: name });
      name = null;
      return to;
    };
    for (const [layer, ...rest] of sharingBoxes(stack.layers)) {
      const box = layerBox(layer, rest, draw(end.y + ARROW_HEIGHT));
      boxes.push(box);
      end = { x, y: box.y + box.height };
      shape = layer.output;
    }
    if (children.length === 0) draw(end.y + ARROW_HEIGHT);
    drawBranches(children, left, end);
  }
  function drawBranches(branches: readonly Branch[], left: number, from: Point): void {
    let at = left;
    for (const branch of branches) {
      drawBranch(branch, at, from);
      at += widthOf(branch.children) + COLUMN_GAP;
    }
  }

  let width = 0;
  for (const [index, { name, children }] of inputsOf(network).entries()) {
    const left = index === 0 ? 0 : width + COLUMN_GAP;
    const box = inputBox(name, left + widthOf(children) / 2);
    boxes.push(box);
    drawBranches(children, left, { x: box.x + box.width / 2, y: box.height });
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
export function labelPlaces({ to }: GraphArrow): { shape: Point; stack: Point } {
  const y = to.y - ARROW_HEIGHT / 4;
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
function inputsOf({ stacks }: NetworkSummary): { name: string; children: Branch[] }[] {
  const inputs = new Map<string, { name: string; children: Branch[] }>();
  const placed = new Map<string, Branch>();
  for (const stack of stacks) {
    const branch: Branch = { stack, children: [] };
    const key = `${stack.from} ${shapeText(stack.input)}`;
    const source = placed.get(stack.from) ?? inputs.get(key) ?? { name: stack.from, children: [] };
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

function inputBox(title: string, middle: number): GraphBox {
  const [x, height] = [middle - INPUT_WIDTH / 2, 2 * BOX_PADDING + LINE_HEIGHT];
  return { kind: 'input', x, y: 0, width: INPUT_WIDTH, height, title, notes: [], parameters: 0 };
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
