import * as vscode from 'vscode';
import { assert } from './assert.ts';
import { closeAll, extension, open, problem, uriOf } from './example.ts';

suite('extension', () => {
  teardown(closeAll);

  test('a Nix file has the language nix and activates the extension', async () => {
    const document = await open('configuration.nix');
    assert(document.languageId === 'nix', document.languageId);
    assert((await extension()).isActive, 'not active');
  });

  test('the server starts in the host at hand', async () => {
    const { host } = (await extension()).exports;
    const expected = uriOf('configuration.nix').scheme === 'file' ? 'node' : 'browser';
    console.log(`note VS Code ${vscode.version}, server in ${host}`);
    assert(host === expected, host);
  });

  test('restarting the server brings the problems back', async () => {
    await open('configuration.nix');
    await problem('configuration.nix', 'unpinned-tarball');
    await vscode.commands.executeCommand('impermanence.restartServer');
    await problem('configuration.nix', 'unpinned-tarball');
  });

  test('the log can be shown', async () => {
    await vscode.commands.executeCommand('impermanence.showLog');
  });
});
