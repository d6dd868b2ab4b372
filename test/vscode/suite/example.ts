import * as vscode from 'vscode';
import { assert } from './assert.ts';
import { until } from './until.ts';

/** The files of the opened folder, a copy of examples/tmpfs-root. */
export type ExampleFile = 'configuration.nix' | 'hardware-configuration.nix' | 'home.nix';

/** What the extension gives to other extensions; see client/src/client.ts. */
export interface Api {
  readonly host: 'node' | 'browser';
  readonly ready: Promise<number>;
}

/** URI of a file of the opened folder. */
export function uriOf(file: ExampleFile): vscode.Uri {
  const folder = vscode.workspace.workspaceFolders?.[0];
  assert(folder, 'no folder is open');
  return vscode.Uri.joinPath(folder.uri, file);
}

/** Opens a file in the editor. */
export async function open(file: ExampleFile): Promise<vscode.TextDocument> {
  const document = await vscode.workspace.openTextDocument(uriOf(file));
  await vscode.window.showTextDocument(document);
  return document;
}

/** Where `text` first stands in a document; the range covers it. */
export function rangeOf(document: vscode.TextDocument, text: string): vscode.Range {
  const offset = document.getText().indexOf(text);
  assert(offset >= 0, `${text} is not in ${document.uri}`);
  return new vscode.Range(document.positionAt(offset), document.positionAt(offset + text.length));
}

/** Our problems of one rule in a file, as they are now. */
export function problems(file: ExampleFile, rule: string): readonly vscode.Diagnostic[] {
  return vscode.languages.getDiagnostics(uriOf(file)).filter((problem) => ruleOf(problem) === rule);
}

/** The first problem of a rule in a file, as soon as there is one. */
export async function problem(file: ExampleFile, rule: string): Promise<vscode.Diagnostic> {
  return await until(`${rule} in ${file}`, () => problems(file, rule)[0] ?? fail(`there are ${described()}`));
}

/** Waits until no problem of a rule is left in a file. */
export async function noProblem(file: ExampleFile, rule: string): Promise<void> {
  await until(`no ${rule} in ${file}`, () => problems(file, rule).length === 0);
}

function ruleOf({ code }: vscode.Diagnostic): string {
  return String(typeof code === 'object' ? code.value : code);
}

function described(): string {
  const all = vscode.languages.getDiagnostics();
  return all.map(([uri, list]) => `${uri.path.split('/').at(-1)}: ${list.map(ruleOf).join(' ')}`).join('; ') || 'none';
}

function fail(message: string): never {
  throw new Error(message);
}

/** Replaces a range of an open document, as typing would; nothing is saved. */
export async function replace(document: vscode.TextDocument, range: vscode.Range, text: string): Promise<void> {
  const edit = new vscode.WorkspaceEdit();
  edit.replace(document.uri, range, text);
  assert(await vscode.workspace.applyEdit(edit), 'the edit does not apply');
}

/** Applies what an action or a rename would change; nothing is saved. */
export async function apply(edit: vscode.WorkspaceEdit | undefined): Promise<void> {
  assert(edit && edit.size > 0, 'there is nothing to apply');
  assert(await vscode.workspace.applyEdit(edit), 'the edit does not apply');
}

/** The range of a whole document. */
export function whole(document: vscode.TextDocument): vscode.Range {
  return new vscode.Range(0, 0, document.lineCount, 0);
}

/** Fails the test unless two texts are the same; says in which line they differ first. */
export function equal(text: string, expected: string): void {
  const [lines, wanted] = [text.split('\n'), expected.split('\n')];
  const line = lines.findIndex((each, index) => each !== wanted[index]);
  assert(text === expected, `line ${line + 1} is ${JSON.stringify(lines[line])}, not ${JSON.stringify(wanted[line])}`);
}

/** Writes a file behind the editor's back, as another program would. */
export async function writeFile(file: ExampleFile, change: (text: string) => string): Promise<void> {
  await vscode.workspace.fs.writeFile(uriOf(file), new TextEncoder().encode(change(await textOnDisk(file))));
}

/** What was saved last. */
export async function textOnDisk(file: ExampleFile): Promise<string> {
  return new TextDecoder().decode(await vscode.workspace.fs.readFile(uriOf(file)));
}

/** Remembers what is on disk. The function it gives closes all files and puts that back. */
export async function rememberFiles(): Promise<() => Promise<void>> {
  const files: readonly ExampleFile[] = ['configuration.nix', 'hardware-configuration.nix', 'home.nix'];
  const contents = await Promise.all(files.map(async (file) => await vscode.workspace.fs.readFile(uriOf(file))));
  return async () => {
    await closeAll();
    for (const [index, file] of files.entries()) {
      const before = contents[index] ?? new Uint8Array();
      const text = new TextDecoder().decode(before);
      if ((await textOnDisk(file)) !== text) await vscode.workspace.fs.writeFile(uriOf(file), before);
      // An edit would be refused while the editor takes over what is on disk.
      const document = await vscode.workspace.openTextDocument(uriOf(file));
      await until(`the old ${file}`, () => document.getText() === text);
    }
  };
}

/** The extension under test, activated. */
export async function extension(): Promise<vscode.Extension<Api>> {
  const found = vscode.extensions.getExtension<Api>('nixos-impermanence.nixos-impermanence');
  assert(found, 'the extension is not installed');
  await found.activate();
  return found;
}

/** Gives every open file back the content it has on disk and closes it, but for those VS Code keeps for itself. */
export async function closeAll(): Promise<void> {
  const own = (document: vscode.TextDocument) =>
    vscode.workspace.getWorkspaceFolder(document.uri) || document.isUntitled;
  for (const document of vscode.workspace.textDocuments.filter((each) => each.isDirty && own(each))) {
    await vscode.window.showTextDocument(document);
    await vscode.commands.executeCommand('workbench.action.files.revert');
  }
  await vscode.commands.executeCommand('workbench.action.closeAllEditors');
}
