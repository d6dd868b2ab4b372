import type { Site } from '../../nix/eval/value.ts';
import { quoteAttributeName, quoteString, staticText } from '../../nix/syntax/attrPath.ts';
import type { StringLiteral, SyntaxNode } from '../../nix/syntax/tree.ts';
import type { FileEdit, FixContext } from './fileEdit.ts';
import { inFile, locate, nodeAndParent } from './located.ts';

/**
 * Replaces a piece of the string or name at a site. A string with interpolations is changed where the piece stands in
 * its own text, or cut behind `to` where that is what is left of it. Undefined where the piece is not written there.
 */
export function replaceText(
  context: FixContext,
  site: Site,
  from: string,
  to: string,
): readonly FileEdit[] | undefined {
  const located = locate(context, site);
  const node = located && nodeAndParent(located)?.node;
  const text = node && replaced(located.tree.text, node, from, to);
  if (!node || text === undefined) return undefined;
  return inFile(located.file, [{ span: { start: node.start, end: node.end }, text }]);
}

function replaced(source: string, node: SyntaxNode, from: string, to: string): string | undefined {
  switch (node.kind) {
    case 'name':
    case 'placeholder':
      return node.name.includes(from) ? quoteAttributeName(node.name.replace(from, to)) : undefined;
    case 'uri':
      return node.value.includes(from) ? quoteString(node.value.replace(from, to)) : undefined;
    case 'string':
      return inString(source, node, from, to);
    default:
      return undefined;
  }
}

function inString(source: string, string: StringLiteral, from: string, to: string): string | undefined {
  const whole = staticText(string);
  if (whole !== undefined) return whole.includes(from) ? quoteString(whole.replace(from, to)) : undefined;
  const [first] = string.parts;
  if (from.startsWith(to) && first?.kind === 'text' && first.value.startsWith(to)) return quoteString(to);
  for (const part of string.parts) {
    const raw = source.slice(part.start, part.end);
    if (part.kind !== 'text' || !raw.includes(from)) continue;
    return source.slice(string.start, part.start) + raw.replace(from, to) + source.slice(part.end, string.end);
  }
  return undefined;
}
