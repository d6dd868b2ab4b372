import { allocateStream, streamPadding, type TokenStream } from '../stream.ts';
import { describeKind, TokenKind } from '../tokenKind.ts';
import type { SyntaxError as SyntaxProblem } from '../tree.ts';
import { bracketChanges } from './brackets.ts';
import type { Change, Opener } from './reading.ts';

/** A stream whose brackets are balanced, and what was wrong with them. */
export interface RepairedStream {
  readonly stream: TokenStream;
  readonly errors: readonly SyntaxProblem[];
}

/** Balances the brackets of a broken text: leaves out those that close nothing, and puts in empty tokens for missing ones. */
export function repairBrackets(text: string, stream: TokenStream): RepairedStream {
  const changes = bracketChanges(text, stream);
  if (changes.length === 0) return { stream, errors: [] };
  const capacity = stream.count + changes.length + streamPadding;
  const writer: Writer = { ...allocateStream(capacity), count: 0 };
  const errors: SyntaxProblem[] = [];
  let next = 0;
  for (let index = 0; index <= stream.count; index++) {
    let isDropped = false;
    for (; next < changes.length && (changes[next] as Change).index === index; next++) {
      const change = changes[next] as Change;
      errors.push(problemOf(stream, change));
      if (change.kind === 'drop') isDropped = true;
      else putIn(writer, change, stream, index);
    }
    if (!isDropped && index < stream.count) copy(writer, stream, index);
  }
  for (let i = 0; i < streamPadding; i++) copy(writer, stream, stream.count);
  return { stream: { ...writer, count: writer.count - streamPadding }, errors };
}

interface Writer {
  readonly kinds: Uint8Array;
  readonly starts: Uint32Array;
  readonly ends: Uint32Array;
  count: number;
}

function copy(writer: Writer, stream: TokenStream, index: number): void {
  write(writer, stream.kinds[index] as number, stream.starts[index] as number, stream.ends[index] as number);
}

function write(writer: Writer, kind: number, start: number, end: number): void {
  writer.kinds[writer.count] = kind;
  writer.starts[writer.count] = start;
  writer.ends[writer.count] = end;
  writer.count++;
}

/** A missing closing bracket stands behind the token before, a missing opening one before the token. */
function putIn(writer: Writer, change: Change, stream: TokenStream, index: number): void {
  if (change.kind === 'open') {
    const at = stream.starts[index] as number;
    write(writer, (change.opener as Opener).kind, at, at);
  } else {
    const at = index > 0 ? (stream.ends[index - 1] as number) : 0;
    write(writer, closingOf(change.opener as Opener), at, at);
  }
}

function closingOf(opener: Opener): number {
  switch (opener.kind) {
    case TokenKind.BracketOpen:
      return TokenKind.BracketClose;
    case TokenKind.ParenOpen:
      return TokenKind.ParenClose;
    case TokenKind.Let:
      return TokenKind.In;
    case TokenKind.StringOpen:
      return TokenKind.StringClose;
    case TokenKind.IndentOpen:
      return TokenKind.IndentClose;
    default:
      return TokenKind.BraceClose;
  }
}

function problemOf(stream: TokenStream, change: Change): SyntaxProblem {
  const { index } = change;
  const start = stream.starts[index] as number;
  if (change.kind === 'drop') {
    const kind = describeKind(stream.kinds[index] as number);
    const span = { start, end: stream.ends[index] as number };
    return { code: 'unexpected-token', message: `Unexpected ${kind}: nothing is open that it closes`, span };
  }
  if (change.kind === 'open') {
    const span = { start, end: start };
    const bracket = quoted((change.opener as Opener).kind);
    const text = `${bracket.replaceAll('`', '')} `;
    return { code: 'expected-token', message: `Expected ${bracket}`, span, fix: { span, text } };
  }
  const opener = change.opener as Opener;
  const at = index > 0 ? (stream.ends[index - 1] as number) : 0;
  const place = { start: at, end: at };
  if (opener.isPutIn)
    return { code: 'expected-token', message: `Expected ${describeKind(closingOf(opener))}`, span: place };
  const span = { start: stream.starts[opener.token] as number, end: stream.ends[opener.token] as number };
  const closing = describeKind(closingOf(opener));
  const text = ` ${closing.replaceAll('`', '')}`;
  const what = opener.kind === TokenKind.Let ? 'This `let` has no `in`' : `This ${quoted(opener.kind)} is not closed`;
  return { code: 'unclosed', message: what, span, fix: { span: place, text } };
}

function quoted(kind: number): string {
  const description = describeKind(kind);
  return description.startsWith('`') ? description : 'string';
}
