import { InlayHintKind, type SemanticTokens, SemanticTokensBuilder } from 'vscode-languageserver';
import { codeLenses } from '../../features/codeLenses.ts';
import { inlayHints } from '../../features/inlayHints.ts';
import { semanticTokens } from '../../features/semanticTokens.ts';
import { tokenTypes } from '../capabilities.ts';
import { type Asked, documentRequest } from '../request.ts';
import type { ProjectSettings, Server } from '../serverState.ts';

/** textDocument/inlayHint, codeLens and semanticTokens: each can be turned off by a setting. */
export function serveDecorations(server: Server): void {
  const { connection } = server;
  const isOn = ({ project }: Asked, what: keyof ProjectSettings) => server.settings.get(project)?.[what] ?? true;
  connection.languages.inlayHint.on(
    documentRequest(server, 'inlayHint', [], (asked, { range }) => {
      if (!isOn(asked, 'inlayHints')) return [];
      const { analysis, path, positions } = asked;
      return inlayHints(analysis, path, positions.span(range)).map(({ offset, label, tooltip }) => ({
        position: positions.position(offset),
        label,
        kind: InlayHintKind.Type,
        paddingLeft: true,
        ...(tooltip === '' ? {} : { tooltip }),
      }));
    }),
  );
  connection.onCodeLens(
    documentRequest(server, 'codeLens', [], (asked) => {
      if (!isOn(asked, 'codeLens')) return [];
      const { analysis, path, positions } = asked;
      // Without a command a lens is only a text, which is all there is to it in an editor without views of ours.
      return codeLenses(analysis, path).map(({ span, title, about }) => ({
        range: positions.range(span),
        command: { title, command: '' },
        data: about,
      }));
    }),
  );
  serveTokens(server, isOn);
}

function serveTokens(server: Server, isOn: (asked: Asked, what: keyof ProjectSettings) => boolean): void {
  // A builder for each document remembers what was sent last, so that only the difference has to be.
  const builders = new Map<string, SemanticTokensBuilder>();
  const fill = (asked: Asked, builder: SemanticTokensBuilder) => {
    if (!isOn(asked, 'semanticTokens')) return;
    for (const { span, state } of semanticTokens(asked.analysis, asked.path)) {
      const { start, end } = asked.positions.range(span);
      // Tokens are pieces of one line; a path of several is none.
      if (start.line === end.line)
        builder.push(
          start.line,
          start.character,
          end.character - start.character,
          tokenTypes.indexOf(`${state}Path`),
          0,
        );
    }
  };
  const none: SemanticTokens = { data: [] };
  const { semanticTokens: tokens } = server.connection.languages;
  tokens.on(
    documentRequest(server, 'semanticTokens', none, (asked, { textDocument }) => {
      const builder = new SemanticTokensBuilder();
      builders.set(textDocument.uri, builder);
      fill(asked, builder);
      return builder.build();
    }),
  );
  tokens.onDelta(
    documentRequest(server, 'semanticTokens delta', none, (asked, { textDocument, previousResultId }) => {
      const builder = builders.get(textDocument.uri) ?? new SemanticTokensBuilder();
      builders.set(textDocument.uri, builder);
      builder.previousResult(previousResultId);
      fill(asked, builder);
      return builder.buildEdits();
    }),
  );
}
