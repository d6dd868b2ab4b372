import { describe, expect, test } from 'vitest';
import type { CompletionItem } from 'vscode-languageserver/node';
import { LineIndex } from '../../server/src/base/lines.ts';
import { type Editor, startEditor } from './editor.ts';
import { storage } from './texts.ts';

async function editorWith(text: string, started?: Parameters<typeof startEditor>[1]): Promise<Editor> {
  const editor = await startEditor({ '/p/configuration.nix': text }, started);
  editor.open('/p/configuration.nix');
  return editor;
}

/** Completes at `|` in the text. */
async function complete(text: string, started?: Parameters<typeof startEditor>[1]): Promise<readonly CompletionItem[]> {
  const offset = text.indexOf('|');
  const editor = await editorWith(text.slice(0, offset) + text.slice(offset + 1), started);
  const position = new LineIndex(text).positionAt(offset);
  return editor.about<CompletionItem[]>('textDocument/completion', '/p/configuration.nix', { position });
}

const labels = (items: readonly CompletionItem[]) => items.map(({ label }) => label);
const within = (line: string) => storage.replace('    users.bird', `    ${line}\n    users.bird`);

describe('completion', () => {
  test('of paths leaves out what is kept, and puts first what is needed', async () => {
    const text = storage
      .replace('"/etc/machine-id" ]', '"/etc/machine-id" "|" ]')
      .replace('{ ... }: {', '{ ... }: {\n  services.openssh.enable = true;');
    const items = await complete(text);
    expect(labels(items)).not.toContain('/etc/machine-id');
    expect(items[0]).toMatchObject({
      label: expect.stringContaining('/etc/ssh/'),
      labelDetails: { description: expect.stringContaining('needed here') },
    });
    expect(items[0]?.detail).toBeUndefined();
    expect(items[0]?.textEdit).toMatchObject({ newText: expect.stringMatching(/^"\/etc\/ssh\//) });
  });

  test('for clients that show no words beside each item says them as detail', async () => {
    const completionItem = { snippetSupport: true };
    const [first] = await complete(within('directories = [ "|" ];'), {
      capabilities: { textDocument: { completion: { completionItem } } },
    });
    expect(first?.labelDetails).toBeUndefined();
    expect(first?.detail).toMatch(/\w/);
  });

  test('of values says what they mean beside them, and where there is room for all of it', async () => {
    const items = await complete(within('directories = [ { directory = "/x"; mode = "|"; } ];'));
    expect(items[0]).toMatchObject({
      label: '0700',
      labelDetails: { description: 'only the owner' },
      detail: 'only the owner',
    });
  });

  test.each(['', '/', '/var'])('of paths does not count the entry being written, %j', async (typed) => {
    const items = await complete(within(`directories = [ "${typed}|" ];`));
    expect(labels(items)).toContain('/var/lib/systemd');
  });

  test('inside of an unfinished list', async () => {
    const items = await complete(within('directories = [ "/var/li|'));
    expect(labels(items)).toContain('/var/lib/systemd');
    expect(labels(items)).not.toContain('/var/lib/nixos');
  });

  test('of options in an unfinished entry', async () => {
    expect(labels(await complete(within('directories = [ { directory = "/x"; mo| } ];')))).toContain('mode');
    expect(labels(await complete(within('files = [ { file = "/x"; | } ];')))).toEqual(
      expect.arrayContaining(['method', 'parentDirectory']),
    );
    expect(labels(await complete(within('directories = [ { directory = "/x"; | } ];')))).not.toContain('directory');
  });

  test('of options of a store, those set already left out', async () => {
    const items = labels(await complete(within('|')));
    expect(items).toEqual(expect.arrayContaining(['hideMounts', 'allowTrash', 'enable']));
    expect(items).not.toContain('directories');
    expect(items).not.toContain('removePrefixDirectory');
  });

  test('of users behind a dot', async () => {
    expect(labels(await complete(within('users.|')))).toContain('bird');
  });

  test('of values', async () => {
    expect(labels(await complete(within('files = [ { file = "/x"; method = "|"; } ];')))).toEqual(['auto', 'symlink']);
    expect(labels(await complete(within('hideMounts = |;')))).toEqual(['true', 'false']);
    expect(labels(await complete(within('directories = [ { directory = "/x"; user = | } ];')))).toContain('bird');
    expect(labels(await complete(storage.replace('"tmpfs"', '"|"')))).toContain('ext4');
    expect(labels(await complete(storage.replace('"mode=755"', '"mo|"')))).toContain('mode=755');
  });

  test('of stores and mount points', async () => {
    expect(labels(await complete(storage.replace('"/persist" = {\n', '"|" = {\n')))).toContain('/persist');
    expect(labels(await complete(storage.replace('  users.users', '  fileSystems."|";\n  users.users')))).toEqual(
      expect.arrayContaining(['/home/bird', '/nix']),
    );
  });

  test('of options at the top of a module', async () => {
    expect(labels(await complete(storage.replace('  users.users', '  environment.|\n  users.users')))).toContain(
      'persistence',
    );
    expect(labels(await complete(storage.replace('  users.users', '  |\n  users.users')))).toEqual(
      expect.arrayContaining(['environment', 'fileSystems']),
    );
  });

  test('of rule ids in ignore comments', async () => {
    const text = storage.replace('  users.users', '  # impermanence: ignore tmpfs-size, dup|\n  users.users');
    const items = await complete(text);
    expect(labels(items)).toContain('duplicate-entry');
    expect(labels(items)).not.toContain('tmpfs-size');
  });

  test('of rule ids with several hyphens, to the end of the word', async () => {
    const text = storage.replace(
      '  users.users',
      '  # impermanence: ignore tmpfs-size, mount-not-nee|ded\n  users.users',
    );
    const item = (await complete(text)).find(({ label }) => label === 'mount-not-needed-for-boot');
    expect(item).toMatchObject({ filterText: 'mount-not-needed-for-boot' });
    const line = text.split('\n').findIndex((each) => each.includes('ignore'));
    const start = text.split('\n')[line]?.indexOf('mount-not') ?? 0;
    expect(item?.textEdit).toMatchObject({
      range: { start: { line, character: start }, end: { line, character: start + 'mount-not-needed'.length } },
    });
  });

  test('nothing in a string that is no option', async () => {
    expect(await complete(storage.replace('  users.users', '  foo = "|";\n  users.users'))).toEqual([]);
  });

  test('documentation comes when it is asked for', async () => {
    const editor = await editorWith(within('hide'));
    const items = await editor.completions('/p/configuration.nix', '    hide');
    const item = items.find(({ label }) => label === 'hideMounts');
    expect(item?.documentation).toBeUndefined();
    const resolved = await editor.connection.sendRequest<CompletionItem>('completionItem/resolve', item);
    expect(resolved.documentation).toMatchObject({
      kind: 'markdown',
      value: expect.stringContaining('Type: `boolean`'),
    });
  });
});

describe('completion in a text that is not whole', () => {
  test('on an empty line of a set that is not closed', async () => {
    const text = '{ ... }: {\n  environment.persistence."/p" = {\n    |\n  services.openssh.enable = true;\n}\n';
    const items = labels(await complete(text));
    expect(items).toEqual(expect.arrayContaining(['directories', 'files', 'hideMounts', 'users']));
    expect(items).not.toContain('environment');
  });

  test('where a value is missing before another binding', async () => {
    expect(labels(await complete(within('hideMounts = |')))).toEqual(['true', 'false']);
    expect(labels(await complete(within('files = [ { file = "/x"; method = |')))).toEqual(['auto', 'symlink']);
  });

  test('in an entry that is not closed before others', async () => {
    const text = storage.replace('"/var/log" ', '\n      { directory = "/srv"; |\n      "/var/log"\n      ');
    expect(labels(await complete(text))).toEqual(expect.arrayContaining(['mode', 'user']));
    const path = storage.replace('"/var/log" ', '\n      { directory = "|\n      { directory = "/srv"; }\n      ');
    expect(labels(await complete(path))).toContain('/var/lib/systemd');
  });

  test('where the line that began a set is gone, or was closed too early', async () => {
    const orphans = '{ ... }:\n{\n  networking.hostName = "a";\n  |\n    hideMounts = true;\n  };\n}\n';
    expect(labels(await complete(orphans))).toEqual(expect.arrayContaining(['environment', 'fileSystems']));
    const closed = '{ ... }:\n{\n  fileSystems."/x" =\n    { de|}\n      fsType = "ext4";\n    };\n}\n';
    expect(labels(await complete(closed))).toContain('device');
  });

  test('replaces nothing behind the cursor', async () => {
    const [first] = await complete(within('hideMounts = |'));
    const { line, character } = new LineIndex(within('hideMounts = |')).positionAt(
      within('hideMounts = |').indexOf('|'),
    );
    expect(first?.textEdit).toMatchObject({
      range: { start: { line, character }, end: { line, character } },
      newText: 'true',
    });
  });
});

describe('completion of what may come', () => {
  test('behind a function that wants its argument', async () => {
    const forced = storage.replace('neededForBoot = true', 'neededForBoot = lib.mkForce |');
    expect(labels(await complete(forced))).toEqual(['true', 'false']);
    const done = storage.replace('neededForBoot = true', 'neededForBoot = true |');
    expect(await complete(done)).toEqual([]);
  });

  test('of an option that is set as a whole and may be added to', async () => {
    const text = '{ fileSystems = { "/".fsType = "tmpfs"; };\n  |\n}\n';
    expect(labels(await complete(text))).toContain('fileSystems');
  });

  test('of options of the system beside the configuration of a home', async () => {
    const text = '{\n  home-manager.users.bird = { home.stateVersion = "25.11"; };\n  |\n}\n';
    const items = labels(await complete(text));
    expect(items).toContain('fileSystems');
    expect(items).not.toContain('home');
  });

  test('not of options among the names of a let', async () => {
    expect(await complete('let\n  |\nin\n{ }\n')).toEqual([]);
    expect(labels(await complete('let\n  a = 1;\nin\n{ | }\n'))).toContain('fileSystems');
  });
});

describe('completion of names', () => {
  test.each(['"|" = {\n', '"/pers|" = {\n', '"/persist|" = {\n'])(
    'does not offer the one being written, %j',
    async (name) => {
      const items = await complete(
        storage.replace('"/persist" = {\n', name).replace('fileSystems."/persist"', 'fileSystems."/data"'),
      );
      expect(labels(items)).toEqual(['/data']);
    },
  );

  test('in quotes finds those that need none', async () => {
    const [bird] = await complete(within('users."b|"'));
    expect(bird).toMatchObject({ label: 'bird', filterText: '"bird"' });
    const option = (await complete(within('"hide|"'))).find(({ label }) => label === 'hideMounts');
    expect(option).toMatchObject({ filterText: '"hideMounts"' });
  });

  test.each(['environment.persistence.${|}', 'environment.persistence."${|', 'environment.persistence."${|}/x"'])(
    'in the code of a computed one offers none, %j',
    async (typed) => {
      expect(await complete(storage.replace('  users.users', `  ${typed}\n  users.users`))).toEqual([]);
    },
  );

  test('behind a computed one offers the options below it', async () => {
    const text = storage.replace('  users.users', '  environment.persistence."${x}/y".|\n  users.users');
    expect(labels(await complete(text))).toContain('directories');
  });
});

test('completion of a list begins it, and ends the definition that has no end yet', async () => {
  const mount = storage.replace('[ "mode=755" "size=2G" ]', '|');
  expect(await complete(mount)).toMatchObject([{ label: '[ ]', textEdit: { newText: '[\n\t$0\n]' } }]);
  const begun = within('users.crow.directories = |');
  expect(await complete(begun)).toMatchObject([{ label: '[ ]', textEdit: { newText: '[\n\t$0\n];' } }]);
});

test('completion in a list of an own option that is still empty', async () => {
  const editor = await startEditor({
    '/p/configuration.nix': `{ config, lib, ... }: {
  imports = [ ./more.nix ];
  options.my.directories = lib.mkOption { type = lib.types.listOf lib.types.str; default = [ ]; };
  config.environment.persistence."/persist".directories = config.my.directories;
}
`,
    '/p/more.nix': '{ my.directories = [ ]; }\n',
  });
  editor.open('/p/more.nix');
  const items = await editor.completions('/p/more.nix', '[ ');
  expect(labels(items)).toContain('/var/lib/nixos');
});
