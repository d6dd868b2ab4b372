import * as vscode from 'vscode';
import { codeAction, codeActions } from './asking.ts';
import { assert } from './assert.ts';
import {
  apply,
  closeAll,
  equal,
  noProblem,
  open,
  problem,
  problems,
  rangeOf,
  rememberFiles,
  replace,
  textOnDisk,
  whole,
} from './example.ts';
import { until } from './until.ts';

const fixAllKind = vscode.CodeActionKind.SourceFixAll.append('impermanence');

suite('everything at once', () => {
  let restore = closeAll;
  suiteSetup(async () => {
    restore = await rememberFiles();
  });
  teardown(async () => {
    await vscode.workspace.getConfiguration('editor').update('codeActionsOnSave', undefined, true);
    await restore();
  });

  test('the source action repairs all of a file', async () => {
    const document = await open('hardware-configuration.nix');
    await problem('hardware-configuration.nix', 'root-tmpfs-mode');
    const before = document.getText();
    const [action, ...others] = await until('the action', async () => {
      const actions = await codeActions(document.uri, whole(document), fixAllKind);
      return actions.length > 0 && actions;
    });
    assert(others.length === 0, others.map(({ title }) => title).join('; '));
    assert(action?.kind?.value === 'source.fixAll.impermanence', String(action?.kind?.value));
    await apply(action.edit);
    await noProblem('hardware-configuration.nix', 'root-tmpfs-mode');
    // What has no preferred fix is left to the person.
    await problem('hardware-configuration.nix', 'placeholder-device');
    equal(document.getText(), before.replace('[ "size=3G" ]', '[ "size=3G" "mode=755" ]'));
  });

  test('the source action is not in the menu of quick fixes', async () => {
    const document = await open('hardware-configuration.nix');
    const { range } = await problem('hardware-configuration.nix', 'root-tmpfs-mode');
    const kinds = (await codeActions(document.uri, range)).map(({ kind }) => kind?.value);
    assert(!kinds.some((kind) => kind?.startsWith('source')), kinds.join(' '));
  });

  test('of one rule', async () => {
    const document = await open('configuration.nix');
    const before = document.getText();
    const { end } = rangeOf(document, '"/etc/nixos"');
    await replace(document, new vscode.Range(end, end), '\n      "/etc/nixos/"');
    const { range } = await until('two of them', () => {
      const [first, second] = problems('configuration.nix', 'duplicate-entry');
      return second && first;
    });
    const isMeant = (title: string) => title === 'Fix all 2 problems of duplicate-entry in this file';
    const action = await codeAction(document.uri, range, vscode.CodeActionKind.QuickFix, isMeant);
    await apply(action.edit);
    await noProblem('configuration.nix', 'duplicate-entry');
    equal(document.getText(), before.replace('      "/var/log/"\n', ''));
  });

  test('on save, where the settings say so', async () => {
    const settings = vscode.workspace.getConfiguration('editor');
    await settings.update('codeActionsOnSave', { [fixAllKind.value]: 'explicit' }, true);
    const document = await open('configuration.nix');
    const before = document.getText();
    await problem('configuration.nix', 'duplicate-entry');
    const end = document.positionAt(before.length);
    await replace(document, new vscode.Range(end, end), '# saved\n');
    assert(await document.save(), 'it is not saved');
    const expected = `${before.replace('      "/var/log/"\n', '')}# saved\n`;
    equal(document.getText(), expected);
    equal(await textOnDisk('configuration.nix'), expected);
    await noProblem('configuration.nix', 'duplicate-entry');
  });
});
