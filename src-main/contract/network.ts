import * as z from 'zod';

const Shape = z.array(z.int()).readonly();

/** A network as a table: stacks of layers with their inputs. */
export const NetworkSummarySchema = z.object({
  name: z.string(),
  stacks: z
    .array(
      z.object({
        name: z.string(),
        /** Another stack of the network, or the name of an external input. */
        from: z.string(),
        /** Sizes of one example, without the batch. */
        input: Shape,
        /**
         * What `from` is merged with: multiplied element by element, or concatenated along the last axis. `stack` names
         * another stack of the network or an external input, `own` has the sizes of `from`, `other` those of `stack`.
         * In runs from before `other` was recorded, `stack` is a stack of the network.
         */
        joined: z
          .object({ stack: z.string(), by: z.enum(['×', ',']), own: Shape, other: Shape.optional() })
          .optional(),
        layers: z
          .array(
            z.object({
              name: z.string().nullable(),
              kind: z.string(),
              detail: z.string(),
              output: Shape,
              /** Trained and not trained. */
              parameters: z.int(),
            }),
          )
          .readonly(),
      }),
    )
    .readonly(),
});
export type NetworkSummary = z.infer<typeof NetworkSummarySchema>;
export type StackSummary = NetworkSummary['stacks'][number];
export type LayerSummary = StackSummary['layers'][number];

/** What a stack takes, in words: `z × embedding`, `image, embedding`. */
export function inputText({ from, joined }: StackSummary): string {
  if (joined === undefined) return from;
  return joined.by === '×' ? `${from} × ${joined.stack}` : `${from}, ${joined.stack}`;
}

export const shapeText = (sizes: readonly number[]): string => sizes.map(String).join(' × ');

/** Trained and not trained. */
export function parameterCount({ stacks }: NetworkSummary): number {
  return stacks.flatMap(({ layers }) => layers).reduce((sum, layer) => sum + layer.parameters, 0);
}
