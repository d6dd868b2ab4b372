import { describe, expect, test } from 'vitest';
import type { CodeAction } from 'vscode-languageserver/node';
import { type Editor, type EditorOptions, startEditor } from './editor.ts';
import { storage, storageTwice } from './texts.ts';

const whole = { start: { line: 0, character: 0 }, end: { line: 999, character: 0 } };
const has = (rule: string) => (problems: readonly { code?: unknown }[]) => problems.some(({ code }) => code === rule);

async function actionsAt(editor: Editor, path: string, rule: string): Promise<readonly CodeAction[]> {
  const problem = (await editor.problems(path, has(rule))).find(({ code }) => code === rule);
  if (!problem) throw new Error(rule);
  const actions = await editor.codeActions(path, { start: problem.range.start, end: problem.range.start });
  return actions.filter(({ diagnostics }) => !diagnostics || diagnostics.some(({ code }) => code === rule));
}

describe('quick fixes', () => {
  test('carry their problem, the right one is preferred, and it repairs', async () => {
    const editor = await startEditor({ '/p/configuration.nix': storageTwice });
    editor.open('/p/configuration.nix');
    const actions = await actionsAt(editor, '/p/configuration.nix', 'duplicate-entry');
    const [preferred] = actions.filter(({ isPreferred }) => isPreferred);
    expect(preferred).toMatchObject({ kind: 'quickfix', diagnostics: [{ code: 'duplicate-entry' }] });
    editor.apply(preferred?.edit ?? {});
    await editor.problems('/p/configuration.nix', (problems) => !has('duplicate-entry')(problems));
    expect(editor.text('/p/configuration.nix')).toContain('/var/lib/nixos');
  });

  test('edit another file than the one they are offered in', async () => {
    const editor = await startEditor({
      '/p/configuration.nix': '{ imports = [ ./hardware.nix ./persist.nix ]; }\n',
      '/p/hardware.nix': `{
  fileSystems."/" = { device = "none"; fsType = "tmpfs"; options = [ "mode=755" "size=2G" ]; };
  fileSystems."/persist" = { device = "/dev/disk/by-label/persist"; fsType = "ext4"; };
}
`,
      '/p/persist.nix': '{\n  environment.persistence."/persist".directories = [ "/var/log" "/var/lib/nixos" ];\n}\n',
    });
    editor.open('/p/persist.nix');
    await editor.settled('/p/persist.nix');
    const everywhere = [...editor.published.values()].flatMap(({ uri, diagnostics }) =>
      diagnostics.filter(({ code }) => code === 'store-not-needed-for-boot').map(() => uri),
    );
    expect(everywhere).toHaveLength(1);
    const path = everywhere[0]?.slice('file://'.length) ?? '';
    const [action] = (await actionsAt(editor, path, 'store-not-needed-for-boot')).filter(
      ({ isPreferred }) => isPreferred,
    );
    editor.apply(action?.edit ?? {});
    expect(editor.text('/p/hardware.nix')).toContain('neededForBoot = true;');
    await editor.problems(path, (problems) => !has('store-not-needed-for-boot')(problems));
  });

  test('create a file that is missing', async () => {
    const editor = await startEditor({ '/p/configuration.nix': '{ imports = [ ./absent.nix ]; }\n' });
    editor.open('/p/configuration.nix');
    const [action] = await actionsAt(editor, '/p/configuration.nix', 'missing-import');
    expect(action?.edit?.documentChanges?.[0]).toMatchObject({ kind: 'create', uri: 'file:///p/absent.nix' });
    editor.apply(action?.edit ?? {});
    editor.changedOnDisk('/p/absent.nix', 1);
    await editor.problems('/p/configuration.nix', (problems) => !has('missing-import')(problems));
  });

  test('are not offered to an editor that cannot create files where that is needed', async () => {
    const editor = await startEditor(
      { '/p/configuration.nix': '{ imports = [ ./absent.nix ]; }\n' },
      { capabilities: { workspace: {} } },
    );
    editor.open('/p/configuration.nix');
    const actions = await actionsAt(editor, '/p/configuration.nix', 'missing-import');
    expect(actions.map(({ title }) => title)).toEqual(['Silence missing-import here']);
    expect(actions[0]?.edit?.changes).toBeDefined();
  });
});

describe('silence', () => {
  test('by a comment with the indentation of its line, which then holds more', async () => {
    const editor = await startEditor({ '/p/configuration.nix': storageTwice });
    editor.open('/p/configuration.nix');
    const silence = async (rule: string) => {
      const actions = await actionsAt(editor, '/p/configuration.nix', rule);
      editor.apply(actions.find(({ title }) => title === `Silence ${rule} here`)?.edit ?? {});
      await editor.problems('/p/configuration.nix', (problems) => !has(rule)(problems));
    };
    await silence('duplicate-entry');
    expect(editor.text('/p/configuration.nix')).toContain(
      '\n    # impermanence: ignore duplicate-entry\n    directories',
    );
  });
});

test('a syntax error cannot be silenced: Nix would refuse the file all the same', async () => {
  const editor = await startEditor({ '/p/configuration.nix': storage.replace('};', '}') });
  editor.open('/p/configuration.nix');
  const actions = await actionsAt(editor, '/p/configuration.nix', 'syntax-error');
  expect(actions.map(({ title }) => title)).toEqual(['Insert ;']);
});

describe('everything at once', () => {
  test('is offered where source actions are asked for, and repairs', async () => {
    const editor = await startEditor({ '/p/configuration.nix': storageTwice });
    editor.open('/p/configuration.nix');
    await editor.problems('/p/configuration.nix', has('duplicate-entry'));
    const actions = await editor.codeActions('/p/configuration.nix', whole, { only: ['source.fixAll'] });
    expect(actions.map(({ kind }) => kind)).toEqual(['source.fixAll.impermanence']);
    editor.apply(actions[0]?.edit ?? {});
    await editor.problems('/p/configuration.nix', (problems) => !has('duplicate-entry')(problems));
  });

  test('of one rule is one action', async () => {
    const text = storage.replace('"/var/log"', '"/var/log" "/var/log/" "/var/cache/a" "/var/cache/a"');
    const editor = await startEditor({ '/p/configuration.nix': text });
    editor.open('/p/configuration.nix');
    const actions = await actionsAt(editor, '/p/configuration.nix', 'duplicate-entry');
    const all = actions.find(({ title }) => title.startsWith('Fix all'));
    expect(all?.title).toBe('Fix all 2 problems of duplicate-entry in this file');
    editor.apply(all?.edit ?? {});
    await editor.problems('/p/configuration.nix', (problems) => !has('duplicate-entry')(problems));
    expect(editor.text('/p/configuration.nix')).toContain('"/var/cache/a"');
  });
});

describe('refactorings', () => {
  const at = (editor: Editor) => {
    const position = editor.position('/p/configuration.nix', '"/var/log"', 3);
    return { start: position, end: position };
  };

  test('are offered where they are asked for', async () => {
    const editor = await startEditor({ '/p/configuration.nix': storage });
    editor.open('/p/configuration.nix');
    const kinds = async (context: object) =>
      (await editor.codeActions('/p/configuration.nix', at(editor), context)).map(({ kind }) => kind);
    expect(new Set(await kinds({ only: ['refactor'] }))).toEqual(new Set(['refactor.rewrite']));
    expect(await kinds({ only: ['refactor.move'] })).toEqual([]);
    expect(await kinds({ triggerKind: 2 })).not.toContain('refactor.rewrite');
  });

  test('do what they say', async () => {
    const editor = await startEditor({ '/p/configuration.nix': storage });
    editor.open('/p/configuration.nix');
    const actions = await editor.codeActions('/p/configuration.nix', at(editor), { only: ['refactor.rewrite'] });
    editor.apply(actions.find(({ title }) => title === 'Write it as an object')?.edit ?? {});
    expect(editor.text('/p/configuration.nix')).toContain('{ directory = "/var/log"; }');
  });
});

describe('refactorings after which data has to move', () => {
  const two = storage.replace(
    '  users.users',
    `  fileSystems."/cache" = { device = "/dev/disk/by-label/cache"; fsType = "ext4"; neededForBoot = true; };
  environment.persistence."/cache".directories = [ "/var/cache/private" ];
  users.users`,
  );
  const commands = ['cd /persist && mkdir -p /cache && cp -a --parents -- var/log /cache/'];

  async function move(options: EditorOptions) {
    const editor = await startEditor({ '/p/configuration.nix': two }, options);
    editor.open('/p/configuration.nix');
    const position = editor.position('/p/configuration.nix', '"/var/log"', 3);
    const range = { start: position, end: position };
    const actions = await editor.codeActions('/p/configuration.nix', range, { only: ['refactor.move'] });
    const action = actions.find(({ title }) => title === 'Move it to /cache');
    if (!action) throw new Error(actions.map(({ title }) => title).join());
    return { editor, action };
  }

  test('are shown before they are made, and hand over the commands', async () => {
    const { editor, action } = await move({ initializationOptions: { copyCommands: true } });
    const [annotation] = Object.values(action.edit?.changeAnnotations ?? {});
    expect(annotation).toMatchObject({ label: 'Move it to /cache', needsConfirmation: true });
    expect(annotation?.description).toContain(commands[0]);
    expect(action.command).toMatchObject({ command: 'impermanence.copyCommands', arguments: [commands, 'move'] });
    expect(editor.initialized?.capabilities.executeCommandProvider).toBeUndefined();
    editor.apply(action.edit ?? {});
    expect(editor.text('/p/configuration.nix')).toContain('[ "/var/cache/private" "/var/log" ]');
  });

  test('have plain edits where the editor knows no annotations', async () => {
    const { action } = await move({ capabilities: { workspace: { workspaceEdit: { documentChanges: true } } } });
    expect(action.edit?.changeAnnotations).toBeUndefined();
    expect(JSON.stringify(action.edit)).not.toContain('annotationId');
  });

  test('show the commands in an editor that cannot copy them', async () => {
    const { editor, action } = await move({});
    expect(editor.initialized?.capabilities.executeCommandProvider?.commands).toEqual(['impermanence.copyCommands']);
    await editor.connection.sendRequest('workspace/executeCommand', action.command);
    await expect.poll(() => editor.messages.map(({ message }) => message)).toHaveLength(1);
    expect(editor.messages[0]?.message).toContain(commands[0]);
  });
});

describe('a source that is not pinned', () => {
  const url = 'https://github.com/nix-community/impermanence/archive/master.tar.gz';

  async function actionsAt(text: string) {
    const editor = await startEditor({ '/p/configuration.nix': text });
    editor.open('/p/configuration.nix');
    const position = editor.position('/p/configuration.nix', 'fetchTarball', 3);
    const range = { start: position, end: position };
    return { editor, actions: await editor.codeActions('/p/configuration.nix', range, { only: ['quickfix'] }) };
  }

  test('has commands that tell what to write, in place of an edit', async () => {
    const { editor, actions } = await actionsAt(`{ imports = [ "\${fetchTarball "${url}"}/nixos.nix" ]; }\n`);
    const [action] = actions;
    expect(action?.title).toBe('Copy the commands that tell its revision and hash');
    expect(action?.edit).toBeUndefined();
    expect(action?.isPreferred).toBeUndefined();
    expect(action?.diagnostics?.map(({ code }) => code)).toEqual(['unpinned-tarball']);
    await editor.connection.sendRequest('workspace/executeCommand', action?.command);
    await expect.poll(() => editor.messages.map(({ message }) => message)).toHaveLength(1);
    expect(editor.messages[0]?.message).toContain('in place of the URL:\nrev=$(git ls-remote');
  });

  test('has none where it is not known how to ask', async () => {
    const other = url.replace('github.com/nix-community', 'git.example.org/someone');
    const { actions } = await actionsAt(`{ imports = [ "\${fetchTarball "${other}"}/nixos.nix" ]; }\n`);
    expect(actions.map(({ title }) => title)).toEqual(['Silence unpinned-tarball here']);
  });
});

test('a host is migrated over several files, to be looked at first', async () => {
  const editor = await startEditor({
    '/p/configuration.nix': `{ imports = [ ./persist.nix ]; programs.fuse.userAllowOther = true;
  home-manager.users.bird = import ./home.nix; users.users.bird.isNormalUser = true; }\n`,
    '/p/persist.nix':
      '{ environment.persistence."/persist".users.bird = { home = "/home/bird"; directories = [ "Music" ]; }; }\n',
    '/p/home.nix':
      '{ home.persistence."/persist/home/bird" = { allowOther = true; directories = [ "Documents" ]; }; }\n',
  });
  editor.open('/p/home.nix');
  const actions = await editor.codeActions('/p/home.nix', whole, { only: ['refactor.rewrite'] });
  const action = actions.find(({ title }) => title.startsWith('Migrate host'));
  expect(action?.title).toMatch(/\(3 files\)$/);
  expect(Object.values(action?.edit?.changeAnnotations ?? {})).toMatchObject([{ needsConfirmation: true }]);
  editor.apply(action?.edit ?? {});
  expect(editor.text('/p/home.nix')).toBe('{ home.persistence."/persist" = { directories = [ "Documents" ]; }; }\n');
  expect(editor.text('/p/persist.nix')).toContain('users.bird = { directories = [ "Music" ]; }');
  expect(editor.text('/p/configuration.nix')).not.toContain('fuse');
});

test('a store is converted to preservation, to be looked at first, and keeps what it keeps', async () => {
  const editor = await startEditor({ '/p/configuration.nix': storage });
  editor.open('/p/configuration.nix');
  const position = editor.position('/p/configuration.nix', 'persistence."/persist"', 15);
  const range = { start: position, end: position };
  const actions = await editor.codeActions('/p/configuration.nix', range, { only: ['refactor.rewrite'] });
  const action = actions.find(({ title }) => title === 'Convert /persist to preservation');
  expect(Object.values(action?.edit?.changeAnnotations ?? {})).toMatchObject([{ needsConfirmation: true }]);
  expect(action?.command?.arguments?.[0]).toContainEqual(expect.stringMatching(/^stat -c .*\/persist\/var\/log/));
  editor.apply(action?.edit ?? {});
  const text = editor.text('/p/configuration.nix');
  expect(text).toContain('preservation.preserveAt."/persist" = {');
  expect(text).toContain('{ file = "/etc/machine-id"; inInitrd = true; }');
});

test('a bind mount becomes an entry', async () => {
  const text = storage.replace(
    '  users.users',
    '  fileSystems."/srv" = { device = "/persist/srv"; options = [ "bind" ]; };\n  users.users',
  );
  const editor = await startEditor({ '/p/configuration.nix': text });
  editor.open('/p/configuration.nix');
  const position = editor.position('/p/configuration.nix', '"/srv"', 2);
  await editor.settled('/p/configuration.nix');
  const offered = await editor.codeActions('/p/configuration.nix', { start: position, end: position });
  expect(offered.filter(({ title }) => title === 'Make it an entry of /persist')).toMatchObject([{ kind: 'quickfix' }]);
  const actions = await editor.codeActions(
    '/p/configuration.nix',
    { start: position, end: position },
    { only: ['refactor.rewrite'] },
  );
  const action = actions.find(({ title }) => title === 'Make it an entry of /persist');
  expect(action?.command).toBeUndefined();
  editor.apply(action?.edit ?? {});
  expect(editor.text('/p/configuration.nix')).toContain('mode = "0700"; } "/srv" ];');
  expect(editor.text('/p/configuration.nix')).not.toContain('fileSystems."/srv"');
});
