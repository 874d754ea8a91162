import { shapeText, type LayerSummary, type NetworkSummary } from '../contract/network';
import { networkTrees, type JoinNode, type StackNode, type TreeNode } from './network-tree';
import { t } from '../contract/texts';

/**
 * The drawing of a network. Each stack is a chain of boxes from top to bottom, below the stack or input whose output it
 * takes, and beside other stacks with the same input. For a merge, an arrow leads across into the column of the first
 * operand. The layout depends only on the summary, so the window and a report draw the same graph. Lengths are in
 * pixels.
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
  /** Lines below the title: the layer's settings, and the other layers in its box. */
  readonly notes: readonly string[];
  readonly parameters: number;
}

interface Point {
  readonly x: number;
  readonly y: number;
}

/** An arrow from an output to the input that takes it; the last one of a chain leads out of the network. */
export interface GraphArrow {
  readonly from: Point;
  readonly to: Point;
  /** Shape of one example, as text. */
  readonly shape: string;
  /** The stack that begins at the end of the arrow. */
  readonly stack: string | null;
  /** Whether the arrow comes from another column and ends at the same point as this column's arrow. */
  readonly across: boolean;
}

/** Room for a title of 22 letters at 12 px and the number of parameters beside it. */
const BOX_WIDTH = 240;
const BOX_PADDING = 7;
const LINE_HEIGHT = 16;
/** Number of letters of 11 px in a line of notes. */
const NOTE_LENGTH = 36;
const INPUT_WIDTH = 120;
const ARROW_HEIGHT = 32;
const COLUMN_GAP = 16;

/** The point where a stack or an input ends, and the shape of its output. */
interface Outlet {
  readonly end: Point;
  readonly shape: readonly number[];
}

/** Lays out the stacks of a network as boxes and arrows, each stack below its input; lengths are in pixels. */
export function networkGraph(network: NetworkSummary): NetworkGraph {
  const boxes: GraphBox[] = [];
  const arrows: GraphArrow[] = [];
  const joining = new Set(network.stacks.map(({ joined }) => joined?.stack));
  /** Ends of the stacks and inputs that merges take from other columns. */
  const outlets = new Map<string, Outlet>();

  function drawStack({ stack, children }: StackNode, left: number, from: Point): void {
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
    if (joining.has(stack.name)) outlets.set(stack.name, { end, shape });
    else if (children.length === 0) draw(end.y + ARROW_HEIGHT);
    drawChildren(children, left, end);
  }

  function drawJoin({ joined, children }: JoinNode, left: number, from: Point): void {
    const outlet = outlets.get(joined.stack);
    if (outlet === undefined) throw new Error(`There is no ${joined.stack} to merge with.`);
    const to = { x: left + widthOf(children) / 2, y: Math.max(from.y, outlet.end.y) + ARROW_HEIGHT };
    arrows.push({ from, to, shape: shapeText(joined.own), stack: null, across: false });
    arrows.push({ from: outlet.end, to, shape: shapeText(outlet.shape), stack: null, across: true });
    const box = pill('join', joined.by === '×' ? t.run.multiplied : t.run.concatenated, to);
    boxes.push(box);
    drawChildren(children, left, { x: to.x, y: to.y + box.height });
  }

  function drawChildren(children: readonly TreeNode[], left: number, from: Point): void {
    let at = left;
    for (const child of children) {
      if (child.kind === 'join') drawJoin(child, at, from);
      else drawStack(child, at, from);
      at += widthOf(child.children) + COLUMN_GAP;
    }
  }

  let width = 0;
  for (const [index, { name, shape, children }] of networkTrees(network).entries()) {
    const left = index === 0 ? 0 : width + COLUMN_GAP;
    width = left + (children.length === 0 ? INPUT_WIDTH : widthOf(children));
    const box = pill('input', name, { x: (left + width) / 2, y: 0 });
    boxes.push(box);
    const end = { x: (left + width) / 2, y: box.height };
    if (joining.has(name)) outlets.set(name, { end, shape });
    drawChildren(children, left, end);
  }
  return { width, height: Math.max(0, ...arrows.map(({ to }) => to.y)), boxes, arrows };
}

/** Returns an arrow as an SVG path: down, across to the column, down, and a head. */
export function arrowPath(arrow: GraphArrow): string {
  const { from, to } = arrow;
  const turn = turnOf(arrow);
  return `M${point(from)}V${String(turn)}H${String(to.x)}V${String(to.y)}m-4-5l4 5l4-5`;
}

/** Height at which an arrow turns: just below its start, or just above its end if it leads to another column. */
function turnOf({ from, to, across }: GraphArrow): number {
  return across ? to.y - (3 * ARROW_HEIGHT) / 4 : from.y + ARROW_HEIGHT / 4;
}

/** Returns where the text of an arrow's shape begins, and where the name of its stack ends. */
export function labelPlaces(arrow: GraphArrow): { shape: Point; stack: Point } {
  const { from, to, across } = arrow;
  const y = to.y - ARROW_HEIGHT / 4;
  if (across) return { shape: { x: from.x + 8, y: turnOf(arrow) + 14 }, stack: { x: to.x - 8, y } };
  return { shape: { x: to.x + 8, y }, stack: { x: to.x - 8, y } };
}

/** Returns where a box's title and its lines of notes begin, and where its number of parameters ends. */
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

function widthOf(children: readonly TreeNode[]): number {
  const widths = children.map((child) => widthOf(child.children));
  const gaps = COLUMN_GAP * (children.length - 1);
  return Math.max(
    BOX_WIDTH,
    widths.reduce((sum, width) => sum + width, gaps),
  );
}

/** Groups layers by box: a layer without weights that keeps the shape, such as an activation, joins the one before. */
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

/** Joins notes into lines of at most `NOTE_LENGTH` letters. */
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
