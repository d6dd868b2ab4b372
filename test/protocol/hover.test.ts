import { describe, expect, test } from 'vitest';
import type { MarkupContent } from 'vscode-languageserver/node';
import { startEditor } from './editor.ts';
import { storage } from './texts.ts';

async function hoverOn(piece: string, at = 1, text = storage): Promise<string | undefined> {
  const editor = await startEditor({ '/p/configuration.nix': text });
  editor.open('/p/configuration.nix');
  const hover = await editor.hover('/p/configuration.nix', piece, at);
  return (hover?.contents as MarkupContent | undefined)?.value;
}

describe('hover', () => {
  test('on an entry', async () => {
    const text = await hoverOn('"Documents"');
    expect(text).toContain('**`/home/bird/Documents`** – persisted directory of user `bird`');
    expect(text).toContain('Kept at: `/persist/home/bird/Documents`');
    expect(text).toContain('On: `/persist` (ext4, early)');
    expect(text).toContain('Owner and mode: `bird:users` `0755`');
  });

  test('on an entry that is known', async () => {
    expect(await hoverOn('"/var/lib/bluetooth"')).toMatch(/Bluetooth/i);
  });

  test('on a store, a mount and a user', async () => {
    expect(await hoverOn('"/persist" = {\n', 2)).toContain(
      'Entries: 3 directories, 1 file of the system; 1 directory of user `bird`',
    );
    expect(await hoverOn('"/" = {')).toContain('At boot: empty, as it is kept in memory');
    expect(await hoverOn('bird = { isNormalUser')).toContain('Home: `/home/bird`');
  });

  test('on an option', async () => {
    const text = await hoverOn('directories');
    expect(text).toContain('`environment.persistence.<name>.directories`');
    expect(text).toContain('Type: `list of');
    expect(await hoverOn('mode = "0700"')).toContain('`environment.persistence.<name>.directories.*.mode`');
    expect(await hoverOn('neededForBoot')).toContain('Default: `false`');
  });

  test('shows what people wrote and lets it mean nothing', async () => {
    const text = await hoverOn('"a`b', 1, storage.replace('"Documents"', '"a`b](command:x) <img>"'));
    expect(text).toContain('`` /home/bird/a`b](command:x) <img> ``');
  });

  test('on anything else', async () => {
    expect(await hoverOn('... }', 0)).toBeUndefined();
  });
});

test('an editor that shows no Markdown gets none', async () => {
  const editor = await startEditor(
    { '/p/configuration.nix': storage },
    { capabilities: { textDocument: { hover: { contentFormat: ['plaintext'] } } } },
  );
  editor.open('/p/configuration.nix');
  const hover = await editor.hover('/p/configuration.nix', '"Documents"');
  expect(hover?.contents).toMatchObject({ kind: 'plaintext' });
  const text = (hover?.contents as MarkupContent | undefined)?.value;
  expect(text).toContain('/home/bird/Documents – persisted directory of user bird');
  expect(text).not.toMatch(/[*`\\]/);
});
