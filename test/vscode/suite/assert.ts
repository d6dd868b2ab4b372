/** Fails the test unless `condition` holds; `what` says what was seen. */
export function assert(condition: unknown, what: string): asserts condition {
  if (!condition) throw new Error(what);
}
