import * as vscode from 'vscode';
import { until } from './until.ts';

/** All actions VS Code offers for a range; `kind` restricts them to one and what is below it. */
export async function codeActions(
  uri: vscode.Uri,
  range: vscode.Range,
  kind?: vscode.CodeActionKind,
): Promise<readonly vscode.CodeAction[]> {
  const command = 'vscode.executeCodeActionProvider';
  // The number makes VS Code have that many resolved.
  return (await vscode.commands.executeCommand<vscode.CodeAction[]>(command, uri, range, kind?.value, 50)) ?? [];
}

/** The first action of a kind whose title is meant, as soon as it is offered. */
export async function codeAction(
  uri: vscode.Uri,
  range: vscode.Range,
  kind: vscode.CodeActionKind,
  isMeant: (title: string) => boolean,
): Promise<vscode.CodeAction> {
  return await until(`the action of kind ${kind.value}`, async () => {
    const actions = await codeActions(uri, range, kind);
    const found = actions.find(({ title }) => isMeant(title));
    if (!found) throw new Error(`there are ${actions.map(({ title }) => title).join('; ')}`);
    return found;
  });
}

/** All contents of the hovers at a position, as soon as one of them has `expected`. */
export async function hovers(
  document: vscode.TextDocument,
  position: vscode.Position,
  expected: RegExp,
): Promise<string> {
  return await until(`a hover with ${expected}`, async () => {
    const command = 'vscode.executeHoverProvider';
    const found = await vscode.commands.executeCommand<vscode.Hover[]>(command, document.uri, position);
    const texts = found.flatMap(({ contents }) =>
      contents.map((each) => (typeof each === 'string' ? each : each.value)),
    );
    const text = texts.join('\n');
    if (!expected.test(text)) throw new Error(`there is ${text}`);
    return text;
  });
}

/** All items of a completion, as soon as `expected` is among their labels; the first `resolved` of them with documentation. */
export async function completions(
  document: vscode.TextDocument,
  position: vscode.Position,
  expected: string,
  resolved = 0,
): Promise<readonly vscode.CompletionItem[]> {
  return await until(`the completion ${expected}`, async () => {
    const command = 'vscode.executeCompletionItemProvider';
    const { items } = await vscode.commands.executeCommand<vscode.CompletionList>(
      ...([command, document.uri, position, undefined, resolved] as const),
    );
    if (!items.some((item) => labelOf(item) === expected)) throw new Error(`there are ${items.map(labelOf).join(' ')}`);
    return items;
  });
}

/** The text an item is listed under. */
export function labelOf({ label }: vscode.CompletionItem): string {
  return typeof label === 'string' ? label : label.label;
}
