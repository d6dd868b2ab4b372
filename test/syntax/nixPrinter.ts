import { staticName, staticString, withoutParentheses } from '../../server/src/nix/syntax/attrPath.ts';
import { lex } from '../../server/src/nix/syntax/lexer.ts';
import type {
  AttributeName,
  AttributeSet,
  Binding,
  Expression,
  Lambda,
  LetIn,
  SyntaxTree,
} from '../../server/src/nix/syntax/tree.ts';
import { floatText, identifierText, pathText, stringText } from './nixText.ts';

/** Nix 2.8 refuses what newer releases merge: a set within two sets of the same attribute. */
export class RefusedByOldNix extends Error {}

/**
 * Prints a tree as `nix-instantiate --parse` of Nix 2.8.0 does (src/libexpr/nixexpr.cc, `show`), where `directory` is
 * that of the file and `home` the home of the user. The order of names in `let` and formals is not that of Nix.
 */
export function printLikeNix(tree: SyntaxTree, directory: string, home: string): string {
  return new Printer(tree.text, directory, home).expression(tree.root).show();
}

/** An expression as Nix has it once the grammar is desugared. Calls and sets grow while their surroundings are read. */
interface Shown {
  readonly show: () => string;
  readonly call?: Shown[];
  readonly set?: ShownSet;
}

interface ShownSet {
  readonly isRecursive: boolean;
  readonly attributes: Map<string, { readonly inherited: boolean; readonly value: Shown }>;
  readonly dynamic: { readonly name: Shown; readonly value: Shown }[];
}

class Printer {
  constructor(
    private readonly text: string,
    private readonly directory: string,
    private readonly home: string,
  ) {}

  expression(node: Expression): Shown {
    switch (node.kind) {
      case 'identifier':
        return shown(() => (node.name === '__curPos' ? node.name : identifierText(node.name)));
      case 'int':
        return shown(() => String(BigInt(node.raw)));
      case 'float':
        return shown(() => floatText(Number(node.raw)));
      case 'uri':
        return shown(() => stringText(node.value));
      case 'string':
      case 'path':
        return this.parts(node);
      case 'searchPath':
        return call(variable('__findFile'), [variable('__nixPath'), shown(() => stringText(node.value))]);
      case 'parenthesized':
        return this.expression(node.inner);
      case 'list': {
        const items = node.items.map((item) => this.expression(item));
        return shown(() => `[ ${items.map((item) => `(${item.show()}) `).join('')}]`);
      }
      case 'attributeSet':
        return this.set(node);
      case 'apply':
        // The old `f or` is a call of its own, even behind another.
        if (node.argument.kind === 'identifier' && node.argument.name === 'or') {
          const callee = this.expression(node.callee);
          return call(shown(callee.show), [variable('or')]);
        }
        return call(this.expression(node.callee), [this.expression(node.argument)]);
      case 'select': {
        const target = this.expression(node.target);
        const path = this.path(node.path);
        const fallback = node.fallback && this.expression(node.fallback);
        return shown(() => `(${target.show()}).${path()}${fallback ? ` or (${fallback.show()})` : ''}`);
      }
      case 'hasAttribute': {
        const target = this.expression(node.target);
        const path = this.path(node.path);
        return shown(() => `((${target.show()}) ? ${path()})`);
      }
      default:
        return this.compound(node);
    }
  }

  private compound(node: Expression): Shown {
    switch (node.kind) {
      case 'unary': {
        const operand = this.expression(node.operand);
        if (node.operator === '!') return shown(() => `(! ${operand.show()})`);
        return call(variable('__sub'), [shown(() => '0'), operand]);
      }
      case 'binary':
        return binary(node.operator, this.expression(node.left), this.expression(node.right));
      case 'with': {
        const [scope, body] = [this.expression(node.scope), this.expression(node.body)];
        return shown(() => `(with ${scope.show()}; ${body.show()})`);
      }
      case 'assert': {
        const [condition, body] = [this.expression(node.condition), this.expression(node.body)];
        return shown(() => `assert ${condition.show()}; ${body.show()}`);
      }
      case 'if': {
        const parts = [node.condition, node.whenTrue, node.whenFalse].map((part) => this.expression(part));
        const [condition, whenTrue, whenFalse] = parts as [Shown, Shown, Shown];
        return shown(() => `(if ${condition.show()} then ${whenTrue.show()} else ${whenFalse.show()})`);
      }
      case 'lambda':
        return this.lambda(node);
      case 'letIn':
        return this.letIn(node);
      default:
        throw new Error(`a tree without errors has no ${node.kind}`);
    }
  }

  private parts(node: Extract<Expression, { kind: 'string' | 'path' }>): Shown {
    const parts = node.parts.map((part, index): Shown => {
      if (part.kind === 'interpolation') return this.expression(part.expression);
      if (node.kind === 'path' && index === 0) return shown(() => pathText(part.value, this.directory, this.home));
      return shown(() => stringText(part.value));
    });
    const isPlain = node.parts.every((part) => part.kind === 'text');
    if (isPlain) return node.kind === 'string' && parts.length === 0 ? shown(() => '""') : (parts[0] as Shown);
    return shown(() => `(${parts.map((part) => part.show()).join(' + ')})`);
  }

  private lambda(node: Lambda): Shown {
    const body = this.expression(node.body);
    const name = node.parameter && identifierText(node.parameter.name);
    const formals = node.formals?.items.map((formal) => {
      const fallback = formal.fallback && this.expression(formal.fallback);
      return () => identifierText(formal.name) + (fallback ? ` ? ${fallback.show()}` : '');
    });
    return shown(() => {
      if (!formals) return `(${name}: ${body.show()})`;
      const items = [...formals.map((formal) => formal()), ...(node.formals?.ellipsis ? ['...'] : [])];
      return `({ ${items.join(', ')} }${name === undefined ? '' : ` @ ${name}`}: ${body.show()})`;
    });
  }

  private letIn(node: LetIn): Shown {
    const set = this.bindings(node.bindings, false);
    const body = this.expression(node.body);
    return shown(() => {
      const bindings = [...set.attributes].map(([name, { inherited, value }]) =>
        inherited ? `inherit ${identifierText(name)}; ` : `${identifierText(name)} = ${value.show()}; `,
      );
      return `(let ${bindings.join('')}in ${body.show()})`;
    });
  }

  private set(node: AttributeSet): Shown {
    const set = this.bindings(node.bindings, node.form !== 'plain');
    const whole = shownSet(set);
    return node.form === 'let' ? shown(() => `(${whole.show()}).body`) : whole;
  }

  private bindings(bindings: readonly Binding[], isRecursive: boolean): ShownSet {
    const set: ShownSet = { isRecursive, attributes: new Map(), dynamic: [] };
    for (const binding of bindings) {
      if (binding.kind === 'binding') {
        this.add(set, binding.path, this.expression(binding.value));
        continue;
      }
      const from = binding.from && this.expression(binding.from);
      for (const component of binding.names) {
        const name = staticName(component) as string;
        const value = from ? shown(() => `(${from.show()}).${identifierText(name)}`) : variable(name);
        set.attributes.set(name, { inherited: !from, value });
      }
    }
    return set;
  }

  /** `addAttr` of Nix 2.8.0, with what it forgets: dynamic attributes of a set that is merged into another. */
  private add(root: ShownSet, path: readonly AttributeName[], value: Shown): void {
    let set = root;
    path.forEach((component, index) => {
      const isLast = index === path.length - 1;
      const name = this.exactName(component);
      const present = name === undefined ? undefined : set.attributes.get(name);
      if (present) {
        const inner = present.value.set as ShownSet;
        if (isLast) mergeOld(inner, value.set as ShownSet);
        set = inner;
        return;
      }
      const nested = isLast ? value : shownSet({ isRecursive: false, attributes: new Map(), dynamic: [] });
      if (name !== undefined) set.attributes.set(name, { inherited: false, value: nested });
      else set.dynamic.push({ name: this.nameExpression(component), value: nested });
      if (!isLast) set = nested.set as ShownSet;
    });
  }

  private path(path: readonly AttributeName[]): () => string {
    const names = path.map((component) => {
      const name = this.exactName(component);
      if (name !== undefined) return () => identifierText(name);
      const expression = this.nameExpression(component);
      return () => `"\${${expression.show()}}"`;
    });
    return () => names.map((name) => name()).join('.');
  }

  private nameExpression(component: AttributeName): Shown {
    if (component.kind === 'interpolation') return this.expression(component.expression);
    if (component.kind === 'string') return this.parts(component);
    throw new Error(`a ${component.kind} is no dynamic name`);
  }

  /** A name that Nix knows when it parses: not an indented string of several tokens. */
  private exactName(component: AttributeName): string | undefined {
    if (component.kind === 'interpolation') {
      const inner = withoutParentheses(component.expression);
      const isIndented = inner.kind === 'string' && inner.indented;
      if (isIndented && lex(this.text.slice(inner.start, inner.end)).count > 3) return undefined;
      return staticString(inner);
    }
    return staticName(component);
  }
}

function shown(show: () => string): Shown {
  return { show };
}

function shownSet(set: ShownSet): Shown {
  const show = () => {
    const names = [...set.attributes.keys()].sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
    const attributes = names.map((name) => {
      const { inherited, value } = set.attributes.get(name) as { inherited: boolean; value: Shown };
      return inherited ? `inherit ${identifierText(name)} ; ` : `${identifierText(name)} = ${value.show()}; `;
    });
    const dynamic = set.dynamic.map(({ name, value }) => `"\${${name.show()}}" = ${value.show()}; `);
    return `${set.isRecursive ? 'rec ' : ''}{ ${[...attributes, ...dynamic].join('')}}`;
  };
  return { show, set };
}

function variable(name: string): Shown {
  return shown(() => identifierText(name));
}

/** A call; one that is called again is the same call with more arguments. */
function call(target: Shown, callArguments: readonly Shown[]): Shown {
  if (target.call) {
    target.call.push(...callArguments);
    return target;
  }
  const parts = [target, ...callArguments];
  return { call: parts, show: () => `(${parts.map((part) => part.show()).join(' ')})` };
}

function binary(operator: string, left: Shown, right: Shown): Shown {
  const not = (inner: Shown) => shown(() => `(! ${inner.show()})`);
  switch (operator) {
    case '<':
      return call(variable('__lessThan'), [left, right]);
    case '>':
      return call(variable('__lessThan'), [right, left]);
    case '<=':
      return not(call(variable('__lessThan'), [right, left]));
    case '>=':
      return not(call(variable('__lessThan'), [left, right]));
    case '-':
      return call(variable('__sub'), [left, right]);
    case '*':
      return call(variable('__mul'), [left, right]);
    case '/':
      return call(variable('__div'), [left, right]);
    case '|>':
      return call(right, [left]);
    case '<|':
      return call(left, [right]);
    default:
      return shown(() => `(${left.show()} ${operator} ${right.show()})`);
  }
}

function mergeOld(target: ShownSet, added: ShownSet): void {
  for (const [name, definition] of added.attributes) {
    if (target.attributes.has(name)) throw new RefusedByOldNix(name);
    target.attributes.set(name, definition);
  }
}
