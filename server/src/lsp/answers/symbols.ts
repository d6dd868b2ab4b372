import { type DocumentSymbol, type SymbolInformation, SymbolKind, type WorkspaceSymbol } from 'vscode-languageserver';
import { type FileSymbol, fileSymbols, projectSymbols } from '../../features/symbols.ts';
import { guarded } from '../guard.ts';
import type { Positions } from '../locations.ts';
import { documentRequest } from '../request.ts';
import type { Server } from '../serverState.ts';

/** textDocument/documentSymbol and workspace/symbol */
export function serveSymbols(server: Server): void {
  const { connection, log, session, client } = server;
  connection.onDocumentSymbol(
    documentRequest<{ textDocument: { uri: string } }, DocumentSymbol[] | SymbolInformation[]>(
      server,
      'documentSymbol',
      [],
      ({ project, analysis, path, positions }) => {
        const symbols = fileSymbols(analysis, path);
        if (client.hierarchicalSymbols) return symbols.map((symbol) => symbolOf(symbol, positions));
        const uri = session.uriFor(project, path);
        return symbols
          .flatMap((symbol) => [symbol, ...symbol.children])
          .map(({ name, kind, span }) => ({
            name,
            kind: kinds[kind],
            location: { uri, range: positions.range(span) },
          }));
      },
    ),
  );
  connection.onWorkspaceSymbol(
    guarded<{ query: string }, WorkspaceSymbol[], void>(log, 'workspace symbol', [], async ({ query }) => {
      const found = [...session.folders().values()].map(async (project) => {
        await project.loaded();
        const analysis = project.workspace.analyse();
        // What lies in a folder within the folder is that one's.
        const own = projectSymbols(analysis, query).filter(({ file }) => session.owns(project, file));
        return own.map(({ name, detail, kind, file, nameSpan }) => ({
          name,
          kind: kinds[kind],
          containerName: detail,
          location: {
            uri: session.uriFor(project, file),
            range: session.positions(project, analysis, file).range(nameSpan),
          },
        }));
      });
      return (await Promise.all(found)).flat();
    }),
  );
}

function symbolOf({ name, detail, kind, span, nameSpan, children }: FileSymbol, positions: Positions): DocumentSymbol {
  return {
    name,
    detail,
    kind: kinds[kind],
    range: positions.range(span),
    selectionRange: positions.range(nameSpan),
    children: children.map((child) => symbolOf(child, positions)),
  };
}

/** Chosen so that editors show different icons: those of modules, namespaces, packages and objects are often the same. */
const kinds: Readonly<Record<FileSymbol['kind'], SymbolKind>> = {
  store: SymbolKind.Package,
  directory: SymbolKind.Field,
  file: SymbolKind.File,
  mount: SymbolKind.Interface,
  user: SymbolKind.Variable,
};
