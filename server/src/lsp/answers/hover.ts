import { MarkupKind } from 'vscode-languageserver';
import { hover } from '../../features/hover.ts';
import { plainText } from '../../features/text/markdown.ts';
import { positionRequest } from '../request.ts';
import type { Server } from '../serverState.ts';

/** textDocument/hover */
export function serveHover(server: Server): void {
  server.connection.onHover(
    positionRequest(server, 'hover', null, ({ analysis, path, positions }, offset) => {
      const found = hover(analysis, path, offset);
      if (!found) return null;
      const contents = server.client.markdown
        ? { kind: MarkupKind.Markdown, value: found.markdown }
        : { kind: MarkupKind.PlainText, value: plainText(found.markdown) };
      return { contents, range: positions.range(found.span) };
    }),
  );
}
