import { type CodeLens, commands, type Location, type Position, type TextDocument, type Uri, window } from 'vscode';
import type { ProvideCodeLensesSignature } from 'vscode-languageclient';
import type { CodeLensData } from '../../server/src/protocol.ts';

/** Command behind the lens above a store; arguments: URI of the document, position of the store's name. */
export const showUsesCommand = 'impermanence.showUses';

/** Middleware that gives the server's lenses, which are mere texts, something to do when they are clicked. */
export async function provideLenses(
  document: TextDocument,
  token: Parameters<ProvideCodeLensesSignature>[1],
  next: ProvideCodeLensesSignature,
): Promise<CodeLens[] | null | undefined> {
  const lenses = await next(document, token);
  for (const lens of lenses ?? []) {
    if (lens.command) lens.command = { ...lens.command, ...actionOf(lens, document.uri) };
  }
  return lenses;
}

/** A store leads to the places that mean it, a host to the list of problems. */
function actionOf(lens: CodeLens & { data?: CodeLensData }, uri: Uri): Pick<Command, 'command' | 'arguments'> {
  if (lens.data?.kind === 'host') return { command: 'workbench.actions.view.problems' };
  return { command: showUsesCommand, arguments: [uri, lens.range.start] };
}

type Command = NonNullable<CodeLens['command']>;

/** Opens the places that mean the store at a position beside the lens. */
export async function showUses(uri: Uri, position: Position): Promise<void> {
  const found = await commands.executeCommand<Location[]>('vscode.executeReferenceProvider', uri, position);
  if (found.length === 0) return void window.showInformationMessage('Nothing else in this folder means this store.');
  await commands.executeCommand('editor.action.showReferences', uri, position, found);
}
