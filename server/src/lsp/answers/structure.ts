import { type FoldingRange, FoldingRangeKind, type SelectionRange } from 'vscode-languageserver';
import { documentLinks } from '../../features/documentLinks.ts';
import { type Fold, folding } from '../../features/folding.ts';
import { selectionRanges } from '../../features/selectionRanges.ts';
import { rulePageUrl } from '../links.ts';
import { type Asked, documentRequest } from '../request.ts';
import type { Server } from '../serverState.ts';

/** textDocument/foldingRange, selectionRange and documentLink */
export function serveStructure(server: Server): void {
  const { connection, session } = server;
  connection.onFoldingRanges(
    documentRequest(server, 'foldingRange', [], ({ analysis, path, positions }) => {
      const tree = analysis.source(path)?.nix?.tree;
      return tree ? folding(tree).flatMap((fold) => rangeOf(fold, positions)) : [];
    }),
  );
  connection.onSelectionRanges(
    documentRequest(server, 'selectionRange', [], ({ analysis, path, positions }, params) => {
      const tree = analysis.source(path)?.nix?.tree;
      if (!tree) return [];
      return params.positions.map((position) => {
        const [whole, ...inner] = selectionRanges(tree, positions.offset(position)).toReversed();
        const outermost = { range: positions.range(whole ?? { start: 0, end: tree.text.length }) };
        return inner.reduce<SelectionRange>((parent, span) => ({ range: positions.range(span), parent }), outermost);
      });
    }),
  );
  connection.onDocumentLinks(
    documentRequest(server, 'documentLink', [], ({ project, analysis, path, positions }) =>
      documentLinks(analysis, path).map(({ span, target, tooltip }) => ({
        range: positions.range(span),
        tooltip,
        target:
          target.kind === 'file'
            ? session.uriFor(project, target.path)
            : target.kind === 'rule'
              ? rulePageUrl(target.id)
              : target.url,
      })),
    ),
  );
}

/** The line with the closing bracket stays to be seen. */
function rangeOf({ kind, start, end }: Fold, positions: Asked['positions']): readonly FoldingRange[] {
  const first = positions.position(start);
  const last = positions.position(end);
  const endLine = kind === 'comment' ? last.line : last.line - 1;
  if (endLine <= first.line) return [];
  const range: FoldingRange = { startLine: first.line, endLine };
  if (kind !== 'code') range.kind = kind === 'comment' ? FoldingRangeKind.Comment : FoldingRangeKind.Imports;
  return [range];
}
