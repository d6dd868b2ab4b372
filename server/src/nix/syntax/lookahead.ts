import type { Machine } from './machine.ts';
import { TokenKind } from './tokenKind.ts';

/** How many tokens are looked at in search of the `=` of a binding. */
const reach = 96;

/**
 * Whether a binding begins at a token: an attribute path with `=` behind it, or `inherit`. Nothing else in Nix has this
 * shape, so an expression that would go on here has lost its semicolon.
 */
export function bindingStartsAt(kinds: Uint8Array, index: number): boolean {
  if (kinds[index] === TokenKind.Inherit) return true;
  const limit = Math.min(index + reach, kinds.length);
  let at = index;
  while (at < limit) {
    at = nameEnd(kinds, at, limit);
    if (at === 0) return false;
    if (kinds[at] === TokenKind.Assign) return true;
    if (kinds[at] !== TokenKind.Dot) return false;
    at++;
  }
  return false;
}

/** The index behind the attribute name that begins at `index`; 0 if none does. */
function nameEnd(kinds: Uint8Array, index: number, limit: number): number {
  switch (kinds[index]) {
    case TokenKind.Identifier:
    case TokenKind.OrWord:
    case TokenKind.SearchPath:
      return index + 1;
    case TokenKind.StringOpen:
      return closeOf(kinds, index, limit, TokenKind.StringOpen, TokenKind.StringClose);
    case TokenKind.Interpolation:
      return closeOf(kinds, index, limit, TokenKind.Interpolation, TokenKind.BraceClose);
    default:
      return 0;
  }
}

function closeOf(kinds: Uint8Array, index: number, limit: number, open: number, close: number): number {
  let depth = 0;
  for (let at = index; at < limit; at++) {
    const kind = kinds[at];
    if (kind === open || (open === TokenKind.Interpolation && kind === TokenKind.BraceOpen)) depth++;
    else if (kind === close && --depth === 0) return at + 1;
  }
  return 0;
}

/** Whether the brace at the present token opens the formals of a function, not an attribute set. */
export function formalsStart(machine: Machine): boolean {
  switch (machine.peek(1)) {
    case TokenKind.Ellipsis:
      return true;
    case TokenKind.BraceClose:
      return isLambdaMark(machine.peek(2));
    case TokenKind.Comma:
      return true;
    case TokenKind.Identifier:
      return identifierIsFormal(machine);
    default:
      return false;
  }
}

function identifierIsFormal(machine: Machine): boolean {
  const next = machine.peek(2);
  if (next === TokenKind.Comma || next === TokenKind.Question) return true;
  if (next === TokenKind.BraceClose) return isLambdaMark(machine.peek(3));
  return next === TokenKind.Identifier || next === TokenKind.Ellipsis ? listOfNames(machine) : false;
}

/** Whether names with at least one comma or ellipsis follow, as in formals that lack a comma. */
function listOfNames(machine: Machine): boolean {
  const { kinds } = machine;
  for (let at = machine.at + 1; at < machine.at + reach; at++) {
    const kind = kinds[at];
    if (kind === TokenKind.Comma || kind === TokenKind.Ellipsis) return true;
    if (kind !== TokenKind.Identifier) return false;
  }
  return false;
}

function isLambdaMark(kind: number): boolean {
  return kind === TokenKind.Colon || kind === TokenKind.At;
}

/** Whether the present token is the first of its line. */
export function onNewLine(machine: Machine): boolean {
  const { text, start } = machine;
  for (let at = machine.previousEnd; at < start; at++) {
    const code = text.charCodeAt(at);
    if (code === 0x0a || code === 0x0d) return true;
  }
  return machine.at === 0;
}
