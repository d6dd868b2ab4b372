import * as vscode from 'vscode';
import { completions, hovers, labelOf } from './asking.ts';
import { assert } from './assert.ts';
import { closeAll, equal, open, rangeOf, replace, uriOf } from './example.ts';
import { until } from './until.ts';

suite('assistance', () => {
  teardown(closeAll);

  test('hover on an option tells what it is', async () => {
    const document = await open('configuration.nix');
    await hovers(document, rangeOf(document, 'hideMounts').start, /bool/i);
  });

  test('hover on an entry tells where it appears and where it is kept', async () => {
    const document = await open('configuration.nix');
    const { start } = rangeOf(document, '/etc/NetworkManager/system-connections');
    await hovers(document, start, /\/nix\/persist\/system\/etc\/NetworkManager\/system-connections/);
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
    const items = await completions(document, start.translate(0, 1), '/var/lib/bluetooth');
    assert(!items.map(labelOf).includes('/var/log'), 'a persisted path is offered again');
  });

  test('Enter before a bracket puts it under the line it belongs to', async () => {
    const document = await open('configuration.nix');
    const editor = await vscode.window.showTextDocument(document);
    const { start } = rangeOf(document, '  system.stateVersion');
    await replace(document, new vscode.Range(start, start), '  a = [ "b" ];\n');
    const line = () => document.getText(new vscode.Range(start, rangeOf(document, '  system.stateVersion').start));
    const before = document.lineCount;
    const at = start.translate(0, '  a = [ "b"'.length);
    editor.selection = new vscode.Selection(at, at);
    // What is typed into an editor that is not in front yet goes nowhere; what goes somewhere takes its time.
    await until('a line more', async () => {
      await vscode.commands.executeCommand('type', { text: '\n' });
      return await until('the line', () => document.lineCount > before, 2);
    });
    // VS Code 1.91 only goes to the next line there.
    if (vscode.version < '1.92') return;
    equal(line(), '  a = [ "b"\n    \n  ];\n');
  });

  test('a lens above a store tells what it holds and where it lies', async () => {
    const { uri } = await open('configuration.nix');
    const lens = await until('a lens', async () => {
      const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>('vscode.executeCodeLensProvider', uri, 50);
      return lenses.find(({ command }) => command?.title.includes('/nix/persist/system'));
    });
    assert(/\d+ directories, \d+ files/.test(lens.command?.title ?? ''), String(lens.command?.title));
    // The click: the places that mean the store, beside the lens.
    assert(lens.command?.command === 'impermanence.showUses', String(lens.command?.command));
    const found = await vscode.commands.executeCommand<vscode.Location[]>(
      ...(['vscode.executeReferenceProvider', ...(lens.command.arguments ?? [])] as [string, ...unknown[]]),
    );
    assert(found.length > 1, `${found.length} places`);
    await vscode.commands.executeCommand(lens.command.command, ...(lens.command.arguments ?? []));
    // An editor within the editor has no column.
    await until('the places beside the lens', () =>
      vscode.window.visibleTextEditors.some(({ viewColumn }) => viewColumn === undefined),
    );
    await vscode.commands.executeCommand('closeReferenceSearch');
  });

  test('symbols of the folder are found by name', async () => {
    await open('configuration.nix');
    const command = 'vscode.executeWorkspaceSymbolProvider';
    const symbols = await until('symbols', async () => {
      const found = await vscode.commands.executeCommand<vscode.SymbolInformation[]>(command, 'dotfiles');
      return found.length > 0 && found;
    });
    const files = symbols.map(({ location }) => location.uri.toString());
    assert(files.includes(uriOf('home.nix').toString()), files.join(' '));
  });

  test('paths that last are coloured as such', async () => {
    const { uri } = await open('configuration.nix');
    const legend = await until('a legend', async () => {
      const command = 'vscode.provideDocumentSemanticTokensLegend';
      return await vscode.commands.executeCommand<vscode.SemanticTokensLegend>(command, uri);
    });
    const command = 'vscode.provideDocumentSemanticTokens';
    const tokens = await vscode.commands.executeCommand<vscode.SemanticTokens>(command, uri);
    const kinds = [...tokens.data].filter((_, index) => index % 5 === 3).map((type) => legend.tokenTypes[type]);
    assert(kinds.includes('persistedPath') && kinds.includes('brokenPath'), kinds.join(' '));
  });

  test('links lead to imported files', async () => {
    const { uri } = await open('configuration.nix');
    const command = 'vscode.executeLinkProvider';
    const targets = await until('links', async () => {
      const links = await vscode.commands.executeCommand<vscode.DocumentLink[]>(command, uri, 50);
      return links.length > 0 && links.map(({ target }) => String(target));
    });
    assert(targets.includes(uriOf('home.nix').toString()), targets.join(' '));
  });

  test('a list can be folded, and the selection grows by entries', async () => {
    const document = await open('configuration.nix');
    const list = rangeOf(document, 'directories = [').start;
    const folds = await until('folding ranges', async () => {
      const command = 'vscode.executeFoldingRangeProvider';
      return await vscode.commands.executeCommand<vscode.FoldingRange[]>(command, document.uri);
    });
    assert(
      folds.some(({ start }) => start === list.line),
      folds.map(({ start, end }) => `${start}-${end}`).join(' '),
    );
    const entry = rangeOf(document, '"/var/log"');
    const command = 'vscode.executeSelectionRangeProvider';
    const [selection] = await vscode.commands.executeCommand<vscode.SelectionRange[]>(command, document.uri, [
      entry.start.translate(0, 3),
    ]);
    const ranges: vscode.Range[] = [];
    for (let each = selection; each; each = each.parent) ranges.push(each.range);
    assert(
      ranges.some((range) => range.isEqual(entry)),
      ranges.map((range) => document.getText(range)).join(' | '),
    );
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
      name: 'Root on tmpfs',
    });
    await until('the snippet', () => document.getText().length > before + 40);
    assert(document.getText().split('fsType = "tmpfs"').length === 3, document.getText());
  });
});

type Target = vscode.Location | vscode.LocationLink;
