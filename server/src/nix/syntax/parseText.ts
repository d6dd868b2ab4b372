import { cookIndented, unescapeText } from './cook.ts';
import { Frame, hole, Level, type Machine, type Open } from './machine.ts';
import { TokenKind } from './tokenKind.ts';
import type { Interpolation, PathLiteral, StringLiteral, TextPart } from './tree.ts';

/**
 * Begins a string, as a value or as an attribute name (`frame`). Gives the whole string if it has no interpolation;
 * otherwise the expression of the first one comes next.
 */
export function beginString(machine: Machine, frame: number): StringLiteral | undefined {
  const indented = machine.kind === TokenKind.IndentOpen;
  const node: Open<StringLiteral> = {
    kind: 'string',
    start: machine.start,
    end: 0,
    indented,
    parts: [],
    closed: true,
  };
  checkOpening(machine, indented ? "''" : '"');
  machine.at++;
  machine.push(frame, node);
  return continueString(machine);
}

/** Reports an opening that the lexer put in or completed. */
function checkOpening(machine: Machine, quote: string): void {
  const length = machine.end - machine.start;
  if (length >= quote.length && machine.text.startsWith(quote, machine.start)) return;
  const span = { start: machine.start, end: machine.start };
  const message = `This string has no opening \`${quote}\``;
  machine.reportBroken('unclosed', message, span, undefined, { span, text: quote.slice(length) });
}

/** Reads on in the innermost string, up to its end (given back, no longer innermost) or its next interpolation. */
export function continueString(machine: Machine): StringLiteral | undefined {
  const node = machine.node as Open<StringLiteral>;
  for (;;) {
    switch (machine.kind) {
      case TokenKind.StringText:
      case TokenKind.IndentText:
      case TokenKind.IndentEscape:
        node.parts.push(textPart(machine, machine.text.slice(machine.start, machine.end)));
        continue;
      case TokenKind.StringEscaped:
        node.parts.push(textPart(machine, unescapeText(machine.text, machine.start, machine.end)));
        continue;
      case TokenKind.Interpolation:
        beginInterpolation(machine, Frame.Interpolation);
        return undefined;
      case TokenKind.StringClose:
      case TokenKind.IndentClose:
        node.end = machine.end;
        // An empty token: the quote is missing, but here it should be.
        if (machine.start === node.end) reportUnclosed(machine, node);
        machine.at++;
        return finishString(machine, node);
      default:
        node.end = machine.previousEnd;
        reportUnclosed(machine, node);
        return finishString(machine, node);
    }
  }
}

function finishString(machine: Machine, node: Open<StringLiteral>): StringLiteral {
  if (node.indented) node.parts = cookIndented(node.parts);
  machine.pop();
  machine.level = Level.Simple;
  return node;
}

function reportUnclosed(machine: Machine, node: Open<StringLiteral>): void {
  const quote = node.indented ? "''" : '"';
  node.closed = false;
  const span = { start: node.end, end: node.end };
  const open = { start: node.start, end: Math.min(node.start + quote.length, node.end) };
  machine.reportBroken('unclosed', `This string has no closing \`${quote}\``, open, undefined, { span, text: quote });
}

function textPart(machine: Machine, value: string): TextPart {
  const part: TextPart = { kind: 'text', start: machine.start, end: machine.end, value };
  machine.at++;
  return part;
}

/** Begins `${ … }` at the present token; its expression comes next. */
export function beginInterpolation(machine: Machine, frame: number): void {
  const node: Open<Interpolation> = { kind: 'interpolation', start: machine.start, end: 0, expression: hole };
  machine.at++;
  machine.push(frame, node);
}

/** Begins a path; gives it back if it has no interpolation. */
export function beginPath(machine: Machine): PathLiteral | undefined {
  const start = machine.start;
  const first = textPart(machine, machine.text.slice(start, machine.end));
  const node: Open<PathLiteral> = { kind: 'path', start, end: 0, parts: [first] };
  machine.push(Frame.Path, node);
  return continuePath(machine);
}

/** Reads on in the innermost path, up to its end or its next interpolation. */
export function continuePath(machine: Machine): PathLiteral | undefined {
  const node = machine.node as Open<PathLiteral>;
  while (machine.kind === TokenKind.PathText) {
    node.parts.push(textPart(machine, machine.text.slice(machine.start, machine.end)));
  }
  // Only a path can have an interpolation right behind it.
  if (machine.kind === TokenKind.Interpolation && machine.start === machine.previousEnd) {
    beginInterpolation(machine, Frame.Interpolation);
    return undefined;
  }
  node.end = machine.previousEnd;
  machine.pop();
  machine.level = Level.Simple;
  checkPath(machine, node);
  return node;
}

/** Nix refuses a path that ends in a slash, and doubled slashes before the first interpolation. */
function checkPath(machine: Machine, node: PathLiteral): void {
  const interpolated = node.parts.findIndex((part) => part.kind === 'interpolation');
  const last = node.parts[node.parts.length - 1] as TextPart | Interpolation;
  if (last.kind === 'text' && last.value.endsWith('/')) {
    machine.report('invalid-literal', 'A path may not end in a slash', node);
  } else if (interpolated < 0 ? node.parts.length > 1 : interpolated > 2) {
    machine.report('invalid-literal', 'A path may not have two slashes in a row here', node);
  }
}
