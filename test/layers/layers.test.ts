import { existsSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { importsBelow, importsOf } from './imports.ts';
import { rooms, violation } from './layers.ts';

const root = path.resolve(import.meta.dirname, '../..');
const imports = ['server/src', 'client/src'].flatMap((folder) => importsBelow(root, folder));

describe('arrows of import', () => {
  test.each(rooms.filter((room) => existsSync(path.join(root, room.path))))('$path', (room) => {
    const inRoom = imports.filter(({ from }) => from === room.path || from.startsWith(`${room.path}/`));
    expect(inRoom.flatMap((each) => violation(each) ?? [])).toEqual([]);
  });

  test('every source file lies in a room', () => {
    expect(imports.map(violation).filter((message) => message?.includes('in no room'))).toEqual([]);
  });

  test('imports are found at all', () => {
    expect(imports.length).toBeGreaterThan(10);
  });
});

describe('the check itself', () => {
  test.each([
    ["import { a } from '../../nix/syntax/tree.ts';", 'server/src/base/span.ts'],
    ["import type { Model } from '../../impermanence/model/model.ts';", 'server/src/nix/eval/value.ts'],
    ["import {\n  one,\n  type Two,\n} from './store-on-ephemeral.ts';", 'server/src/impermanence/rules/tmpfs-size.ts'],
    ["export * from './hover.ts';", 'server/src/features/completion.ts'],
    ["import fs from 'node:fs';", 'server/src/lsp/server.ts'],
    ["import { readFiles } from './files.node.ts';", 'server/src/lsp/server.ts'],
    ["const { check } = await import('../cli/check.ts');", 'server/src/lsp/server.ts'],
    ["import { span } from '../../server/src/base/span.ts';", 'client/src/client.ts'],
    ["import { URI } from 'vscode-uri';", 'server/src/nix/syntax/parse.ts'],
    ["import { span } from '../../base/span';", 'server/src/nix/syntax/parse.ts'],
  ])('refuses %j in %s', (line, from) => {
    expect(importsOf(from, line).map(violation)).toEqual([expect.any(String)]);
  });

  test.each([
    ["import { a, type B } from '../../base/span.ts';", 'server/src/nix/syntax/tree.ts'],
    ["import page from './tmpfs-size.md';", 'server/src/impermanence/rules/tmpfs-size.ts'],
    ["export { rule as a } from './tmpfs-size.ts';", 'server/src/impermanence/rules/index.ts'],
    ["import { readFile } from 'node:fs/promises';", 'server/src/cli/files.node.ts'],
    ["import { readFiles } from './files.node.ts';", 'server/src/lsp/main.node.ts'],
    ["import { settingsSection } from '../../server/src/protocol.ts';", 'client/src/client.ts'],
    ["import { LanguageClient } from 'vscode-languageclient/browser';", 'client/src/main.browser.ts'],
  ])('accepts %j in %s', (line, from) => {
    expect(importsOf(from, line).map(violation)).toEqual([undefined]);
  });
});
