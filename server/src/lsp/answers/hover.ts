import { MarkupKind } from 'vscode-languageserver';
import { hover } from '../../features/hover.ts';
import { positionRequest } from '../request.ts';
import type { Server } from '../serverState.ts';

/** textDocument/hover */
export function serveHover(server: Server): void {
  server.connection.onHover(
    positionRequest(server, 'hover', null, ({ analysis, path, positions }, offset) => {
      const found = hover(analysis, path, offset);
      if (!found) return null;
      const kind = server.client.markdown ? MarkupKind.Markdown : MarkupKind.PlainText;
      return { contents: { kind, value: found.markdown }, range: positions.range(found.span) };
    }),
  );
}
