import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import manifest from '../../package.json';
import { defaultSettings, settingsSection } from '../../server/src/protocol.ts';

const root = path.resolve(import.meta.dirname, '../..');
const read = (file: string) => readFileSync(path.join(root, file), 'utf8');
const { contributes, dependencies, devDependencies } = manifest;

describe('package.json', () => {
  test('declares exactly the settings that are read, with the defaults that hold without an editor', () => {
    const declared = Object.entries(contributes.configuration.properties).map(([name, { default: value }]) => [
      name,
      value,
    ]);
    const inUse = Object.entries(defaultSettings).map(([name, value]) => [`${settingsSection}.${name}`, value]);
    // The language client reads this one by its own identity.
    expect(Object.fromEntries(declared)).toEqual({ ...Object.fromEntries(inUse), 'impermanence.trace.server': 'off' });
  });

  test('declares exactly the commands that are registered', () => {
    const registered = [...read('client/src/client.ts').matchAll(/registerCommand\('([^']+)'/g)].map(
      (match) => match[1],
    );
    expect(contributes.commands.map(({ command }) => command).sort()).toEqual(registered.sort());
    expect(registered.length).toBeGreaterThan(0);
  });

  test('names only files that are there', () => {
    const files = [
      ...contributes.languages.map(({ configuration }) => configuration),
      ...contributes.grammars.map((grammar) => grammar.path),
      ...contributes.snippets.map((snippets) => snippets.path),
    ];
    expect(files.filter((file) => !existsSync(path.join(root, file)))).toEqual([]);
  });

  test('gives every grammar the scope that its file has', () => {
    const scopes = contributes.grammars.map((grammar) => JSON.parse(read(grammar.path)).scopeName);
    expect(contributes.grammars.map(({ scopeName }) => scopeName)).toEqual(scopes);
  });

  test('indents Nix by two spaces, as nixfmt does', () => {
    expect(contributes.configurationDefaults['[nix]']).toMatchObject({
      'editor.tabSize': 2,
      'editor.insertSpaces': true,
    });
  });

  test('pins every dependency to one version', () => {
    const versions = Object.values({ ...dependencies, ...devDependencies });
    expect(versions.filter((version) => !/^\d+\.\d+\.\d+$/.test(version))).toEqual([]);
  });

  test('has the client and the server of one protocol', () => {
    expect(dependencies['vscode-languageclient']).toBe(dependencies['vscode-languageserver']);
  });
});

describe('around it', () => {
  test('README names every setting', () => {
    const readme = read('README.md');
    expect(Object.keys(contributes.configuration.properties).filter((name) => !readme.includes(`\`${name}\``))).toEqual(
      [],
    );
  });

  test('README says that the publisher is a placeholder', () => {
    expect(read('README.md')).toMatch(new RegExp(`publisher \`${manifest.publisher}\`[^]{0,100} placeholder`));
  });

  test('CHANGELOG has the version', () => {
    expect(read('CHANGELOG.md')).toContain(`\n## ${manifest.version}\n`);
  });
});
