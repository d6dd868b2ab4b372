/**
 * A text from a configuration made safe to print: what a terminal would obey instead of showing it (escape sequences), and
 * what reorders the text around it (Unicode TR 36, bidirectional text spoofing), stands as U+FFFD. Tabs and line breaks stay.
 */
export function printable(text: string): string {
  return text.replace(/[\p{Cc}\u202a-\u202e\u2066-\u2069]/gu, (char) =>
    char === '\t' || char === '\n' ? char : '\uFFFD',
  );
}

/** The same on one line. */
export function printableLine(text: string): string {
  return printable(text.replace(/\s*\r?\n\s*/g, ' '));
}

/** How many columns a text takes in a terminal; a tab counts as one. */
export function columnsOf(text: string): number {
  let columns = 0;
  for (const char of text) columns += invisible.test(char) ? 0 : wide.test(char) ? 2 : 1;
  return columns;
}

/** Pads a text with spaces to a number of columns. */
export function padColumns(text: string, columns: number): string {
  return text + ' '.repeat(Math.max(0, columns - columnsOf(text)));
}

/** Marks that sit on the character before them, and characters that format. */
const invisible = /^[\p{Mn}\p{Me}\p{Cf}]$/u;

/** Wide or full-width by Unicode's EastAsianWidth.txt, in blocks; and pictures. */
const wide =
  /^[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\ua960-\ua97f\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{17000}-\u{18cff}\u{1b000}-\u{1b2ff}\u{1f200}-\u{1f2ff}\u{20000}-\u{3fffd}\p{Emoji_Presentation}]$/u;
