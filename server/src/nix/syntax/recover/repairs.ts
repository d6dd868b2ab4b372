/**
 * A place where the lexer puts an empty token when it reads a text known to be broken: a string begins (`open`) or ends
 * (`close`) without its quote, or an interpolation without its brace (`leave`).
 */
export interface Repair {
  readonly offset: number;
  readonly kind: 'open' | 'close' | 'leave';
}

/** Whether a line reads like a binding or the end of some: what does not belong in a string that is not closed. */
export function looksLikeCode(line: string): boolean {
  // Nobody writes bindings in lines so long, and the patterns would take their time.
  if (line.length > 1000) return false;
  return bindingLine.test(line) || closingLine.test(line) || inheritLine.test(line);
}

/** `name = …`, where the line ends as bindings do, or within a value that goes on. */
const bindingLine =
  /^\s*(?:[a-zA-Z_][\w'-]*|"[^"]*")(?:\.(?:[a-zA-Z_][\w'-]*|"[^"]*"|\$\{[^}]*\}|<[^>]*>))*\s*=(?:\s*$|\s.*[;{[(=+]\s*(?:#.*)?$|\s.*''\s*$|\s.*:\s*$)/;
const closingLine = /^\s*[\])}]+\s*;\s*(?:#.*)?$/;
const inheritLine = /^\s*inherit\s.*;\s*(?:#.*)?$/;
