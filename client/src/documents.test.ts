import { expect, test } from 'vitest';
import { isWorkedOn } from './documents.ts';

test.each(['file', 'untitled', 'vscode-remote', 'vscode-vfs', 'vscode-userdata', 'memfs'])(
  '%s has problems',
  (scheme) => expect(isWorkedOn(scheme)).toBe(true),
);

test.each(['git', 'vscode-bulkeditpreview-editor', 'chat-editing-text-model', 'vscode-chat-code-block', 'review'])(
  '%s shows what a file was or might become',
  (scheme) => expect(isWorkedOn(scheme)).toBe(false),
);
