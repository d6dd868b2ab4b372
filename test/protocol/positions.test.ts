import { describe, expect, test } from 'vitest';
import type {
  CodeAction,
  CodeLens,
  CompletionItem,
  Diagnostic,
  DocumentSymbol,
  FoldingRange,
  InlayHint,
  LocationLink,
  Range,
  SelectionRange,
  SemanticTokens,
  WorkspaceEdit,
} from 'vscode-languageserver/node';
import { LineIndex, type PositionEncoding } from '../../server/src/base/lines.ts';
import { type Editor, startEditor } from './editor.ts';

const file = '/p/configuration.nix';

/** Something for every feature to say. */
const plain = `{ ... }: {
  fileSystems."/" = /* zz */ { device = "none"; fsType = "tmpfs"; options = [ "x-zz" "mode=755" "size=2G" ]; };
  fileSystems."/persist" = { device = "/dev/disk/by-label/persist"; fsType = "ext4"; };
  users.users.bird = { description = "zz"; isNormalUser = true; uid = 1000; };
  environment.persistence."/persist" = {
    directories = [
      "/var/log"
      "/var/lib/nixos"
      { directory = "/var/lib/bluetooth"; mode = "0700"; }
      "/var/log/"
    ];
    files = [ "/etc/machine-id" ];
    users.bird.directories = [ "zz" "Documents" ".ssh" ];
  };
}
`;

/** The same text as others may have it, how what is said of it is brought back to the plain one, and how columns count. */
interface Spelling {
  readonly make: (text: string) => string;
  readonly undo: RegExp;
  readonly encoding?: PositionEncoding;
}

/** As long in the engine's units, but not in those of other encodings. */
const withLetters = (text: string) => text.replaceAll('zz', '🐦');

const spellings: Readonly<Record<string, Spelling>> = {
  'with CRLF': { make: (text) => text.replaceAll('\n', '\r\n'), undo: /\r/g },
  'with a byte order mark': { make: (text) => `\uFEFF${text}`, undo: /\uFEFF/g },
  'with tabs': { make: (text) => text.replaceAll('  ', '\t'), undo: /^$/g },
  'with letters outside of the BMP': { make: withLetters, undo: /^$/g },
  'with such letters, in UTF-8': { make: withLetters, undo: /^$/g, encoding: 'utf-8' },
  'with such letters, in UTF-32': { make: withLetters, undo: /^$/g, encoding: 'utf-32' },
  'with all of them': {
    make: (text) => `\uFEFF${withLetters(text).replaceAll('\n', '\r\n').replaceAll('  ', '\t')}`,
    undo: /\uFEFF|\r/g,
    encoding: 'utf-8',
  },
};

const pieces = [
  '"/persist" = {\n    d',
  '"/var/log"',
  'bluetooth',
  'bird.dir',
  '"Documents"',
  'fsType',
  '"ext4"',
  'uid',
];

/** What every feature says, with the text that stands in each range instead of its numbers. */
async function saidOf({ make, undo, encoding = 'utf-16' }: Spelling): Promise<unknown> {
  const text = make(plain);
  const back = (said: string) => said.replace(undo, '').replaceAll('\t', '  ').replaceAll('🐦', 'zz');
  const editor = await startEditor({ [file]: text }, { capabilities: { general: { positionEncodings: [encoding] } } });
  editor.open(file);
  const lines = linesOf(text, encoding);
  const textOf = ({ start, end }: Range) => back(text.slice(lines.offsetAt(start), lines.offsetAt(end)));
  const before = ({ line, character }: Range['start']) =>
    back(text.slice(lines.offsetAt({ line, character: 0 }), lines.offsetAt({ line, character })));
  const problems = await editor.settled(file);
  const whole = { start: lines.positionAt(0), end: lines.positionAt(text.length) };
  const symbols = await editor.about<DocumentSymbol[]>('textDocument/documentSymbol', file);
  const tokens = await editor.about<SemanticTokens>('textDocument/semanticTokens/full', file);
  const places = [];
  for (const piece of pieces) {
    const offset = offsetOf(text, piece, back) + 1;
    places.push([piece, await saidAt(editor, lines, lines.positionAt(offset), textOf, back)]);
  }
  return {
    // Nix refuses the mark, as the server says.
    problems: problems
      .filter(({ code }) => code !== 'syntax-error')
      .map(({ code, range, message }) => [code, textOf(range), message]),
    symbols: symbolsOf(symbols).map(({ name, range, selectionRange }) => [
      back(name),
      textOf(range).replaceAll(/\s+/g, ' '),
      textOf(selectionRange),
    ]),
    folding: await editor.about<FoldingRange[]>('textDocument/foldingRange', file),
    hints: (await editor.about<InlayHint[]>('textDocument/inlayHint', file, { range: whole })).map((hint) => [
      back(String(hint.label)),
      before(hint.position),
    ]),
    lenses: (await editor.about<CodeLens[]>('textDocument/codeLens', file)).map(({ command, range }) => [
      command?.title,
      textOf(range),
    ]),
    tokens: tokenTexts(tokens.data, text, lines).map(back),
    fixes: await fixes(editor, lines, problems, back),
    places,
  };
}

/** Where a piece of the plain text is in another spelling. */
function offsetOf(text: string, piece: string, back: (said: string) => string): number {
  const wanted = plain.indexOf(piece);
  let offset = 0;
  while (back(text.slice(0, offset + 1)).length <= wanted) offset++;
  return offset;
}

interface Lines {
  readonly positionAt: (offset: number) => Range['start'];
  readonly offsetAt: (position: Range['start']) => number;
}

function linesOf(text: string, encoding: PositionEncoding): Lines {
  const index = new LineIndex(text);
  return {
    positionAt: (offset) => index.positionAt(offset, encoding),
    offsetAt: (position) => index.offsetAt(position, encoding),
  };
}

async function saidAt(
  editor: Editor,
  lines: Lines,
  position: Range['start'],
  textOf: (range: Range) => string,
  back: (said: string) => string,
): Promise<unknown> {
  const hover = await editor.about<{ range: Range; contents: { value: string } } | null>('textDocument/hover', file, {
    position,
  });
  const definition = await editor.about<LocationLink[] | null>('textDocument/definition', file, { position });
  const references = await editor.about<{ range: Range }[] | null>('textDocument/references', file, {
    position,
    context: { includeDeclaration: true },
  });
  const prepared = await editor.about<{ range: Range; placeholder: string } | null>(
    'textDocument/prepareRename',
    file,
    {
      position,
    },
  );
  const renamed =
    prepared &&
    (await editor.about<WorkspaceEdit>('textDocument/rename', file, {
      position,
      newName: prepared.placeholder.startsWith('/') ? '/keep' : 'crow',
    }));
  const items = await editor.about<CompletionItem[]>('textDocument/completion', file, { position });
  const [selection] = await editor.about<SelectionRange[]>('textDocument/selectionRange', file, {
    positions: [position],
  });
  return {
    hover: hover && [textOf(hover.range), back(hover.contents.value)],
    definition: definition?.map(({ targetRange, originSelectionRange }) => [
      textOf(targetRange),
      originSelectionRange && textOf(originSelectionRange),
    ]),
    references: references?.map(({ range }) => textOf(range)),
    rename: prepared && [textOf(prepared.range), renamed && back(applied(editor, lines, renamed))],
    completion: items.map(({ label, textEdit }) => [label, textEdit && 'range' in textEdit && textOf(textEdit.range)]),
    selection: selection && textOf(selection.range),
    actions: await actions(editor, lines, position, back),
  };
}

async function actions(
  editor: Editor,
  lines: Lines,
  position: Range['start'],
  back: (said: string) => string,
): Promise<readonly unknown[]> {
  const found = await editor.codeActions(file, { start: position, end: position });
  return Promise.all(found.map(async (action) => [action.title, await afterwards(editor, lines, action, back)]));
}

async function fixes(
  editor: Editor,
  lines: Lines,
  problems: readonly Diagnostic[],
  back: (said: string) => string,
): Promise<readonly unknown[]> {
  const all = [];
  for (const problem of problems) {
    const found = await editor.codeActions(file, problem.range, { diagnostics: [problem] });
    // What the mark gets is said of it alone.
    const others = found.filter(({ title }) => title !== 'Remove the byte order mark');
    for (const action of others) all.push([action.title, await afterwards(editor, lines, action, back)]);
  }
  return all;
}

async function afterwards(
  editor: Editor,
  lines: Lines,
  action: CodeAction,
  back: (said: string) => string,
): Promise<string> {
  const edit =
    action.edit ?? (await editor.connection.sendRequest<CodeAction>('codeAction/resolve', action)).edit ?? {};
  return back(applied(editor, lines, edit));
}

/** The file after an edit, which is not made. */
function applied(editor: Editor, lines: Lines, edit: WorkspaceEdit): string {
  const text = editor.text(file);
  const edits = [
    ...(edit.documentChanges ?? []).flatMap((change) => ('edits' in change ? change.edits : [])),
    ...Object.values(edit.changes ?? {}).flat(),
  ].flatMap((each) => ('newText' in each && 'range' in each ? each : []));
  return edits
    .map(({ range, newText }) => ({
      start: lines.offsetAt(range.start),
      end: lines.offsetAt(range.end),
      newText,
    }))
    .sort((a, b) => b.start - a.start || b.end - a.end)
    .reduce((after, { start, end, newText }) => after.slice(0, start) + newText + after.slice(end), text);
}

function symbolsOf(symbols: readonly DocumentSymbol[]): readonly DocumentSymbol[] {
  return symbols.flatMap((symbol) => [symbol, ...symbolsOf(symbol.children ?? [])]);
}

function tokenTexts(data: readonly number[], text: string, lines: Lines): readonly string[] {
  const texts: string[] = [];
  let line = 0;
  let character = 0;
  for (let at = 0; at < data.length; at += 5) {
    const [down = 0, right = 0, length = 0] = data.slice(at);
    character = down > 0 ? right : character + right;
    line += down;
    texts.push(
      text.slice(lines.offsetAt({ line, character }), lines.offsetAt({ line, character: character + length })),
    );
  }
  return texts;
}

const asItIs: Spelling = { make: (text) => text, undo: /^$/g };

describe('every feature says of a text', () => {
  test.each(Object.entries(spellings))('%s what it says of the plain one', async (_, spelling) => {
    expect(await saidOf(spelling)).toEqual(await saidOf(asItIs));
  });

  test('much', async () => {
    const said = (await saidOf(asItIs)) as { problems: unknown[]; fixes: unknown[]; places: unknown[] };
    expect(said.problems.length).toBeGreaterThan(2);
    expect(said.fixes.length).toBeGreaterThan(5);
    expect(said.places).toHaveLength(pieces.length);
  });
});
