import { bindingStartsAt } from './lookahead.ts';
import { Frame, hole, Level, type Machine, type Open } from './machine.ts';
import { bindingPathDone, bindingValueDone, inheritDone, nextBinding } from './parseBindings.ts';
import { afterSelected, selectPathDone } from './parseExpression.ts';
import { continueFormals, separate } from './parseFormals.ts';
import { continueNames, readInherited } from './parseNames.ts';
import { continuePath, continueString } from './parseText.ts';
import { startsOperand, TokenKind } from './tokenKind.ts';
import type {
  Assert,
  AttributeName,
  Expression,
  Formal,
  HasAttribute,
  If,
  Inherit,
  Interpolation,
  Lambda,
  LetIn,
  Parenthesized,
  With,
} from './tree.ts';

/**
 * Puts a whole expression where the innermost construct waits for one, and reads on: gives the construct if it is
 * complete, `undefined` if its next expression comes next. At the root, with nothing left to read, gives `'end'`.
 */
export function afterWhole(machine: Machine, value: Expression): Expression | 'end' | undefined {
  switch (machine.frame) {
    case Frame.Root:
      return machine.kind === TokenKind.EndOfFile ? 'end' : glue(machine, value);
    case Frame.Parenthesized:
      return closeParenthesis(machine, value);
    case Frame.Item:
    case Frame.Argument:
    case Frame.Fallback:
      return afterSelected(machine, value);
    case Frame.Right:
    case Frame.Operand:
      // A function or the like stood where only an operand may; operators may follow.
      machine.level = Level.Operator;
      return value;
    case Frame.Interpolation:
    case Frame.NameInterpolation:
      return closeInterpolation(machine, value);
    case Frame.BindingValue:
      if (machine.kind !== TokenKind.Semicolon && isJunk(machine)) return glue(machine, value);
      bindingValueDone(machine, value);
      return nextBinding(machine);
    case Frame.InheritFrom:
      return closeInheritFrom(machine, value);
    case Frame.FormalDefault:
      return closeDefault(machine, value);
    default:
      return afterClause(machine, value);
  }
}

/** The clauses of `if`, `with`, `assert`, `let` and functions. */
function afterClause(machine: Machine, value: Expression): Expression | undefined {
  const node = machine.node as Open<If> | Open<With> | Open<Assert> | Open<Lambda> | Open<LetIn>;
  switch (machine.frame) {
    case Frame.WithScope:
      return nextClause(machine, value, TokenKind.Semicolon, () => {
        (node as Open<With>).scope = value;
        machine.frame = Frame.WithBody;
      });
    case Frame.Condition:
      return nextClause(machine, value, TokenKind.Semicolon, () => {
        (node as Open<Assert>).condition = value;
        machine.frame = Frame.AssertBody;
      });
    case Frame.IfCondition:
      return nextClause(machine, value, TokenKind.Then, () => {
        (node as Open<If>).condition = value;
        machine.frame = Frame.WhenTrue;
      });
    case Frame.WhenTrue:
      return nextClause(machine, value, TokenKind.Else, () => {
        (node as Open<If>).whenTrue = value;
        machine.frame = Frame.WhenFalse;
      });
    case Frame.WhenFalse:
      (node as Open<If>).whenFalse = value;
      break;
    default:
      (node as Open<With> | Open<Assert> | Open<Lambda> | Open<LetIn>).body = value;
  }
  node.end = value.end;
  machine.pop();
  machine.level = Level.Whole;
  return node;
}

/** Behind a clause: the token that leads to the next one. Where it is missing the next clause may still be there. */
function nextClause(machine: Machine, value: Expression, mark: number, take: () => void): Expression | undefined {
  if (machine.kind === mark) {
    machine.at++;
    take();
    return undefined;
  }
  if (isJunk(machine)) return glue(machine, value);
  machine.reportExpected(mark);
  take();
  return undefined;
}

function closeParenthesis(machine: Machine, value: Expression): Expression | undefined {
  const node = machine.node as Open<Parenthesized>;
  if (machine.kind !== TokenKind.ParenClose) {
    if (isJunk(machine)) return glue(machine, value);
    reportUnclosed(machine, '(', ')');
  } else {
    machine.at++;
  }
  node.inner = value;
  node.end = machine.previousEnd;
  machine.pop();
  machine.level = Level.Simple;
  return node;
}

function closeInterpolation(machine: Machine, value: Expression): Expression | undefined {
  const node = machine.node as Open<Interpolation>;
  if (machine.kind !== TokenKind.BraceClose) {
    if (isJunk(machine)) return glue(machine, value);
    reportUnclosed(machine, '${', '}');
  } else {
    machine.at++;
  }
  node.expression = value;
  node.end = machine.previousEnd;
  const isName = machine.frame === Frame.NameInterpolation;
  machine.pop();
  if (isName) return afterName(machine, node);
  const parent = machine.node;
  if (parent.kind === 'path') {
    parent.parts.push(node);
    return continuePath(machine);
  }
  if (parent.kind !== 'string' || machine.frame === Frame.Interpolation) {
    machine.level = Level.Simple;
    return { kind: 'parenthesized', start: node.start, end: node.end, inner: value } satisfies Parenthesized;
  }
  const isStringName = machine.frame === Frame.StringName;
  parent.parts.push(node);
  const string = continueString(machine);
  return string && isStringName ? afterName(machine, string) : string;
}

/** Behind an attribute name that held an interpolation: the rest of the path, and what follows the path. */
function afterName(machine: Machine, name: AttributeName): Expression | undefined {
  return continueNames(machine, name) === 'interpolated' ? undefined : afterPath(machine);
}

/** Behind an attribute path, or the names of an `inherit`. */
export function afterPath(machine: Machine): Expression | undefined {
  switch (machine.frame) {
    case Frame.SelectPath:
      return selectPathDone(machine);
    case Frame.HasPath: {
      const node = machine.pop() as Open<HasAttribute>;
      node.end = machine.previousEnd;
      machine.level = Level.Operator;
      return node;
    }
    case Frame.BindingPath:
      return bindingPathDone(machine) ? undefined : nextBinding(machine);
    default:
      inheritDone(machine);
      return nextBinding(machine);
  }
}

function closeInheritFrom(machine: Machine, value: Expression): Expression | undefined {
  const node = machine.node as Open<Inherit>;
  if (machine.kind === TokenKind.ParenClose) machine.at++;
  else if (isJunk(machine)) return glue(machine, value);
  else reportUnclosed(machine, '(', ')');
  node.from = value;
  machine.frame = Frame.InheritNames;
  return readInherited(machine) === 'interpolated' ? undefined : afterPath(machine);
}

function closeDefault(machine: Machine, value: Expression): Expression | undefined {
  if (machine.kind !== TokenKind.Comma && machine.kind !== TokenKind.BraceClose && isJunk(machine)) {
    return glue(machine, value);
  }
  const formal = machine.pop() as Open<Formal>;
  formal.fallback = value;
  formal.end = value.end;
  separate(machine);
  continueFormals(machine);
  return undefined;
}

function reportUnclosed(machine: Machine, open: string, close: string): void {
  const at = machine.previousEnd;
  const { start } = machine.node;
  const span = { start, end: start + open.length };
  const fix = { span: { start: at, end: at }, text: close };
  machine.reportBroken('unclosed', `This \`${open}\` is not closed`, span, undefined, fix);
}

/** Whether the present token belongs to nothing around it, so that it is better skipped than taken for an end. */
function isJunk(machine: Machine): boolean {
  switch (machine.kind) {
    case TokenKind.EndOfFile:
    case TokenKind.ParenClose:
    case TokenKind.BracketClose:
    case TokenKind.BraceClose:
    case TokenKind.StringClose:
    case TokenKind.IndentClose:
      return false;
    case TokenKind.Semicolon:
      return !machine.isInside(endsAtSemicolon);
    case TokenKind.Then:
      return !machine.isInside((frame) => frame === Frame.IfCondition);
    case TokenKind.Else:
      return !machine.isInside((frame) => frame === Frame.IfCondition || frame === Frame.WhenTrue);
    case TokenKind.In:
      return !machine.isInside((frame) => frame === Frame.Bindings);
    case TokenKind.Comma:
      return !machine.isInside((frame) => frame === Frame.FormalDefault);
    case TokenKind.Inherit:
      return !machine.isInside((frame) => frame === Frame.BindingValue);
    default:
      return !(machine.isInside((frame) => frame === Frame.BindingValue) && bindingStartsAt(machine.kinds, machine.at));
  }
}

function endsAtSemicolon(frame: number): boolean {
  return frame === Frame.BindingValue || frame === Frame.WithScope || frame === Frame.Condition;
}

/**
 * Something stands behind a whole expression that must not. Tokens that begin no expression are skipped; an expression
 * is kept as an argument of the first, so that what it contains is not lost.
 */
function glue(machine: Machine, value: Expression): Expression | undefined {
  if (!startsOperand(machine.kind)) {
    machine.skipUnexpected();
    return value;
  }
  const span = { start: machine.start, end: machine.end };
  machine.reportBroken('unexpected-token', 'Expected the end of the expression', span);
  machine.push(Frame.Argument, { kind: 'apply', start: value.start, end: 0, callee: value, argument: hole });
  return undefined;
}
