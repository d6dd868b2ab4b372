import { bindingStartsAt, formalsStart } from './lookahead.ts';
import { Frame, hole, Level, type Machine, type Open } from './machine.ts';
import { beginLet, beginSet } from './parseBindings.ts';
import { beginFormals, beginNamedFormals, beginSimpleLambda } from './parseFormals.ts';
import { readPath } from './parseNames.ts';
import { beginOperand } from './parseOperators.ts';
import { beginInterpolation, beginPath, beginString } from './parseText.ts';
import { startsOperand, startsSimple, TokenKind } from './tokenKind.ts';
import type { Apply, Expression, Identifier, If, List, NumberLiteral, Select } from './tree.ts';

/**
 * Reads what begins an expression. Gives it if it is complete with one token or so; `undefined` if a construct has begun
 * whose first expression comes next.
 */
export function readOperand(machine: Machine): Expression | undefined {
  machine.level = Level.Simple;
  const { kind, start, end } = machine;
  switch (kind) {
    case TokenKind.Identifier:
      return readIdentifier(machine, start, end);
    case TokenKind.StringOpen:
      if (machine.recovering && isNextBinding(machine)) return missingOperand(machine);
      return beginString(machine, Frame.StringValue);
    case TokenKind.IndentOpen:
      return beginString(machine, Frame.StringValue);
    case TokenKind.BraceOpen:
      return beginBrace(machine);
    case TokenKind.BracketOpen:
      machine.at++;
      machine.push(Frame.Item, { kind: 'list', start, end: 0, items: [] } satisfies Open<List>);
      return nextItem(machine);
    case TokenKind.ParenOpen:
      machine.at++;
      machine.push(Frame.Parenthesized, { kind: 'parenthesized', start, end: 0, inner: hole });
      return undefined;
    case TokenKind.Path:
      return beginPath(machine);
    case TokenKind.Int:
    case TokenKind.Float:
      return readNumber(machine, kind === TokenKind.Int ? 'int' : 'float');
    case TokenKind.SearchPath:
      machine.at++;
      return { kind: 'searchPath', start, end, value: machine.text.slice(start + 1, end - 1) };
    case TokenKind.Uri:
      machine.at++;
      return { kind: 'uri', start, end, value: machine.text.slice(start, end) };
    case TokenKind.Rec:
      return beginRec(machine);
    case TokenKind.Interpolation:
      return beginStray(machine);
    default:
      return beginKeyword(machine, kind);
  }
}

function readIdentifier(machine: Machine, start: number, end: number): Expression | undefined {
  const next = machine.peek(1);
  if (next === TokenKind.Colon) {
    checkPosition(machine, 'A function');
    beginSimpleLambda(machine);
    return undefined;
  }
  if (next === TokenKind.At) {
    checkPosition(machine, 'A function');
    beginNamedFormals(machine);
    return undefined;
  }
  if (machine.recovering && isNextBinding(machine)) return missingOperand(machine);
  machine.at++;
  return { kind: 'identifier', start, end, name: machine.names.name(start, end) } satisfies Identifier;
}

/** Whether a binding begins where the value of the one before is wanted. */
function isNextBinding(machine: Machine): boolean {
  const { frame } = machine;
  if (frame === Frame.Root || frame === Frame.Item || frame === Frame.Argument) return false;
  return bindingStartsAt(machine.kinds, machine.at) && machine.isInside((each) => each === Frame.BindingValue);
}

function beginBrace(machine: Machine): Expression | undefined {
  if (!formalsStart(machine)) return beginSet(machine, 'plain', machine.start);
  checkPosition(machine, 'A function');
  beginFormals(machine);
  return undefined;
}

function beginRec(machine: Machine): Expression | undefined {
  const { start } = machine;
  machine.at++;
  if (machine.kind === TokenKind.BraceOpen) return beginSet(machine, 'rec', start);
  machine.reportExpected(TokenKind.BraceOpen);
  machine.level = Level.Operator;
  return machine.missing();
}

/** `${` outside strings, paths and attribute names: what it holds is still read. */
function beginStray(machine: Machine): undefined {
  machine.reportBroken('unexpected-token', 'Unexpected `${`', { start: machine.start, end: machine.end });
  beginInterpolation(machine, Frame.Interpolation);
}

function beginKeyword(machine: Machine, kind: number): Expression | undefined {
  const { start } = machine;
  switch (kind) {
    case TokenKind.Let:
      if (machine.peek(1) === TokenKind.BraceOpen) {
        machine.at++;
        return beginSet(machine, 'let', start);
      }
      checkPosition(machine, '`let`');
      machine.at++;
      return beginLet(machine, start);
    case TokenKind.If:
      checkPosition(machine, '`if`');
      machine.at++;
      machine.push(Frame.IfCondition, {
        kind: 'if',
        start,
        end: 0,
        condition: hole,
        whenTrue: hole,
        whenFalse: hole,
      } satisfies Open<If>);
      return undefined;
    case TokenKind.With:
      checkPosition(machine, '`with`');
      machine.at++;
      machine.push(Frame.WithScope, { kind: 'with', start, end: 0, scope: hole, body: hole });
      return undefined;
    case TokenKind.Assert:
      checkPosition(machine, '`assert`');
      machine.at++;
      machine.push(Frame.Condition, { kind: 'assert', start, end: 0, condition: hole, body: hole });
      return undefined;
    case TokenKind.Not:
    case TokenKind.Minus:
      if (beginOperand(machine)) return undefined;
      return missingOperand(machine);
    case TokenKind.Invalid:
      machine.skipUnexpected();
      return undefined;
    default:
      return missingOperand(machine);
  }
}

/** What reaches as far as it can may not be an operand, argument or list item without parentheses. */
function checkPosition(machine: Machine, what: string): void {
  const { frame } = machine;
  const asOperand = frame === Frame.Item || frame === Frame.Argument || frame === Frame.Fallback;
  if (!asOperand && frame !== Frame.Right && frame !== Frame.Operand) return;
  const span = { start: machine.start, end: machine.end };
  machine.reportBroken('unexpected-token', `${what} needs parentheses here`, span);
}

function missingOperand(machine: Machine): Expression {
  const missing = machine.missing();
  machine.reportBroken('expected-expression', 'Expected an expression', missing);
  machine.level = Level.Operator;
  return missing;
}

function readNumber(machine: Machine, kind: 'int' | 'float'): NumberLiteral {
  const { start, end } = machine;
  machine.at++;
  const raw = machine.text.slice(start, end);
  if (kind === 'int' ? !isValidInt(raw) : !isValidFloat(raw)) {
    machine.report('invalid-literal', 'This number is out of range', { start, end });
  }
  return { kind, start, end, raw };
}

function isValidInt(raw: string): boolean {
  if (raw.length < 19) return true;
  const digits = raw.replace(/^0+/, '');
  return digits.length < 19 || (digits.length === 19 && digits <= '9223372036854775807');
}

/** Nix refuses floats that C's `strtod` calls out of range: infinite, or too small for full precision. */
function isValidFloat(raw: string): boolean {
  const value = Number(raw);
  if (value >= 2.2250738585072014e-308) return value !== Number.POSITIVE_INFINITY;
  return !/[1-9]/.test(raw.split(/e/i)[0] as string);
}

/** Reads on in the innermost list: gives it if it is closed; otherwise its next item comes next. */
export function nextItem(machine: Machine): Expression | undefined {
  for (;;) {
    const { kind } = machine;
    if (kind === TokenKind.BracketClose) {
      machine.at++;
      return closeList(machine);
    }
    if (startsOperand(kind)) return undefined;
    if (kind === TokenKind.EndOfFile || kind === TokenKind.BraceClose || kind === TokenKind.ParenClose) {
      const at = machine.previousEnd;
      const open = { start: machine.node.start, end: machine.node.start + 1 };
      const fix = { span: { start: at, end: at }, text: ' ]' };
      machine.reportBroken('unclosed', 'This `[` is not closed', open, undefined, fix);
      return closeList(machine);
    }
    machine.skipUnexpected();
  }
}

function closeList(machine: Machine): Expression {
  const node = machine.pop() as Open<List>;
  node.end = machine.previousEnd;
  machine.level = Level.Simple;
  return node;
}

/** Behind a simple expression: a selection, or the word `or` as an argument, as old code has it. */
export function afterSimple(machine: Machine, value: Expression): Expression | undefined {
  const { kind } = machine;
  if (kind === TokenKind.Dot) {
    machine.at++;
    machine.push(Frame.SelectPath, {
      kind: 'select',
      start: value.start,
      end: 0,
      target: value,
      path: [],
      fallback: undefined,
    } satisfies Open<Select>);
    return readPath(machine) === 'interpolated' ? undefined : selectPathDone(machine);
  }
  if (kind !== TokenKind.OrWord) return afterSelected(machine, value);
  const { start, end } = machine;
  machine.at++;
  const argument: Identifier = { kind: 'identifier', start, end, name: 'or' };
  return afterSelected(machine, { kind: 'apply', start: value.start, end, callee: value, argument });
}

/** Behind the path of a selection: `or` and what stands in for a missing attribute. */
export function selectPathDone(machine: Machine): Expression | undefined {
  const node = machine.node as Open<Select>;
  if (machine.kind === TokenKind.OrWord) {
    machine.at++;
    machine.frame = Frame.Fallback;
    return undefined;
  }
  node.end = machine.previousEnd;
  machine.pop();
  machine.level = Level.Selected;
  return node;
}

/** Behind an expression that can be an item or argument: it goes where one was wanted, or has arguments itself. */
export function afterSelected(machine: Machine, selected: Expression): Expression | undefined {
  let value = selected;
  for (;;) {
    if (machine.frame === Frame.Item) {
      (machine.node as Open<List>).items.push(value);
      return nextItem(machine);
    }
    if (machine.frame === Frame.Fallback) {
      const node = machine.pop() as Open<Select>;
      node.fallback = value;
      node.end = value.end;
      value = node;
      continue;
    }
    if (machine.frame === Frame.Argument) {
      const node = machine.pop() as Open<Apply>;
      node.argument = value;
      node.end = value.end;
      value = node;
    }
    if (machine.level < Level.Operator && argumentFollows(machine)) {
      machine.push(Frame.Argument, { kind: 'apply', start: value.start, end: 0, callee: value, argument: hole });
      return undefined;
    }
    machine.level = Level.Operator;
    return value;
  }
}

function argumentFollows(machine: Machine): boolean {
  const { kind } = machine;
  if (!startsSimple(kind)) return false;
  return !(machine.recovering && bindingStartsAt(machine.kinds, machine.at));
}
