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
  const shorter = from.startsWith(to) ? withoutEnd(source, string, from.slice(to.length)) : undefined;
  if (shorter !== undefined) return shorter;
  for (const part of string.parts) {
    const raw = source.slice(part.start, part.end);
    if (part.kind !== 'text' || !raw.includes(from)) continue;
    return source.slice(string.start, part.start) + raw.replace(from, to) + source.slice(part.end, string.end);
  }
  return undefined;
}

/**
 * The string without an end that it has for certain: a text (`"${store}/home/bird"`), or what an attribute of that name
 * gives (`"${store}${config.home.homeDirectory}"`, `"${store}/home/${config.home.username}"`).
 */
function withoutEnd(source: string, { start, end, parts, indented }: StringLiteral, gone: string): string | undefined {
  const ends = parts.filter((part) => part.kind !== 'text' || !/^\/+$/.test(part.value));
  const last = ends.at(-1);
  const isLast = last === parts.at(-1) || (ends.length < parts.length && last === parts.at(-2));
  if (indented || last === undefined || !isLast || parts.length < 2) return undefined;
  const cut = gone.replace(/\/+$/, '');
  const before = source.slice(start, last.start);
  const raw = source.slice(last.start, last.end);
  if (last.kind === 'text') {
    const kept = raw.replace(/\/+$/, '');
    return kept.endsWith(cut) ? `${before}${kept.slice(0, -cut.length)}${source.slice(end - 1, end)}` : undefined;
  }
  const name = /\.(homeDirectory|username)\}$/.exec(raw)?.[1];
  const told = name === 'username' ? cut.slice(0, cut.lastIndexOf('/') + 1) : '';
  if (name === undefined || !before.endsWith(told)) return undefined;
  return `${before.slice(0, before.length - told.length).replace(/\/+$/, '')}${source.slice(end - 1, end)}`;
}
