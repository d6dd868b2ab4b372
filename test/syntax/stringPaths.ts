import { staticName } from '../../server/src/nix/syntax/attrPath.ts';
import type { SyntaxNode, SyntaxTree } from '../../server/src/nix/syntax/tree.ts';
import { childrenOf } from '../../server/src/nix/syntax/walk.ts';

/** For each string literal that is, or is in, the value of a binding: the names of the bindings around it, joined. */
export function stringPaths(tree: SyntaxTree): readonly string[] {
  const paths: string[] = [];
  const pending: { node: SyntaxNode; path: string }[] = [{ node: tree.root, path: '' }];
  for (let next = pending.pop(); next; next = pending.pop()) {
    const { node, path } = next;
    if (node.kind === 'binding') {
      const names = node.path.map((component) => staticName(component) ?? '?');
      pending.push({ node: node.value, path: `${path}/${names.join('/')}` });
      continue;
    }
    if (node.kind === 'string') paths.push(path);
    else for (const child of childrenOf(node)) pending.push({ node: child, path });
  }
  return paths;
}

/** How many items of `before` are no longer in `after`, where each counts as often as it occurs. */
export function lost(before: readonly string[], after: readonly string[]): number {
  const rest = new Map<string, number>();
  for (const item of after) rest.set(item, (rest.get(item) ?? 0) + 1);
  let count = 0;
  for (const item of before) {
    const left = rest.get(item) ?? 0;
    if (left === 0) count++;
    else rest.set(item, left - 1);
  }
  return count;
}

/** Largest and average of numbers, and how many they are. */
export function summary(numbers: readonly number[]): { average: number; worst: number; states: number } {
  const sum = numbers.reduce((total, number) => total + number, 0);
  return { average: sum / numbers.length, worst: Math.max(...numbers), states: numbers.length };
}
