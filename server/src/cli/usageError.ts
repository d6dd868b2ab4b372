/** Something the person at the command line did or gave that cannot be used: one line on stderr, exit code 2, no stack. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}
