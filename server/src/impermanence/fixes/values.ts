import { staticName, withoutParentheses } from '../../nix/syntax/attrPath.ts';
import type { AttributeSet, Expression, List } from '../../nix/syntax/tree.ts';

/** The expression that holds the content: behind parentheses, `let`, `with`, a function's head, `mkIf` and its kin. */
export function contentOf(value: Expression): Expression {
  let at = withoutParentheses(value);
  for (;;) {
    const next = inner(at);
    if (!next) return at;
    at = withoutParentheses(next);
  }
}

function inner(value: Expression): Expression | undefined {
  switch (value.kind) {
    case 'letIn':
    case 'with':
    case 'assert':
    case 'lambda':
      return value.body;
    case 'apply':
      return isProperty(value.callee) ? value.argument : undefined;
    default:
      return undefined;
  }
}

/** `lib.mkIf condition`, `mkForce`, `mkOrder 10` …: functions whose last argument is the value itself. */
function isProperty(callee: Expression): boolean {
  const written = calledName(callee);
  return written !== undefined && /^mk(If|Force|Default|Override|Before|After|Order)$/.test(written);
}

function calledName(callee: Expression): string | undefined {
  const name = withoutParentheses(callee);
  if (name.kind === 'apply') return calledName(name.callee);
  const last = name.kind === 'select' ? name.path.at(-1) : undefined;
  return name.kind === 'identifier' ? name.name : last && staticName(last);
}

/** The names of the properties that a value's content stands in, from outside in: `mkIf`, `mkForce` … */
export function propertiesOf(value: Expression): readonly string[] {
  const names: string[] = [];
  let at: Expression | undefined = withoutParentheses(value);
  while (at) {
    const name = at.kind === 'apply' ? calledName(at.callee) : undefined;
    const next = inner(at);
    if (next && name !== undefined) names.push(name);
    at = next && withoutParentheses(next);
  }
  return names;
}

/** The set literal that a value is; undefined for anything else. */
export function setIn(value: Expression): AttributeSet | undefined {
  const content = contentOf(value);
  return content.kind === 'attributeSet' && content.form !== 'let' ? content : undefined;
}

/** The list literal that a value is, or the first of those it is joined from. */
export function listIn(value: Expression): List | undefined {
  const content = contentOf(value);
  if (content.kind === 'list') return content;
  if (content.kind !== 'binary' || content.operator !== '++') return undefined;
  return listIn(content.left) ?? listIn(content.right);
}
