import { checkDuplicates, checkInherited, checkLetNames } from './duplicates.ts';
import { bindingStartsAt, onNewLine } from './lookahead.ts';
import { Frame, hole, Level, type Machine, type Open } from './machine.ts';
import { readInherited, readPath } from './parseNames.ts';
import { startsOperand, startsSimple, TokenKind } from './tokenKind.ts';
import type { AttributeBinding, AttributeSet, Expression, Inherit, LetIn, Missing } from './tree.ts';

/** Begins an attribute set whose `{` is the present token. Gives the set if it is complete without an expression. */
export function beginSet(machine: Machine, form: 'plain' | 'rec' | 'let', start: number): Expression | undefined {
  const node: Open<AttributeSet> = { kind: 'attributeSet', start, end: 0, form, bindings: [] };
  machine.at++;
  machine.push(Frame.Bindings, node);
  return nextBinding(machine);
}

/** Begins `let … in …` behind its `let`. */
export function beginLet(machine: Machine, start: number): Expression | undefined {
  const node: Open<LetIn> = { kind: 'letIn', start, end: 0, bindings: [], body: hole };
  machine.push(Frame.Bindings, node);
  return nextBinding(machine);
}

/** Reads bindings until one needs an expression (`undefined`) or the set is closed (the set). */
export function nextBinding(machine: Machine): Expression | undefined {
  for (;;) {
    switch (machine.kind) {
      case TokenKind.Identifier:
      case TokenKind.OrWord:
      case TokenKind.StringOpen:
      case TokenKind.Interpolation:
      case TokenKind.SearchPath:
        if (beginBinding(machine)) return undefined;
        break;
      case TokenKind.Inherit:
        if (beginInherit(machine)) return undefined;
        break;
      case TokenKind.BraceClose:
        return closeBindings(machine);
      case TokenKind.In:
        if (machine.node.kind === 'letIn') return closeBindings(machine);
        machine.skipUnexpected();
        break;
      default:
        if (isEnd(machine)) return closeBindings(machine);
        if (recoverBinding(machine)) return undefined;
    }
  }
}

function isEnd(machine: Machine): boolean {
  const { kind } = machine;
  if (kind === TokenKind.EndOfFile || kind === TokenKind.ParenClose || kind === TokenKind.BracketClose) return true;
  // The body of a `let` whose `in` is missing.
  return machine.node.kind === 'letIn' && (startsSimple(kind) || kind === TokenKind.If || kind === TokenKind.With);
}

/** Whether an expression is wanted next; otherwise the binding is done. */
function beginBinding(machine: Machine): boolean {
  machine.push(Frame.BindingPath, {
    kind: 'binding',
    start: machine.start,
    end: 0,
    path: [],
    value: hole,
  } satisfies Open<AttributeBinding>);
  return readPath(machine) === 'interpolated' || bindingPathDone(machine);
}

/** Behind the path of a binding: its `=`. Gives whether an expression is wanted next. */
export function bindingPathDone(machine: Machine): boolean {
  machine.frame = Frame.BindingValue;
  if (machine.kind === TokenKind.Assign) {
    machine.at++;
    return true;
  }
  machine.reportExpected(TokenKind.Assign);
  if (machine.kind === TokenKind.Colon || machine.kind === TokenKind.Equal || machine.kind === TokenKind.Comma) {
    machine.at++;
    return true;
  }
  const { kind } = machine;
  const valueFollows =
    (startsSimple(kind) || kind === TokenKind.If || kind === TokenKind.With) &&
    !bindingStartsAt(machine.kinds, machine.at) &&
    !(onNewLine(machine) && !isIndentedFurther(machine));
  if (valueFollows) return true;
  bindingValueDone(machine, machine.missing());
  return false;
}

/** Whether the line of the present token is indented more than that of the binding being read. */
function isIndentedFurther(machine: Machine): boolean {
  return indentOf(machine.text, machine.start) > indentOf(machine.text, machine.node.start);
}

function indentOf(text: string, offset: number): number {
  const start = text.lastIndexOf('\n', offset - 1) + 1;
  let end = start;
  while (text[end] === ' ' || text[end] === '\t') end++;
  return end - start;
}

/** Behind the value of a binding: its semicolon. The next binding comes then. */
export function bindingValueDone(machine: Machine, value: Expression): void {
  const node = machine.pop() as Open<AttributeBinding>;
  node.value = value;
  if (machine.kind === TokenKind.Semicolon) {
    node.end = machine.end;
    machine.at++;
  } else {
    // One error is enough for what has no value or no closing bracket.
    if (value.kind !== 'missing' && !machine.isBehindRepair()) machine.reportExpected(TokenKind.Semicolon);
    node.end = machine.previousEnd;
  }
  (machine.node as Open<AttributeSet | LetIn>).bindings.push(node);
}

/** Whether an expression is wanted next; otherwise the `inherit` is done. */
function beginInherit(machine: Machine): boolean {
  const node: Open<Inherit> = { kind: 'inherit', start: machine.start, end: 0, from: undefined, names: [] };
  machine.at++;
  if (machine.kind === TokenKind.ParenOpen) {
    machine.at++;
    machine.push(Frame.InheritFrom, node);
    return true;
  }
  machine.push(Frame.InheritNames, node);
  if (readInherited(machine) === 'interpolated') return true;
  inheritDone(machine);
  return false;
}

/** Behind the names of an `inherit`: its semicolon. */
export function inheritDone(machine: Machine): void {
  const node = machine.pop() as Open<Inherit>;
  if (machine.kind === TokenKind.Semicolon) {
    node.end = machine.end;
    machine.at++;
  } else {
    machine.reportExpected(TokenKind.Semicolon);
    node.end = machine.previousEnd;
  }
  checkInherited(machine, node);
  (machine.node as Open<AttributeSet | LetIn>).bindings.push(node);
}

function closeBindings(machine: Machine): Expression | undefined {
  const node = machine.node as Open<AttributeSet> | Open<LetIn>;
  checkDuplicates(machine, node);
  if (node.kind === 'letIn') {
    checkLetNames(machine, node);
    if (machine.kind === TokenKind.In) machine.at++;
    else machine.reportExpected(TokenKind.In, { start: node.start, end: node.start + 3 });
    machine.frame = Frame.LetBody;
    return undefined;
  }
  if (machine.kind === TokenKind.BraceClose) machine.at++;
  else reportUnclosed(machine, node);
  node.end = machine.previousEnd;
  machine.pop();
  machine.level = Level.Simple;
  return node;
}

function reportUnclosed(machine: Machine, node: Open<AttributeSet>): void {
  const at = machine.previousEnd;
  const span = { start: node.start, end: node.start + 1 };
  const fix = { span: { start: at, end: at }, text: '}' };
  machine.reportBroken('unclosed', 'This `{` is not closed', span, undefined, fix);
}

/**
 * Something that begins no binding. An expression is kept as the value of a binding without a name, so that what it
 * contains is not lost; other tokens are skipped. Gives whether an expression is wanted next.
 */
function recoverBinding(machine: Machine): boolean {
  const { kind } = machine;
  if (!startsOperand(kind)) {
    machine.skipUnexpected();
    return false;
  }
  const { start } = machine;
  const missing: Missing = { kind: 'missing', start, end: start };
  machine.reportBroken('expected-token', 'Expected an attribute name', missing);
  machine.push(Frame.BindingValue, {
    kind: 'binding',
    start,
    end: 0,
    path: [missing],
    value: hole,
  } satisfies Open<AttributeBinding>);
  return true;
}
