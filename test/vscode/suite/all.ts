import * as vscode from 'vscode';
import './extension.ts';
import './startup.ts';
import './problems.ts';
import './fixes.ts';
import './refactorings.ts';
import './renames.ts';
import './assistance.ts';
import './unfinished.ts';
import './disk.ts';
import { extension, open } from './example.ts';

// Without a server no test can pass: say so once instead of waiting in each.
suiteSetup(async () => {
  // In a browser VS Code saves by itself, after which there is nothing to revert to.
  await vscode.workspace.getConfiguration('files').update('autoSave', 'off', vscode.ConfigurationTarget.Global);
  await open('configuration.nix');
  await (await extension()).exports.ready;
});
