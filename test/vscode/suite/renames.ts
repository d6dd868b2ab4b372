import * as vscode from 'vscode';
import { assert } from './assert.ts';
import { apply, closeAll, equal, noProblem, open, problem, problems, rangeOf, replace } from './example.ts';
import { until } from './until.ts';

suite('rename', () => {
  teardown(closeAll);

  test('of a store reaches its mount point in another file', async () => {
    const { hardware, configuration } = await withPersistMount();
    const before = { hardware: hardware.getText(), configuration: configuration.getText() };
    await apply(await rename(configuration, '/persist"', '/keep/all'));
    equal(configuration.getText(), before.configuration.replaceAll('/persist', '/keep/all'));
    equal(hardware.getText(), before.hardware.replaceAll('/persist', '/keep/all'));
    // What was wrong is so still, and nothing else.
    await problem('hardware-configuration.nix', 'store-not-needed-for-boot');
    await problem('configuration.nix', 'duplicate-entry');
    assert(problems('configuration.nix', 'store-on-ephemeral').length === 0, 'the store lost its mount');
  });

  test('of a user reaches the Home Manager part in another file', async () => {
    const configuration = await open('configuration.nix');
    const home = await open('home.nix');
    const before = { configuration: configuration.getText(), home: home.getText() };
    await problem('home.nix', 'removed-option');
    await apply(await rename(configuration, 'robin = {', 'wren'));
    equal(configuration.getText(), before.configuration.replace('users.users.robin', 'users.users.wren'));
    equal(home.getText(), before.home.replace('home-manager.users.robin', 'home-manager.users.wren'));
    await noProblem('home.nix', 'undeclared-user');
    await problem('home.nix', 'removed-option');
  });

  test('tells what would be renamed, and refuses what cannot be', async () => {
    const document = await open('configuration.nix');
    const store = rangeOf(document, '/nix/persist/system" = {').start;
    const prepared = await until('what would be renamed', async () => {
      const command = 'vscode.prepareRename';
      return await vscode.commands.executeCommand<{ placeholder: string }>(command, document.uri, store);
    });
    assert(prepared.placeholder === '/nix/persist/system', prepared.placeholder);
    const refusal = await rename(document, '/nix/persist/system" = {', 'no path').catch(String);
    assert(String(refusal).includes('A store has an absolute path.'), String(refusal));
  });
});

/** The example with a store that is a mount of its own, which is not mounted early enough. Nothing is saved. */
async function withPersistMount() {
  const hardware = await open('hardware-configuration.nix');
  const boot = rangeOf(hardware, '  fileSystems."/boot"').start;
  const mount = '  fileSystems."/persist" = {\n    device = "/dev/sda3";\n    fsType = "ext4";\n  };\n\n';
  await replace(hardware, new vscode.Range(boot, boot), mount);
  const configuration = await open('configuration.nix');
  for (const text of ['/nix/persist/system/', '/nix/persist/system']) {
    await replace(configuration, rangeOf(configuration, text), text.replace('/nix/persist/system', '/persist'));
  }
  await problem('hardware-configuration.nix', 'store-not-needed-for-boot');
  return { hardware, configuration };
}

async function rename(document: vscode.TextDocument, at: string, name: string): Promise<vscode.WorkspaceEdit> {
  const command = 'vscode.executeDocumentRenameProvider';
  const position = rangeOf(document, at).start.translate(0, 1);
  return await vscode.commands.executeCommand<vscode.WorkspaceEdit>(command, document.uri, position, name);
}
