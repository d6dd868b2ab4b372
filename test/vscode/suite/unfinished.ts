import * as vscode from 'vscode';
import { completions, labelOf } from './asking.ts';
import { assert } from './assert.ts';
import { apply, closeAll, open, rangeOf, replace } from './example.ts';

// `|` is the cursor; what VS Code would have closed by itself is closed only where the text says so.
const store = '  environment.persistence."/nix/persist/more" = {\n';
const cases: readonly { readonly what: string; readonly text: string; readonly expected: string }[] = [
  {
    what: 'a string in a list that is not closed',
    text: `${store}    directories = [ "/var/cache/cu|`,
    expected: '/var/cache/cups',
  },
  {
    what: 'an object that is not closed',
    text: `${store}    directories = [ { directory = "/srv"; mo|`,
    expected: 'mode',
  },
  { what: 'a path of which only the dot is there', text: `${store}    users.|`, expected: 'robin' },
  { what: 'a binding of which the value is missing', text: `${store}    hideMounts = |\n  };`, expected: 'true' },
  { what: 'a set in which nothing is', text: `${store}    |\n  };`, expected: 'hideMounts' },
];

suite('completion in unfinished text', () => {
  teardown(closeAll);

  for (const { what, text, expected } of cases) {
    test(what, async () => {
      const document = await open('configuration.nix');
      const { position } = await write(document, text);
      await completions(document, position, expected);
    });
  }

  test('an item says what it is for when it is looked at, and is inserted where it belongs', async () => {
    const document = await open('configuration.nix');
    const { position } = await write(document, `${store}    directories = [ "/var/cache/|`);
    const expected = '/var/cache/cups';
    const items = await completions(document, position, expected, 200);
    const item = items.find((each) => labelOf(each) === expected);
    const { documentation } = item ?? {};
    const text = typeof documentation === 'string' ? documentation : documentation?.value;
    assert(text !== undefined && text.length > 20, `${text}`);
    const range = item?.range instanceof vscode.Range ? item.range : item?.range?.inserting;
    assert(range && typeof item?.insertText === 'string', 'it cannot be inserted');
    const edit = new vscode.WorkspaceEdit();
    edit.replace(document.uri, range, item.insertText);
    await apply(edit);
    const line = document.lineAt(position.line).text;
    // With the mode that the service wants.
    assert(line === `    directories = [ { directory = "${expected}"; mode = "0770"; }`, line);
  });
});

/** Writes a text with a cursor below the last binding of the file. */
async function write(document: vscode.TextDocument, text: string): Promise<{ position: vscode.Position }> {
  const { start } = rangeOf(document, '  system.stateVersion');
  const written = text.replace('|', '');
  await replace(document, new vscode.Range(start, start), `${written}\n\n`);
  return { position: document.positionAt(document.offsetAt(start) + text.indexOf('|')) };
}
