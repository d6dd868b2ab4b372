/**
 * Whether documents of a URI scheme show a text that is worked on, not one as it was, as it might become, or as somebody
 * cites it: hover is welcome there, a second set of problems is not. The schemes are those of VS Code and of well-known extensions.
 */
export function isWorkedOn(scheme: string): boolean {
  return !copies.includes(scheme) && !/^(?:vscode-bulkeditpreview|vscode-chat|chat-editing)-/.test(scheme);
}

const copies: readonly string[] = [
  'git',
  'gitlens',
  'vscode-local-history',
  'pr',
  'review',
  'merge-conflict.conflict-diff',
  'walkThroughSnippet',
];
