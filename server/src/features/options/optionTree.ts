import type { OptionFact } from '../../impermanence/knowledge/options/index.ts';

/** Options by their names: what may stand at a place, and what is known of it. */
export interface OptionNode {
  readonly children: ReadonlyMap<string, OptionNode>;
  readonly fact: OptionFact | undefined;
}

/** The component that stands for any name, and the one for an item of a list. */
export const anyName = '<name>';
export const anyItem = '*';

/** The tree of some options. Where two facts have one path the later one counts. */
export function optionTree(facts: readonly OptionFact[]): OptionNode {
  const root: Growing = { children: new Map(), fact: undefined };
  for (const fact of facts) {
    let node = root;
    for (const part of fact.path.split('.')) {
      let child = node.children.get(part);
      if (!child) {
        child = { children: new Map(), fact: undefined };
        node.children.set(part, child);
      }
      node = child;
    }
    node.fact = fact;
  }
  return root;
}

/** Goes down one step: a name (undefined: a computed one) or `anyItem`. */
export function descend(node: OptionNode, part: string | undefined): OptionNode | undefined {
  const named = part === undefined ? undefined : node.children.get(part);
  if (named) return named;
  if (part !== anyItem) return node.children.get(anyName);
  return node.fact && /list of/.test(node.fact.type) ? plainItem : undefined;
}

/** An item of a list of which no more is known. */
const plainItem: OptionNode = { children: new Map(), fact: undefined };

interface Growing extends OptionNode {
  readonly children: Map<string, Growing>;
  fact: OptionFact | undefined;
}
