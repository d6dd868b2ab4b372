import { checkFormals } from './duplicates.ts';
import { Frame, hole, type Machine, type Open } from './machine.ts';
import { TokenKind } from './tokenKind.ts';
import type { Formal, Formals, Lambda } from './tree.ts';

/** Begins `name: body`; the body comes next. */
export function beginSimpleLambda(machine: Machine): void {
  const { start, end } = machine;
  const parameter = { start, end, name: machine.names.name(start, end) };
  machine.at += 2;
  machine.push(Frame.LambdaBody, openLambda(start, parameter));
}

/** Begins `name@{ … }: body` at the name. */
export function beginNamedFormals(machine: Machine): void {
  const { start, end } = machine;
  const parameter = { start, end, name: machine.names.name(start, end) };
  machine.at += 2;
  const node = openLambda(start, parameter);
  if (machine.kind !== TokenKind.BraceOpen) {
    machine.reportExpected(TokenKind.BraceOpen);
    machine.push(Frame.LambdaBody, node);
    if (machine.kind === TokenKind.Colon) machine.at++;
    return;
  }
  openFormals(machine, node);
}

/** Begins `{ … }: body` at its brace. */
export function beginFormals(machine: Machine): void {
  openFormals(machine, openLambda(machine.start, undefined));
}

function openLambda(start: number, parameter: Lambda['parameter']): Open<Lambda> {
  return { kind: 'lambda', start, end: 0, parameter, formals: undefined, body: hole };
}

function openFormals(machine: Machine, node: Open<Lambda>): void {
  const formals: Open<Formals> = { kind: 'formals', start: machine.start, end: 0, items: [], ellipsis: false };
  node.formals = formals;
  machine.at++;
  machine.push(Frame.Formals, node);
  continueFormals(machine);
}

/** Reads formals until one has a default, whose expression comes next, or until the body comes next. */
export function continueFormals(machine: Machine): void {
  const formals = (machine.node as Open<Lambda>).formals as Open<Formals>;
  for (;;) {
    switch (machine.kind) {
      case TokenKind.Identifier:
        if (readFormal(machine, formals)) return;
        separate(machine);
        break;
      case TokenKind.Ellipsis:
        formals.ellipsis = true;
        machine.at++;
        endEllipsis(machine);
        break;
      case TokenKind.BraceClose:
        machine.at++;
        endFormals(machine, formals);
        return;
      case TokenKind.Dot:
        readBrokenEllipsis(machine, formals);
        break;
      default:
        if (endsFormals(machine)) {
          machine.reportExpected(TokenKind.BraceClose, { start: formals.start, end: formals.start + 1 });
          endFormals(machine, formals);
          return;
        }
        machine.skipUnexpected();
    }
  }
}

/** Whether a default follows. */
function readFormal(machine: Machine, formals: Open<Formals>): boolean {
  const { start, end } = machine;
  const formal: Open<Formal> = {
    kind: 'formal',
    start,
    end,
    name: machine.names.name(start, end),
    nameSpan: { start, end },
    fallback: undefined,
  };
  machine.at++;
  formals.items.push(formal);
  if (machine.kind !== TokenKind.Question) return false;
  machine.at++;
  machine.push(Frame.FormalDefault, formal);
  return true;
}

/** Behind a formal: a comma, or the end of the formals. */
export function separate(machine: Machine): void {
  if (machine.kind === TokenKind.Comma) machine.at++;
  else if (machine.kind === TokenKind.Identifier || machine.kind === TokenKind.Ellipsis) {
    machine.reportExpected(TokenKind.Comma);
  }
}

/** Behind `...`, where only the closing brace may stand. */
function endEllipsis(machine: Machine): void {
  if (machine.kind !== TokenKind.Comma && machine.kind !== TokenKind.Identifier) return;
  const span = { start: machine.start, end: machine.end };
  machine.reportBroken('unexpected-token', 'Nothing may follow `...`', span);
  if (machine.kind === TokenKind.Comma) machine.at++;
}

function readBrokenEllipsis(machine: Machine, formals: Open<Formals>): void {
  const start = machine.start;
  while (machine.kind === TokenKind.Dot) machine.at++;
  const span = { start, end: machine.previousEnd };
  formals.ellipsis = true;
  machine.reportBroken('unexpected-token', 'Expected `...`', span, undefined, { span, text: '...' });
}

function endsFormals(machine: Machine): boolean {
  const { kind } = machine;
  return (
    kind === TokenKind.Colon ||
    kind === TokenKind.At ||
    kind === TokenKind.EndOfFile ||
    kind === TokenKind.ParenClose ||
    kind === TokenKind.BracketClose ||
    kind === TokenKind.Semicolon
  );
}

/** Behind the closing brace: a name for the whole argument, and the colon. The body comes next. */
function endFormals(machine: Machine, formals: Open<Formals>): void {
  const node = machine.node as Open<Lambda>;
  formals.end = machine.previousEnd;
  if (machine.kind === TokenKind.At) {
    machine.at++;
    const { start, end } = machine;
    if (machine.peek(0) === TokenKind.Identifier && node.parameter === undefined) {
      node.parameter = { start, end, name: machine.names.name(start, end) };
      machine.at++;
    } else {
      machine.reportBroken('expected-token', 'Expected a name', {
        start: machine.previousEnd,
        end: machine.previousEnd,
      });
    }
  }
  checkFormals(machine, node);
  if (machine.kind === TokenKind.Colon) machine.at++;
  else machine.reportExpected(TokenKind.Colon);
  machine.frame = Frame.LambdaBody;
}
