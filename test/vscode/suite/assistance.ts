import * as vscode from 'vscode';
import { assert } from './assert.ts';
import { closeAll, open, rangeOf, replace, uriOf } from './example.ts';
import { until } from './until.ts';

suite('assistance', () => {
  teardown(closeAll);

  test('hover on an option tells what it is', async () => {
    const document = await open('configuration.nix');
    const text = await hover(document, 'hideMounts');
    assert(/bool/i.test(text), text);
  });

  test('hover on an entry tells where it appears and where it is kept', async () => {
    const document = await open('configuration.nix');
    const text = await hover(document, '/etc/NetworkManager/system-connections');
    assert(text.includes('/nix/persist/system/etc/NetworkManager/system-connections'), text);
  });

  test('completion offers the options of a store', async () => {
    const document = await open('configuration.nix');
    const position = rangeOf(document, 'hideMounts').start;
    await replace(document, new vscode.Range(position, position), 'en\n    ');
    await completions(document, position.translate(0, 2), 'enableWarnings');
  });

  test('completion offers well-known paths that are not persisted yet', async () => {
    const document = await open('configuration.nix');
    // As long as all of /var/lib is kept, nothing in it has to be.
    const { start, end } = rangeOf(document, '"/var/lib"');
    await replace(document, new vscode.Range(start, end), '""');
    const labels = await completions(document, start.translate(0, 1), '/var/lib/bluetooth');
    assert(!labels.includes('/var/log'), 'a persisted path is offered again');
  });

  test('a lens above a store tells what it holds and where it lies', async () => {
    const { uri } = await open('configuration.nix');
    const lens = await until('a lens', async () => {
      const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>('vscode.executeCodeLensProvider', uri, 50);
      return lenses.find(({ command }) => command?.title.includes('/nix/persist/system'));
    });
    assert(/\d+ directories, \d+ files/.test(lens.command?.title ?? ''), String(lens.command?.title));
  });

  test('a hint tells where a path ends up', async () => {
    const document = await open('home.nix');
    const all = new vscode.Range(0, 0, document.lineCount, 0);
    const shown = await until('hints', async () => {
      const command = 'vscode.executeInlayHintProvider';
      const hints = await vscode.commands.executeCommand<vscode.InlayHint[]>(command, document.uri, all);
      return hints.length > 0 && hints.map(({ label }) => (typeof label === 'string' ? label : label[0]?.value));
    });
    assert(
      shown.some((label) => label?.includes('/home/robin/')),
      shown.join(' '),
    );
  });

  test('definition leads from an import to its file', async () => {
    const document = await open('configuration.nix');
    const { start } = rangeOf(document, 'home.nix');
    const targets = await until('a definition', async () => {
      const command = 'vscode.executeDefinitionProvider';
      const found = await vscode.commands.executeCommand<Target[]>(command, document.uri, start.translate(0, 1));
      return found.length > 0 && found.map((target) => ('targetUri' in target ? target.targetUri : target.uri));
    });
    assert(
      targets.some((uri) => uri.toString() === uriOf('home.nix').toString()),
      targets.join(' '),
    );
  });

  test('the outline has the stores', async () => {
    const { uri } = await open('configuration.nix');
    const names = await until('symbols', async () => {
      const command = 'vscode.executeDocumentSymbolProvider';
      const symbols = await vscode.commands.executeCommand<vscode.DocumentSymbol[]>(command, uri);
      return symbols?.length > 0 && symbols.map(({ name }) => name);
    });
    assert(names.includes('/nix/persist/system'), names.join(' '));
  });

  test('a snippet inserts a root on tmpfs', async () => {
    const document = await open('hardware-configuration.nix');
    const end = rangeOf(document, 'fileSystems."/boot"').start;
    const editor = await vscode.window.showTextDocument(document);
    editor.selection = new vscode.Selection(end, end);
    const before = document.getText().length;
    await vscode.commands.executeCommand('editor.action.insertSnippet', {
      langId: 'nix',
      name: 'Impermanence: root on tmpfs',
    });
    await until('the snippet', () => document.getText().length > before + 40);
    assert(document.getText().split('fsType = "tmpfs"').length === 3, document.getText());
  });
});

type Target = vscode.Location | vscode.LocationLink;

async function hover(document: vscode.TextDocument, text: string): Promise<string> {
  const position = rangeOf(document, text).start.translate(0, 2);
  return await until(`a hover on ${text}`, async () => {
    const command = 'vscode.executeHoverProvider';
    const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(command, document.uri, position);
    const contents = hovers.flatMap((each) => each.contents);
    return contents.map((content) => (typeof content === 'string' ? content : content.value)).join('\n') || undefined;
  });
}

/** All labels, as soon as `expected` is among them. */
async function completions(
  document: vscode.TextDocument,
  position: vscode.Position,
  expected: string,
): Promise<readonly string[]> {
  return await until(`the completion ${expected}`, async () => {
    const command = 'vscode.executeCompletionItemProvider';
    const list = await vscode.commands.executeCommand<vscode.CompletionList>(command, document.uri, position);
    const labels = list.items.map(({ label }) => (typeof label === 'string' ? label : label.label));
    if (!labels.includes(expected)) throw new Error(`there are ${labels.join(' ')}`);
    return labels;
  });
}
