import * as vscode from 'vscode';
import { codeAction } from './asking.ts';
import { assert } from './assert.ts';
import { apply, closeAll, equal, open, rangeOf, rememberFiles, replace } from './example.ts';
import { until } from './until.ts';

const commands = [
  'cd /nix/persist/system && mkdir -p /nix/persist/more && cp -a --parents -- etc/nixos /nix/persist/more/',
];

suite('refactoring', () => {
  let restore = closeAll;
  suiteSetup(async () => {
    restore = await rememberFiles();
  });
  teardown(async () => {
    await vscode.commands.executeCommand('notifications.clearAll');
    // VS Code saves what a refactoring changed.
    await restore();
  });

  test('an entry is written as an object and back', async () => {
    const document = await open('configuration.nix');
    const before = document.getText();
    const rewrite = async (title: string) => {
      const { start } = rangeOf(document, '/etc/nixos');
      const at = new vscode.Range(start, start);
      const kind = vscode.CodeActionKind.RefactorRewrite;
      await apply((await codeAction(document.uri, at, kind, (each) => each === title)).edit);
    };
    await rewrite('Write it as an object');
    equal(document.getText(), before.replace('"/etc/nixos"', '{ directory = "/etc/nixos"; }'));
    await rewrite('Write it as a string');
    equal(document.getText(), before);
  });

  test('commands that move data are offered to be copied', async () => {
    const asked = vscode.commands.executeCommand('impermanence.copyCommands', ['echo one', 'echo two']);
    await copied('echo one\necho two\n');
    await asked;
  });

  test('commands that pin a source are offered to be copied', async () => {
    const asked = vscode.commands.executeCommand('impermanence.copyCommands', ['echo rev', 'echo hash'], 'pin');
    await copied('echo rev\necho hash\n');
    await asked;
  });

  test('after which data has to move is previewed, waits for consent, and gives the commands', async () => {
    const document = await open('configuration.nix');
    const before = await withTwoStores(document);
    const editor = await vscode.window.showTextDocument(document);
    const { start } = rangeOf(document, '/etc/nixos');
    const isMeant = (title: string) => title === 'Move it to /nix/persist/more';
    await codeAction(
      document.uri,
      new vscode.Range(start, start),
      vscode.CodeActionKind.Refactor.append('move'),
      isMeant,
    );
    editor.selection = new vscode.Selection(start, start);
    await until('the change', () => moveWithConsent(() => document.getText() !== before), 45);
    assert(!doneWithoutConsent, 'it was done without consent');
    const moved = before.replace('      "/etc/nixos"\n', '').replace('[ "/srv" ]', '[ "/srv" "/etc/nixos" ]');
    equal(document.getText(), moved);
    await copied(`${commands.join('\n')}\n`);
  });
});

/** Adds a second store; gives the text. */
async function withTwoStores(document: vscode.TextDocument): Promise<string> {
  const { start } = rangeOf(document, '  system.stateVersion');
  const second = '  environment.persistence."/nix/persist/more".directories = [ "/srv" ];\n\n';
  await replace(document, new vscode.Range(start, start), second);
  return document.getText();
}

/** Takes the first button of the notification, as soon as there is one, and waits until `text` is in the clipboard. */
async function copied(text: string): Promise<void> {
  await until('the commands in the clipboard', async () => {
    await vscode.commands.executeCommand('notification.acceptPrimaryAction');
    return (await vscode.env.clipboard.readText()) === text;
  });
}

let patience = 0;
let doneWithoutConsent = false;

/**
 * Asks for the move, ticks its changes in the preview and has them made. VS Code does not tell an extension when the
 * preview is there, so each attempt waits longer for it. Remembers if anything was changed before that.
 */
async function moveWithConsent(isDone: () => boolean): Promise<boolean> {
  patience += 500;
  const wait = () => new Promise((resolve) => setTimeout(resolve, patience));
  await vscode.commands.executeCommand('refactorPreview.discard');
  await vscode.commands.executeCommand('workbench.action.focusActiveEditorGroup');
  await vscode.commands.executeCommand('editor.action.codeAction', { kind: 'refactor.move', apply: 'first' });
  await wait();
  doneWithoutConsent ||= isDone();
  await vscode.commands.executeCommand('refactorPreview.focus');
  await vscode.commands.executeCommand('list.focusFirst');
  await vscode.commands.executeCommand('refactorPreview.toggleCheckedState');
  await vscode.commands.executeCommand('refactorPreview.apply');
  await wait();
  return isDone();
}
