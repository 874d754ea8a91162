import type * as z from 'zod';
import type { Session } from '../session';

/** What tools work with. */
export interface ToolContext {
  readonly session: Session;
  readonly dataDir: string;
  /** Where exported files go. */
  readonly folder: string;
  /** Whether the data folder may be changed, and runs sent to servers. */
  readonly allowChanges: boolean;
}

/** A tool: what a model may call, with the shape of its input. */
export interface Tool {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly input: z.ZodRawShape;
  /** @returns what the model is shown, as JSON */
  readonly answer: (context: ToolContext, input: never) => unknown;
}

/** Types a tool by its input. */
export const tool = <Shape extends z.ZodRawShape>(
  given: Omit<Tool, 'input' | 'answer'> & {
    readonly input: Shape;
    readonly answer: (context: ToolContext, input: z.output<z.ZodObject<Shape>>) => unknown;
  },
): Tool => given;
