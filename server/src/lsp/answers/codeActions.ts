import {
  type ChangeAnnotation,
  type CodeAction,
  CodeActionKind,
  type CodeActionParams,
  CodeActionTriggerKind,
  type Command,
} from 'vscode-languageserver';
import { type CodeAction as Action, codeActions, fixAll } from '../../features/codeActions.ts';
import { type Refactoring, refactorings } from '../../features/refactorings.ts';
import { type CommandPurpose, copyCommandsCommand } from '../../protocol.ts';
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
      const selection = positions.span(range);
      const fixes = isWanted(context.only, CodeActionKind.QuickFix) ? codeActions(analysis, path, selection) : [];
      // Everything at once is only offered where it is asked for: on save, or in the menu of source actions.
      const all = context.only?.some((kind) => isWithin(fixAllKind, kind)) ? fixAll(analysis, path) : undefined;
      // A light bulb at every entry would say nothing, so what changes nothing for the better waits to be asked for.
      const isAsked = context.triggerKind !== CodeActionTriggerKind.Automatic || context.only !== undefined;
      const rewrites = isAsked && isRefactor(context.only) ? refactorings(analysis, path, selection) : [];
      return [
        ...[...fixes, ...(all ? [all] : [])].flatMap((action) => actionOf(server, asked, action) ?? []),
        ...rewrites
          .filter(({ kind }) => isWanted(context.only, refactorKinds[kind]))
          // What a problem is repaired by already need not be offered once more.
          .filter(({ title, commands }) => commands.length > 0 || fixes.every((fix) => fix.title !== title))
          .flatMap((each) => rewriteOf(server, asked, each)),
      ];
    }),
  );
}

function rewriteOf(server: Server, { project, analysis }: Asked, rewrite: Refactoring): readonly CodeAction[] {
  const { title, kind, edits, commands, preview } = rewrite;
  const annotation = preview ? annotationOf(rewrite) : undefined;
  const edit = workspaceEdit(server, project, analysis, edits, annotation);
  if (!edit) return [];
  const action: CodeAction = { title, kind: refactorKinds[kind], edit };
  // An editor runs the command behind the edit: by then the person has agreed to it.
  if (commands.length > 0) action.command = copying(copyTitle, commands, 'move');
  return [action];
}

function copying(title: string, commands: readonly string[], purpose: CommandPurpose): Command {
  return { title, command: copyCommandsCommand, arguments: [commands, purpose] };
}

const copyTitle = 'Copy the commands that move the data';

/** What an editor shows beside the changes before it makes them. */
function annotationOf({ title, commands }: Refactoring): ChangeAnnotation {
  const [only, ...more] = commands;
  if (only === undefined) return { label: title, needsConfirmation: true };
  // It has one line in VS Code.
  const isShort = more.length === 0 && !only.includes('\n');
  const description = isShort
    ? `To be run by you before you switch: ${only}`
    : 'Data has to be copied before you switch: the commands are offered afterwards';
  return { label: title, needsConfirmation: true, description };
}

const refactorKinds: Readonly<Record<Refactoring['kind'], string>> = {
  rewrite: CodeActionKind.RefactorRewrite,
  move: 'refactor.move',
  extract: CodeActionKind.RefactorExtract,
};

function isRefactor(only: readonly string[] | undefined): boolean {
  return only === undefined || only.some((asked) => asked === '' || isWithin(asked, CodeActionKind.Refactor));
}

function actionOf(server: Server, { project, analysis }: Asked, action: Action): CodeAction | undefined {
  const { title, edits, commands = [] } = action;
  const edit = edits.length > 0 ? workspaceEdit(server, project, analysis, edits) : undefined;
  if (!edit && commands.length === 0) return undefined;
  const result: CodeAction = { title, kind: kinds[action.kind] };
  if (edit) result.edit = edit;
  if (commands.length > 0) result.command = copying(title, commands, 'pin');
  if (action.preferred) result.isPreferred = true;
  if (action.problems.length > 0) {
    result.diagnostics = [
      ...diagnosticsOf(server.session, project, analysis, action.problems, server.client.diagnostics),
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
