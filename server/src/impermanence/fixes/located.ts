import type { TextEdit } from '../../base/edit.ts';
import type { Span } from '../../base/span.ts';
import type { FilePath, Site } from '../../nix/eval/value.ts';
import { commentsOf } from '../../nix/syntax/comments.ts';
import { nodesAt } from '../../nix/syntax/nodeAt.ts';
import type { SyntaxNode, SyntaxTree } from '../../nix/syntax/tree.ts';
import type { FileEdit, FixContext } from './fileEdit.ts';

/** A site in the present text: its node and those above it, from the root on. */
export interface Located {
  readonly file: FilePath;
  readonly tree: SyntaxTree;
  readonly span: Span;
  /** The last one is the node that has the site's span, or the innermost around it. */
  readonly nodes: readonly SyntaxNode[];
}

/** Where a site stands now; undefined where its file has gone or is not Nix. */
export function locate(context: FixContext, site: Site): Located | undefined {
  const place = context.spanOf(site);
  const tree = place && treeOf(context, place.file);
  if (!place || !tree) return undefined;
  const around = nodesAt(tree, place.span.start).filter(
    ({ start, end }) => start <= place.span.start && place.span.end <= end,
  );
  return { file: place.file, tree, span: place.span, nodes: around };
}

/** The tree of a file; undefined where it is not there or not Nix. */
export function treeOf(context: FixContext, file: FilePath): SyntaxTree | undefined {
  const content = context.sources.at(file);
  return content?.kind === 'file' ? content.file.nix?.tree : undefined;
}

/** The node that a site is, and the one right above it. */
export function nodeAndParent({
  nodes,
}: Located): { readonly node: SyntaxNode; readonly parent: SyntaxNode | undefined } | undefined {
  const node = nodes.at(-1);
  return node && { node, parent: nodes.at(-2) };
}

/** Edits of one text as edits of its file. */
export function inFile(file: FilePath, edits: readonly TextEdit[]): readonly FileEdit[] {
  return edits.map((edit) => ({ file, ...edit }));
}

/** The edits with every comment put back that they would take away: what people noted outlives what they noted it for. */
export function keepingComments(tree: SyntaxTree, edits: readonly TextEdit[]): readonly TextEdit[] {
  return edits.map((edit) => {
    const lost = commentsOf(tree).filter(
      ({ start, end }) =>
        edit.span.start <= start && end <= edit.span.end && !edit.text.includes(tree.text.slice(start, end)),
    );
    return lost.length === 0 ? edit : withComments(tree, edit, lost);
  });
}

function withComments({ text }: SyntaxTree, { span, text: inserted }: TextEdit, lost: readonly Span[]): TextEdit {
  const comments = lost.map(({ start, end }) => text.slice(start, end));
  const removed = text.slice(span.start, span.end);
  const isWholeLines = removed.endsWith('\n') && (span.start === 0 || text[span.start - 1] === '\n');
  if (!isWholeLines)
    return { span, text: `${inserted} ${comments.join('\n')}${comments.at(-1)?.startsWith('#') ? '\n' : ''}` };
  const indent = /^[ \t]*/.exec(removed)?.[0] ?? '';
  return { span, text: inserted + comments.map((comment) => `${indent}${comment}\n`).join('') };
}
