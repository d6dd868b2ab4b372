import type { Site } from '../../nix/eval/value.ts';
import { quoteString, withoutParentheses } from '../../nix/syntax/attrPath.ts';
import { findBinding } from '../../nix/syntax/build/attributes.ts';
import { replaceExpression, simpleText } from '../../nix/syntax/build/expressions.ts';
import type { Expression } from '../../nix/syntax/tree.ts';
import { isExpression } from '../../nix/syntax/walk.ts';
import type { FileEdit, FixContext } from './fileEdit.ts';
import { inFile, locate, nodeAndParent } from './located.ts';

/** Makes a number or path literal a string; a mode keeps its digits, with a zero before three of them. */
export function quoteValue(context: FixContext, site: Site): readonly FileEdit[] | undefined {
  return rewrite(context, site, (node, source) => {
    const value = withoutParentheses(node);
    const raw = source.slice(value.start, value.end);
    if (value.kind === 'int') return quoteString(/^[0-7]{3}$/.test(raw) ? `0${raw}` : raw);
    return value.kind === 'path' && value.parts.length === 1 && !raw.startsWith('.') ? quoteString(raw) : undefined;
  });
}

/** Makes a list of a single value: a text, or a set that is an entry. */
export function wrapInList(context: FixContext, site: Site): readonly FileEdit[] | undefined {
  return rewrite(context, site, (node, source) => {
    const raw = source.slice(node.start, node.end);
    return node.kind === 'string' || isEntry(node) ? `[ ${simpleText(raw)} ]` : undefined;
  });
}

function isEntry(node: Expression): boolean {
  return node.kind === 'attributeSet' && ['directory', 'file'].some((name) => findBinding(node, [name]) !== undefined);
}

function rewrite(
  context: FixContext,
  site: Site,
  textFor: (node: Expression, source: string) => string | undefined,
): readonly FileEdit[] | undefined {
  const located = locate(context, site);
  const node = located && nodeAndParent(located)?.node;
  if (!node || !isExpression(node)) return undefined;
  const text = textFor(node, located.tree.text);
  return text === undefined ? undefined : inFile(located.file, replaceExpression(located.tree, node, text));
}
