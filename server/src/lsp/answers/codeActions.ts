import { type CodeAction, CodeActionKind, type CodeActionParams } from 'vscode-languageserver';
import { type CodeAction as Action, codeActions, fixAll } from '../../features/codeActions.ts';
import { fixAllKind } from '../capabilities.ts';
import { diagnosticsOf } from '../diagnostics.ts';
import { type Asked, documentRequest } from '../request.ts';
import type { Server } from '../serverState.ts';
import { workspaceEdit } from '../workspaceEdits.ts';

/** textDocument/codeAction */
export function serveCodeActions(server: Server): void {
  server.connection.onCodeAction(
    documentRequest<CodeActionParams, CodeAction[]>(server, 'codeAction', [], (asked, { range, context }) => {
      const { analysis, path, positions } = asked;
      const found = isWanted(context.only, CodeActionKind.QuickFix)
        ? codeActions(analysis, path, positions.span(range))
        : [];
      // Everything at once is only offered where it is asked for: on save, or in the menu of source actions.
      const all = context.only?.some((kind) => isWithin(fixAllKind, kind)) ? fixAll(analysis, path) : undefined;
      return [...found, ...(all ? [all] : [])].flatMap((action) => actionOf(server, asked, action) ?? []);
    }),
  );
}

function actionOf(server: Server, { project, analysis }: Asked, action: Action): CodeAction | undefined {
  const edit = workspaceEdit(server, project, analysis, action.edits);
  if (!edit) return undefined;
  const result: CodeAction = { title: action.title, kind: kinds[action.kind], edit };
  if (action.preferred) result.isPreferred = true;
  if (action.problem) {
    result.diagnostics = [
      ...diagnosticsOf(server.session, project, analysis, [action.problem], server.client.diagnostics),
    ];
  }
  return result;
}

const kinds: Readonly<Record<Action['kind'], string>> = { quickfix: CodeActionKind.QuickFix, fixAll: fixAllKind };

function isWanted(only: readonly string[] | undefined, kind: string): boolean {
  return only === undefined || only.some((asked) => isWithin(kind, asked));
}

/** Kinds are hierarchical: `source` asks for `source.fixAll.impermanence` too. */
function isWithin(kind: string, asked: string): boolean {
  return asked === '' || kind === asked || kind.startsWith(`${asked}.`);
}
