import * as vscode from 'vscode';
import { until } from './until.ts';

/** Everything in the extension's output channel, as VS Code shows it. */
export async function log(): Promise<string> {
  await vscode.commands.executeCommand('impermanence.showLog');
  return await until('the log', () => {
    const channels = vscode.workspace.textDocuments.filter(({ uri }) => uri.scheme === 'output');
    return channels.find(({ uri }) => uri.path.includes('NixOS Impermanence'))?.getText();
  });
}

/** The lines of a log that tell of something wrong. */
export function wrongs(text: string): readonly string[] {
  return text.split('\n').filter((line) => /\[(error|warning)\]/.test(line));
}
