import { parse } from '../../nix/syntax/parse.ts';
import type { SyntaxTree } from '../../nix/syntax/tree.ts';
import { type Placement, placementAt } from './placement.ts';

/** Where somebody is typing. */
export interface TypingPlacement {
  readonly placement: Placement;
  /** How far the nodes of the placement that end behind the cursor are moved, as a word was put in at the cursor. */
  readonly moved: number;
}

/**
 * Where the cursor of somebody who types stands. In a text that is not whole an empty line tells nothing of where it
 * belongs; a word there does, so the text is read as if one were begun.
 */
export function typingPlacement(tree: SyntaxTree, offset: number): TypingPlacement | undefined {
  const direct = placementAt(tree, offset);
  if (direct && tree.errors.length === 0) return { placement: direct, moved: 0 };
  const begun = mayBegin(tree.text, offset) ? withWord(tree.text, offset) : undefined;
  const placement = begun && placementAt(begun, offset + word.length);
  if (placement) return { placement, moved: word.length };
  return direct && { placement: direct, moved: 0 };
}

const word = 'x';

/** Whether no word stands at the cursor that another would change. */
function mayBegin(text: string, offset: number): boolean {
  return !/[\w'-]/.test(text.slice(Math.max(0, offset - 1), offset + 1));
}

function withWord(text: string, offset: number): SyntaxTree {
  return parse(text.slice(0, offset) + word + text.slice(offset));
}
