import type { Span } from '../base/span.ts';
import { nodesAt } from '../nix/syntax/nodeAt.ts';
import type { SyntaxTree } from '../nix/syntax/tree.ts';

/** The pieces around an offset to select one after the other, the innermost first; each holds the one before and is larger. */
export function selectionRanges(tree: SyntaxTree, offset: number): readonly Span[] {
  const spans: Span[] = [];
  for (const node of [...nodesAt(tree, offset)].reverse()) {
    // Inside of a string its text comes first, then the string with its quotes.
    const { start, end } = node;
    const last = spans.at(-1);
    if (start === end || (last && last.start === start && last.end === end)) continue;
    spans.push({ start, end });
  }
  const whole = { start: 0, end: tree.text.length };
  const last = spans.at(-1);
  return last && last.start === whole.start && last.end === whole.end ? spans : [...spans, whole];
}
