import * as vscode from 'vscode';
import { completions, hovers, labelOf } from './asking.ts';
import { assert } from './assert.ts';
import { closeAll, open, problem, rangeOf, replace, uriOf, whole } from './example.ts';
import { until } from './until.ts';

// test/vscode/neighbour, which is installed for the runs on this machine.
const neighbour = vscode.extensions.getExtension('test.neighbour');

(neighbour ? suite : suite.skip)('beside another extension for Nix', () => {
  teardown(closeAll);

  test('it is active and its problems stand beside ours', async () => {
    const { uri } = await open('configuration.nix');
    assert(neighbour?.isActive, 'the neighbour is not active');
    await problem('configuration.nix', 'duplicate-entry');
    const sources = await until('the problem of the neighbour', () => {
      const messages = vscode.languages.getDiagnostics(uri).map(({ message }) => message);
      return messages.includes('a problem of the neighbour') && messages;
    });
    assert(sources.length > 1, sources.join('; '));
  });

  test('completions and hovers of both are there', async () => {
    const document = await open('configuration.nix');
    const position = rangeOf(document, 'hideMounts').start;
    await replace(document, new vscode.Range(position, position), '\n    ');
    const labels = (await completions(document, position, 'enableWarnings')).map(labelOf);
    assert(labels.includes('completion of the neighbour'), labels.join(' '));
    const text = await hovers(document, rangeOf(document, 'hideMounts').start, /bool/i);
    assert(text.includes('hover of the neighbour'), text);
  });

  test('its formatter is the only one', async () => {
    const document = await open('configuration.nix');
    const before = document.getText();
    const command = 'vscode.executeFormatDocumentProvider';
    const edits = await vscode.commands.executeCommand<vscode.TextEdit[]>(command, document.uri, { tabSize: 2 });
    assert(edits.map(({ newText }) => newText).join() === '# formatted by the neighbour\n', JSON.stringify(edits));
    // With two of them VS Code would ask which one is meant.
    await vscode.commands.executeCommand('editor.action.formatDocument');
    assert(document.getText() === `# formatted by the neighbour\n${before}`, document.getText(whole(document)));
  });

  test('its grammar of the same name leaves a coloured document', async () => {
    const { languageId } = await open('home.nix');
    assert(languageId === 'nix', languageId);
    await vscode.commands.executeCommand('_workbench.colorizeTextMateTokens', uriOf('home.nix'));
  });
});
