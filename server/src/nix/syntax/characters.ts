/** Classes of characters, one bit each, for `classOf`. Source: the definitions at the head of lexer.l, NixOS/nix 2.8.0. */
export const CharacterClass = {
  /** `[a-zA-Z_]` */
  NameStart: 1,
  /** `[a-zA-Z0-9_'-]` */
  Name: 2,
  /** `[a-zA-Z0-9._+-]` */
  Path: 4,
  /** What may follow the colon of a URI. */
  Uri: 8,
  /** `[0-9]` */
  Digit: 16,
  /** Space, tab, carriage return, line feed: all that Nix takes for white space. */
  Space: 32,
  /** What ends the fast scan of a double-quoted string: quote, dollar, backslash, carriage return, NUL. */
  StringSpecial: 64,
} as const;

/** The class bits of every UTF-16 code unit; a table so that the scanning loops need no comparison of ranges. */
export const classOf: Uint8Array = buildTable();

function buildTable(): Uint8Array {
  const table = new Uint8Array(65536);
  const add = (characters: string, bits: number) => {
    for (const character of characters) {
      const code = character.charCodeAt(0);
      table[code] = (table[code] ?? 0) | bits;
    }
  };
  const letters = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ';
  const digits = '0123456789';
  add(`${letters}_`, CharacterClass.NameStart);
  add(`${letters}${digits}_'-`, CharacterClass.Name);
  add(`${letters}${digits}._+-`, CharacterClass.Path);
  add(`${letters}${digits}%/?:@&=+$,-_.!~*'`, CharacterClass.Uri);
  add(digits, CharacterClass.Digit);
  add(' \t\r\n', CharacterClass.Space);
  add('"$\\\r\0', CharacterClass.StringSpecial);
  return table;
}
