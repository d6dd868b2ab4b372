import type { Interpolation, TextPart } from './tree.ts';

/**
 * What the text of a double-quoted string means: escapes resolved, carriage returns made line feeds, cut at a NUL
 * character. Source: `unescapeStr`, NixOS/nix 2.8.0, src/libexpr/lexer.l.
 */
export function unescapeText(text: string, start: number, end: number): string {
  let result = '';
  let from = start;
  for (let at = start; at < end; at++) {
    const code = text.charCodeAt(at);
    if (code === 0) return result + text.slice(from, at);
    if (code === 0x5c && at + 1 < end) {
      result += text.slice(from, at) + escaped(text, at + 1);
      at++;
      from = at + 1;
    } else if (code === 0x0d) {
      result += `${text.slice(from, at)}\n`;
      if (at + 1 < end && text.charCodeAt(at + 1) === 0x0a) at++;
      from = at + 1;
    }
  }
  return result + text.slice(from, end);
}

function escaped(text: string, at: number): string {
  const character = text.charAt(at);
  if (character === 'n') return '\n';
  if (character === 'r') return '\r';
  return character === 't' ? '\t' : character;
}

/**
 * The parts of an indented string as they mean: escapes resolved, the common indentation stripped, neighbouring texts
 * joined and empty ones left out. The parts given are the tokens, with their raw text as value.
 * Source: `stripIndentation`, NixOS/nix 2.8.0, src/libexpr/parser.y.
 */
export function cookIndented(parts: readonly (TextPart | Interpolation)[]): (TextPart | Interpolation)[] {
  const indent = commonIndent(parts);
  const stripper: Stripper = { indent, atLineStart: true, dropped: 0 };
  const cooked: (TextPart | Interpolation)[] = [];
  for (let i = 0; i < parts.length; i++) {
    const part = parts[i] as TextPart | Interpolation;
    if (part.kind === 'interpolation') {
      stripper.atLineStart = false;
      stripper.dropped = 0;
      cooked.push(part);
      continue;
    }
    let value = strip(stripper, isEscape(part.value) ? unescapeIndented(part.value) : part.value);
    if (i === parts.length - 1) value = withoutBlankLastLine(value);
    if (value !== '') join(cooked, { kind: 'text', start: part.start, end: part.end, value });
  }
  return cooked;
}

/** A token of an indented string that is no plain text: a lone dollar or quote, or two quotes and what they escape. */
function isEscape(raw: string): boolean {
  return raw.length === 1 ? raw === '$' || raw === "'" : raw.charCodeAt(0) === 0x27 && raw.charCodeAt(1) === 0x27;
}

function unescapeIndented(raw: string): string {
  if (raw.length === 1) return raw;
  if (raw.charCodeAt(2) === 0x24) return '$';
  if (raw.charCodeAt(2) === 0x27) return "''";
  // An escaped NUL ends the piece, as in `unescapeText`.
  return raw.charCodeAt(3) === 0 ? '\0' : escaped(raw, 3);
}

/** How many spaces every line begins with. Lines of nothing but spaces do not count, nor does what follows an escape. */
function commonIndent(parts: readonly (TextPart | Interpolation)[]): number {
  let least = 1000000;
  let current = 0;
  let atLineStart = true;
  for (const part of parts) {
    if (part.kind === 'interpolation' || isEscape(part.value)) {
      if (atLineStart && current < least) least = current;
      atLineStart = false;
      continue;
    }
    const text = part.value;
    for (let at = 0; at < text.length; at++) {
      const code = text.charCodeAt(at);
      if (code === 0x0a) {
        atLineStart = true;
        current = 0;
      } else if (!atLineStart) {
        const next = text.indexOf('\n', at);
        at = next < 0 ? text.length : next - 1;
      } else if (code === 0x20) {
        current++;
      } else {
        atLineStart = false;
        if (current < least) least = current;
      }
    }
  }
  return least;
}

interface Stripper {
  readonly indent: number;
  atLineStart: boolean;
  dropped: number;
}

function strip(stripper: Stripper, text: string): string {
  let result = '';
  let at = 0;
  while (at < text.length) {
    if (stripper.atLineStart) {
      const from = at;
      while (text.charCodeAt(at) === 0x20) at++;
      const spaces = at - from;
      const drop = Math.min(spaces, Math.max(0, stripper.indent - stripper.dropped));
      stripper.dropped += spaces;
      result += text.slice(from + drop, at);
      if (at >= text.length) break;
      stripper.dropped = 0;
      if (text.charCodeAt(at) !== 0x0a) stripper.atLineStart = false;
    }
    const lineBreak = text.indexOf('\n', at);
    const end = lineBreak < 0 ? text.length : lineBreak + 1;
    result += text.slice(at, end);
    if (lineBreak >= 0) stripper.atLineStart = true;
    at = end;
  }
  return result;
}

function withoutBlankLastLine(value: string): string {
  const lineBreak = value.lastIndexOf('\n');
  if (lineBreak < 0) return value;
  for (let at = lineBreak + 1; at < value.length; at++) if (value.charCodeAt(at) !== 0x20) return value;
  return value.slice(0, lineBreak + 1);
}

function join(parts: (TextPart | Interpolation)[], part: TextPart): void {
  const last = parts[parts.length - 1];
  if (last?.kind === 'text') {
    parts[parts.length - 1] = { kind: 'text', start: last.start, end: part.end, value: last.value + part.value };
  } else {
    parts.push(part);
  }
}
