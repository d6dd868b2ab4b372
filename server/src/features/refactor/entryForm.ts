import { entryNode, isTakenAsItIs } from '../../impermanence/fixes/entries.ts';
import { inFile } from '../../impermanence/fixes/located.ts';
import { staticText } from '../../nix/syntax/attrPath.ts';
import { findBinding } from '../../nix/syntax/build/attributes.ts';
import { replaceExpression } from '../../nix/syntax/build/expressions.ts';
import type { Expression } from '../../nix/syntax/tree.ts';
import { entryItemsAt } from '../cursor/modelAt.ts';
import { type Refactoring, type RefactoringPlace, refactoring } from './refactoring.ts';

/** An entry written as a string becomes an object, and an object that says nothing but its path becomes a string. */
export function entryForm({ analysis, path, selection }: RefactoringPlace): readonly Refactoring[] {
  const [found] = entryItemsAt(analysis, path, selection.start);
  const written = found && entryNode(analysis.context, found.item);
  if (!found || !written || !isTakenAsItIs(written.located)) return [];
  const { node, outer, located } = written;
  const { kind } = found.item;
  if (node.kind === 'string') {
    const text = `{ ${kind} = ${located.tree.text.slice(node.start, node.end)}; }`;
    const edits = inFile(path, replaceExpression(located.tree, outer, text));
    return refactoring('Write it as an object', 'rewrite', edits);
  }
  const only = onlyPath(node, kind);
  if (!only) return [];
  const text = located.tree.text.slice(only.start, only.end);
  return refactoring('Write it as a string', 'rewrite', inFile(path, replaceExpression(located.tree, outer, text)));
}

/** The path of an object that has nothing else. */
function onlyPath(node: Expression, kind: string): Expression | undefined {
  if (node.kind !== 'attributeSet' || node.form !== 'plain' || node.bindings.length !== 1) return undefined;
  const value = findBinding(node, [kind])?.binding.value;
  return value?.kind === 'string' && (staticText(value) !== undefined || !value.indented) ? value : undefined;
}
