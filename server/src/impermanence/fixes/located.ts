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
  // A path and the text in it have one span: the site is that of the whole.
  const exact = around.findIndex(({ start, end }) => start === place.span.start && end === place.span.end);
  return { file: place.file, tree, span: place.span, nodes: exact < 0 ? around : around.slice(0, exact + 1) };
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

/**
 * Edits that take something away, made gentle: every comment stays (but for those in what is `moved`), and of the empty lines
 * around a removed line only one does.
 */
export function removal(tree: SyntaxTree, edits: readonly TextEdit[], moved?: Span): readonly TextEdit[] {
  return keepingComments(tree, edits, moved).map((edit) => withoutDoubleGap(tree.text, edit));
}

/** Where a whole line goes and an empty one follows, that goes too, if there is one before or a bracket opens there. */
function withoutDoubleGap(text: string, edit: TextEdit): TextEdit {
  const { start, end } = edit.span;
  if (edit.text !== '' || end === start || text[end - 1] !== '\n') return edit;
  const gap = /^[ \t]*\r?\n/.exec(text.slice(end))?.[0];
  const before = text.slice(0, start).replace(/\r?\n[ \t]*$/, '');
  const opens = /(^|\n)[ \t]*$|[{[(]$/.test(before);
  return gap !== undefined && opens ? { span: { start, end: end + gap.length }, text: '' } : edit;
}

/** The edits with every comment put back that they would take away: what people noted outlives what they noted it for. */
function keepingComments(tree: SyntaxTree, edits: readonly TextEdit[], moved?: Span): readonly TextEdit[] {
  return edits.map((edit) => {
    const lost = commentsOf(tree).filter(
      ({ start, end }) =>
        !(moved !== undefined && moved.start <= start && end <= moved.end) &&
        edit.span.start <= start &&
        end <= edit.span.end &&
        !edit.text.includes(tree.text.slice(start, end)),
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
