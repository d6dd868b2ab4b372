import { bindingStartsAt, onNewLine } from './lookahead.ts';
import { Frame, Level, type Machine, type Open } from './machine.ts';
import { beginInterpolation, beginString } from './parseText.ts';
import { TokenKind } from './tokenKind.ts';
import type { AttributeBinding, AttributeName, HasAttribute, Inherit, Missing, Select } from './tree.ts';

/** What a step of an attribute path comes to: the path is complete, or an interpolation in it must be read first. */
export type PathStep = 'complete' | 'interpolated';

/** Reads attribute names from the present token on into the path of the innermost construct, its first name next. */
export function readPath(machine: Machine): PathStep {
  const { path } = machine.node as Open<AttributeBinding | Select | HasAttribute>;
  for (;;) {
    const isTyped = machine.recovering && path.length > 0 && isNextBinding(machine);
    const name = isTyped ? reportMissing(machine) : readName(machine);
    if (name === undefined) return 'interpolated';
    path.push(name);
    if (name.kind === 'missing' || !passDot(machine)) return 'complete';
  }
}

/** Passes the dot before a further name; where it is missing before a quoted one it is reported. */
function passDot(machine: Machine): boolean {
  if (machine.kind === TokenKind.Dot) {
    machine.at++;
    return true;
  }
  if (!machine.recovering || machine.frame !== Frame.BindingPath) return false;
  if (machine.kind === TokenKind.Identifier) {
    // Only behind a quoted name; two bare ones would be one.
    if (machine.start !== machine.previousEnd) return false;
  } else if (machine.kind !== TokenKind.StringOpen && machine.kind !== TokenKind.Interpolation) {
    return false;
  }
  if (onNewLine(machine) || !bindingStartsAt(machine.kinds, machine.at)) return false;
  machine.reportExpected(TokenKind.Dot);
  return true;
}

/** Adds a name that an interpolation held up, and reads on. */
export function continueNames(machine: Machine, name: AttributeName): PathStep {
  if (machine.frame === Frame.InheritNames) {
    (machine.node as Open<Inherit>).names.push(name);
    return readInherited(machine);
  }
  (machine.node as Open<AttributeBinding | Select | HasAttribute>).path.push(name);
  return passDot(machine) ? readPath(machine) : 'complete';
}

/** Reads the names of an `inherit`, as many as there are. */
export function readInherited(machine: Machine): PathStep {
  const node = machine.node as Open<Inherit>;
  for (;;) {
    const { kind } = machine;
    const isName = kind === TokenKind.Identifier || kind === TokenKind.OrWord;
    if (!isName && kind !== TokenKind.StringOpen && kind !== TokenKind.Interpolation) return 'complete';
    if (machine.recovering && bindingStartsAt(machine.kinds, machine.at)) return 'complete';
    const name = readName(machine);
    if (name === undefined) return 'interpolated';
    node.names.push(name);
  }
}

function readName(machine: Machine): AttributeName | undefined {
  const { kind } = machine;
  switch (kind) {
    case TokenKind.Identifier:
    case TokenKind.OrWord: {
      const { start, end } = machine;
      machine.at++;
      return { kind: 'name', start, end, name: machine.names.name(start, end) };
    }
    case TokenKind.StringOpen:
      return beginString(machine, Frame.StringName);
    case TokenKind.Interpolation:
      beginInterpolation(machine, Frame.NameInterpolation);
      return undefined;
    case TokenKind.SearchPath:
      return readPlaceholder(machine);
    default:
      return reportMissing(machine);
  }
}

/** Whether a dot stands at a line's end and what follows is a binding of its own: somebody is typing the path. */
function isNextBinding(machine: Machine): boolean {
  return onNewLine(machine) && bindingStartsAt(machine.kinds, machine.at);
}

/** `<username>` where a name must stand: copied from a wiki and not yet filled in. */
function readPlaceholder(machine: Machine): AttributeName {
  const { start, end } = machine;
  machine.at++;
  const name = machine.text.slice(start + 1, end - 1);
  machine.report('placeholder', `\`<${name}>\` is a placeholder: put a name here`, { start, end });
  return { kind: 'placeholder', start, end, name };
}

function reportMissing(machine: Machine): Missing {
  const missing = machine.missing();
  machine.reportBroken('expected-token', 'Expected an attribute name', missing);
  machine.level = Level.Simple;
  return missing;
}
