import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { Workspace } from '../analysis.ts';
import { encryptedReason } from './contents.ts';
import { enginePath, readFromDisk } from './disk.node.ts';

function read(content: Uint8Array | string) {
  const folder = mkdtempSync(path.join(tmpdir(), 'disk-'));
  const file = path.join(folder, 'secret.nix');
  writeFileSync(file, content);
  const found = readFromDisk(enginePath(file));
  rmSync(folder, { recursive: true });
  return found;
}

test('a file that git-crypt keeps locked is told from other binary files', () => {
  expect(read(Buffer.from('\0GITCRYPT\0abc\xff'))).toEqual({ kind: 'unreadable', reason: encryptedReason });
  expect(read(Buffer.from('\0GIT'))).toEqual({ kind: 'unreadable', reason: 'is a binary file' });
  expect(read('{ }')).toEqual({ kind: 'text', text: '{ }' });
});

test('what is locked is not a mistake, what is binary is where Nix would read it', () => {
  const problemsFor = (reason: string, name = 'secret.nix') => {
    const workspace = new Workspace('/w');
    workspace.setDirectory('/w', new Map(['configuration.nix', name].map((each) => [each, 'regular'])));
    workspace.setFile(
      '/w/configuration.nix',
      `{ environment.etc.read.source = ./${name}; fileSystems."/".device = builtins.readFile ./${name}; }`,
    );
    workspace.setUnreadable(`/w/${name}`, reason);
    return workspace
      .analyse()
      .problems()
      .map(({ rule }) => rule.id);
  };
  expect(problemsFor(encryptedReason)).toEqual([]);
  expect(problemsFor('is a binary file')).toEqual(['syntax-error']);
  expect(problemsFor('is a binary file', 'letter.docx')).toEqual([]);
});
