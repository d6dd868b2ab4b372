import type { Word } from './words.ts';

/** A state of a file while one of its words is typed. */
export interface Cut {
  readonly way: Way;
  readonly text: string;
  /** Where the cursor is. */
  readonly offset: number;
  /** How much of the word is typed. */
  readonly typed: number;
}

/**
 * How the rest of the file looks: `word`: only the rest of the word is missing; `line`: that of the line; `closed`: the same
 * with the brackets and quotes that an editor closes by itself; `statement` and `closedStatement`: all up to the next
 * statement of the outermost set, with and without those.
 */
export type Way = 'word' | 'line' | 'closed' | 'statement' | 'closedStatement';

/** The states in which a word is to be typed, is begun and is half typed. */
export function cutsOf(text: string, { kind, span }: Word): readonly Cut[] {
  const length = span.end - span.start;
  const isQuoted = text[span.start] === '"';
  const lengths = new Set([0, 1, isQuoted ? 2 : 1, Math.ceil(length / 2)]);
  return [...lengths]
    .filter((typed) => typed < length)
    .flatMap((typed) => {
      const offset = span.start + typed;
      const before = text.slice(0, offset);
      const cut = (way: Way, between: string, from: number): Cut => ({
        way,
        text: before + between + text.slice(from),
        offset,
        typed,
      });
      const lineEnd = endOfLine(text, offset);
      const states = [cut('word', '', isQuoted && typed > 0 ? span.end - 1 : span.end), cut('line', '', lineEnd)];
      if (kind === 'rule') return states;
      const next = nextStatement(text, offset);
      const [here, above] = openAt(before);
      return [
        ...states,
        cut('closed', here, lineEnd),
        cut('statement', '\n', next),
        cut('closedStatement', `${here}\n${above}`, next),
      ];
    });
}

function endOfLine(text: string, offset: number): number {
  const at = text.indexOf('\n', offset);
  return at < 0 ? text.length : at;
}

/** Where the line begins at which the outermost set goes on, or ends. */
function nextStatement(text: string, offset: number): number {
  for (let at = endOfLine(text, offset) + 1; at > 0 && at < text.length; at = endOfLine(text, at) + 1) {
    if (/^(?: {2}[\w"#]|\}|$)/m.test(text.slice(at, endOfLine(text, at))) && text[at] !== '\n') return at;
  }
  return text.length;
}

/** What an editor has put behind the cursor: on its line, and on lines below it. The outermost set stays open. */
function openAt(before: string): readonly [here: string, below: string] {
  const open: { readonly close: string; readonly line: number; readonly indent: string }[] = [];
  before.split('\n').forEach((line, number) => {
    const indent = /^ */.exec(line)?.[0] ?? '';
    for (const [piece] of line.matchAll(/#.*$|"(?:[^"\\]|\\.)*"?|[{}[\]()]/g)) {
      const close = closers[piece];
      if (close) open.push({ close, line: number, indent });
      else if (/^[\])}]$/.test(piece)) open.pop();
      else if (piece.startsWith('"') && !/^".*"$/s.test(piece)) open.push({ close: '"', line: number, indent });
    }
  });
  const last = before.split('\n').length - 1;
  const inner = open.filter(({ indent, line, close }) => indent !== '' || line === last || close === '"');
  const here = inner.filter(({ line }) => line === last);
  const below = inner.filter(({ line }) => line < last);
  return [
    here
      .toReversed()
      .map(({ close }) => close)
      .join(''),
    below
      .toReversed()
      .map(({ close, indent }) => `${indent}${close}\n`)
      .join(''),
  ];
}

const closers: Readonly<Record<string, string>> = { '{': '}', '[': ']', '(': ')' };
