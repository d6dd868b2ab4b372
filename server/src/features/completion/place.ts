import type { HostAnalysis } from '../../analysis.ts';
import type { Span } from '../../base/span.ts';
import type { SourceFile } from '../../nix/eval/sources.ts';
import type { Expression, SyntaxTree } from '../../nix/syntax/tree.ts';
import type { Placement } from '../cursor/placement.ts';

/** Where something is to be completed, with all that the answer depends on. */
export interface CompletionPlace {
  readonly source: SourceFile;
  readonly tree: SyntaxTree;
  readonly offset: number;
  readonly placement: Placement;
  /** How much too far the nodes of the placement end that end behind the cursor. */
  readonly moved: number;
  /** The host that the file belongs to; undefined where none does. */
  readonly host: HostAnalysis | undefined;
}

/** The text a completion replaces: the name or value at the cursor. Of a string that is not closed only what stands before the cursor. */
export function replaced({ placement, moved, offset }: CompletionPlace): Span {
  const { node } = placement.focus;
  if (!node || node.kind === 'missing' || node.kind === 'select') return { start: offset, end: offset };
  if (node.kind === 'string' && !isSimple(node)) return { start: node.start, end: offset };
  return { start: node.start, end: node.end - moved };
}

/** Whether the cursor is in a string that cannot be replaced as a whole: behind something interpolated, or between two single quotes. */
export function isInComputedString({ placement, offset }: CompletionPlace): boolean {
  const { node } = placement.focus;
  if (node?.kind !== 'string') return false;
  return node.indented || node.parts.some(({ kind, start }) => kind === 'interpolation' && start < offset);
}

/** A string whose end is where it seems to be, on the same line. */
function isSimple(node: Expression & { readonly kind: 'string' }): boolean {
  return (
    node.closed && !node.indented && node.parts.every((part) => part.kind === 'text' && !part.value.includes('\n'))
  );
}

/** Whether the cursor is in a string, so that what was typed begins with a quote. */
export function isInString({ placement }: CompletionPlace): boolean {
  return placement.focus.node?.kind === 'string';
}
