import { serveCodeActions } from './answers/codeActions.ts';
import { serveCommands } from './answers/commands.ts';
import { serveCompletion } from './answers/completion.ts';
import { serveDecorations } from './answers/decorations.ts';
import { serveDiagnostics } from './answers/diagnostics.ts';
import { serveHover } from './answers/hover.ts';
import { serveNavigation } from './answers/navigation.ts';
import { serveStructure } from './answers/structure.ts';
import { serveSymbols } from './answers/symbols.ts';
import type { Server } from './serverState.ts';

/** Answers everything an editor may ask about documents. A new feature is one line here. */
export function serveFeatures(server: Server): void {
  serveHover(server);
  serveCompletion(server);
  serveCodeActions(server);
  serveCommands(server);
  serveDiagnostics(server);
  serveNavigation(server);
  serveSymbols(server);
  serveStructure(server);
  serveDecorations(server);
}
