import * as vscode from 'vscode';
import { codeAction, hovers } from './asking.ts';
import { assert } from './assert.ts';
import {
  apply,
  closeAll,
  type ExampleFile,
  equal,
  noProblem,
  open,
  problem,
  problems,
  rangeOf,
  replace,
  uriOf,
} from './example.ts';
import { log } from './log.ts';
import { until } from './until.ts';

suite('problems', () => {
  teardown(closeAll);

  const expected: readonly [ExampleFile, string, keyof typeof vscode.DiagnosticSeverity][] = [
    ['configuration.nix', 'duplicate-entry', 'Error'],
    ['configuration.nix', 'unpinned-tarball', 'Information'],
    ['hardware-configuration.nix', 'placeholder-device', 'Error'],
    ['hardware-configuration.nix', 'root-tmpfs-mode', 'Warning'],
    ['home.nix', 'home-manager-unit-build-failure', 'Error'],
    ['home.nix', 'removed-option', 'Error'],
    ['home.nix', 'home-tmpfs-not-separate', 'Warning'],
  ];
  for (const [file, rule, severity] of expected) {
    test(`${rule} in ${file}, also while only configuration.nix is open`, async () => {
      await open('configuration.nix');
      const found = await problem(file, rule);
      assert(found.severity === vscode.DiagnosticSeverity[severity], vscode.DiagnosticSeverity[found.severity]);
      assert(found.message.length > 20, found.message);
      assert(found.source === 'impermanence', String(found.source));
    });
  }

  test('the quick fix for the missing home tmpfs edits the file of the root, and the problem goes', async () => {
    const home = await open('home.nix');
    const { range } = await problem('home.nix', 'home-tmpfs-not-separate');
    const fix = await quickFix(home.uri, range, (title) => title.includes('/home/robin'));
    const edited = fix.edit?.entries().map(([uri]) => uri.toString());
    assert(edited?.join() === uriOf('hardware-configuration.nix').toString(), `edits ${edited}`);
    assert(await vscode.workspace.applyEdit(fix.edit as vscode.WorkspaceEdit), 'the edit does not apply');
    await noProblem('home.nix', 'home-tmpfs-not-separate');
    const hardware = await vscode.workspace.openTextDocument(uriOf('hardware-configuration.nix'));
    assert(hardware.getText().includes('fileSystems."/home/robin"'), hardware.getText());
    assert(hardware.getText().includes('# enough for a day'), 'a comment was lost');
    await vscode.window.showTextDocument(hardware);
    await vscode.commands.executeCommand('workbench.action.files.revert');
    await problem('home.nix', 'home-tmpfs-not-separate');
  });

  test('a quick fix edits two files at once', async () => {
    const home = await open('home.nix');
    const line = '  programs.fuse.userAllowOther = true;\n';
    await replace(home, rangeOf(home, line), '');
    const configuration = await open('configuration.nix');
    const before = { configuration: configuration.getText(), home: home.getText() };
    const { start } = rangeOf(configuration, '  networking.hostName');
    await replace(configuration, new vscode.Range(start, start), line);
    const range = rangeOf(home, 'allowOther');
    await open('home.nix');
    const fix = await quickFix(home.uri, range, (title) => title.includes('programs.fuse.userAllowOther'));
    assert(fix.isPreferred, 'it is not preferred');
    await apply(fix.edit);
    equal(configuration.getText(), before.configuration);
    equal(home.getText(), before.home.replace('      allowOther = true;\n', ''));
    await until('one problem less', () => problems('home.nix', 'removed-option').length === 1);
  });

  test('the fix for issue 95 gives matching releases', async () => {
    const home = await open('home.nix');
    const { range, message } = await problem('home.nix', 'home-manager-unit-build-failure');
    assert(message.includes("failed to produce output path for output 'out'"), message);
    const fix = await quickFix(home.uri, range, (title) => title.includes('22.05'));
    assert(await vscode.workspace.applyEdit(fix.edit as vscode.WorkspaceEdit), 'the edit does not apply');
    assert(home.getText().includes('release-22.05.tar.gz'), home.getText());
    await noProblem('home.nix', 'home-manager-unit-build-failure');
  });

  test('typing repairs and breaks', async () => {
    const document = await open('configuration.nix');
    const { range } = await problem('configuration.nix', 'duplicate-entry');
    await replace(document, document.lineAt(range.start.line).rangeIncludingLineBreak, '');
    await noProblem('configuration.nix', 'duplicate-entry');
    await replace(document, rangeOf(document, 'hideMounts = true;'), 'hideMounts = true');
    await problem('configuration.nix', 'syntax-error');
  });
});

suite('settings', () => {
  const settings = () => vscode.workspace.getConfiguration('impermanence');

  teardown(async () => {
    await settings().update('rules', undefined, vscode.ConfigurationTarget.Global);
    await settings().update('exclude', undefined, vscode.ConfigurationTarget.Global);
    await settings().update('trace.server', undefined, vscode.ConfigurationTarget.Global);
    await closeAll();
  });

  test('a rule can be given another severity and switched off', async () => {
    await open('configuration.nix');
    await problem('configuration.nix', 'unpinned-tarball');
    await settings().update('rules', { 'unpinned-tarball': 'error' }, vscode.ConfigurationTarget.Global);
    await until('an error', async () => {
      return (await problem('configuration.nix', 'unpinned-tarball')).severity === vscode.DiagnosticSeverity.Error;
    });
    await settings().update('rules', { 'unpinned-tarball': 'off' }, vscode.ConfigurationTarget.Global);
    await noProblem('configuration.nix', 'unpinned-tarball');
  });

  test('an excluded file has no problems', async () => {
    await open('configuration.nix');
    await problem('home.nix', 'removed-option');
    await settings().update('exclude', ['**/home.nix'], vscode.ConfigurationTarget.Global);
    await noProblem('home.nix', 'removed-option');
  });

  test('the messages to the server are logged where that is asked for', async () => {
    const document = await open('configuration.nix');
    await settings().update('trace.server', 'messages', vscode.ConfigurationTarget.Global);
    await until('a request in the log', async () => {
      await hovers(document, rangeOf(document, 'hideMounts').start, /bool/i);
      return (await log()).includes("Sending request 'textDocument/hover");
    });
  });

  test('a setting of the wrong type is survived', async () => {
    await open('configuration.nix');
    await settings().update('rules', ['nonsense'], vscode.ConfigurationTarget.Global);
    await problem('configuration.nix', 'duplicate-entry');
  });
});

async function quickFix(uri: vscode.Uri, range: vscode.Range, isMeant: (title: string) => boolean) {
  return await codeAction(uri, range, vscode.CodeActionKind.QuickFix, isMeant);
}
