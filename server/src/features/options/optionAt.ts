import { nameStep, type Placement, type Step } from '../cursor/placement.ts';
import { anyItem, anyName, descend, type OptionNode } from './optionTree.ts';

/** A place among known options. */
export interface OptionPlace {
  readonly node: OptionNode;
  /** The option's path as written, from its first component: `environment`, `persistence`, `/persist`. Undefined names are computed. */
  readonly path: readonly (string | undefined)[];
  /** The same as facts write it: `<name>` for free names, `*` for items. */
  readonly pattern: readonly string[];
}

/**
 * The option that steps lead to. Where a module begins in a file is not always to be seen (a function's argument, an item of
 * `modules`), so the longest end of the way that is an option's path counts. Undefined where there is none.
 */
export function optionAt(tree: OptionNode, steps: readonly Step[]): OptionPlace | undefined {
  const parts = steps.map((step) => (step.kind === 'item' ? anyItem : step.name));
  for (let start = 0; start < parts.length; start++) {
    const found = follow(tree, parts.slice(start));
    if (found) return found;
  }
  return undefined;
}

function follow(tree: OptionNode, path: readonly (string | undefined)[]): OptionPlace | undefined {
  const pattern: string[] = [];
  let node = tree;
  for (const part of path) {
    const next = descend(node, part);
    if (!next) return undefined;
    pattern.push(part === anyItem || (part !== undefined && node.children.has(part)) ? part : anyName);
    node = next;
  }
  return { node, path, pattern };
}

/** The option whose name, or whose value, the cursor is in. */
export function optionOf(tree: OptionNode, { steps, focus }: Placement): OptionPlace | undefined {
  if (focus.kind === 'value') return optionAt(tree, steps);
  return focus.node && optionAt(tree, [...steps, nameStep(focus.node)]);
}
