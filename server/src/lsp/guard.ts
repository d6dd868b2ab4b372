import { type CancellationToken, LSPErrorCodes, ResponseError } from 'vscode-languageserver';

/** Where the server says what went wrong, one line each. */
export interface Log {
  error(message: string): void;
  warn(message: string): void;
  info(message: string): void;
}

/**
 * A request handler that cannot take the server down: a bug in it answers with `nothing` and leaves one line in the
 * log. Cancelled requests answer with the protocol's error, which editors expect.
 */
export function guarded<P, R, E>(
  log: Log,
  name: string,
  nothing: R,
  handler: (params: P, token: CancellationToken) => R | Promise<R>,
): (params: P, token: CancellationToken) => Promise<R | ResponseError<E>> {
  return async (params, token) => {
    try {
      if (token.isCancellationRequested) return cancelled();
      const result = await handler(params, token);
      return token.isCancellationRequested ? cancelled() : result;
    } catch (error) {
      if (error instanceof ResponseError) return error as ResponseError<E>;
      log.error(`${name}: ${describe(error)}`);
      return nothing;
    }
  };
}

/** The same for notifications, which have no answer. */
export function guardedNotification<P>(
  log: Log,
  name: string,
  handler: (params: P) => void | Promise<void>,
): (params: P) => Promise<void> {
  return async (params) => {
    try {
      await handler(params);
    } catch (error) {
      log.error(`${name}: ${describe(error)}`);
    }
  };
}

/** For messages nobody waits for: one that cannot be sent, because the editor is gone or does not know it, is no bug. */
export function quietly(sent: Promise<unknown>): void {
  sent.catch(() => undefined);
}

/** An error in one line: the message and the innermost place of the stack. */
export function describe(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const place = error.stack?.split('\n').find((line) => line.trimStart().startsWith('at '));
  return `${error.name}: ${error.message.replaceAll('\n', ' ')}${place ? ` (${place.trim()})` : ''}`;
}

function cancelled<E>(): ResponseError<E> {
  return new ResponseError<E>(LSPErrorCodes.RequestCancelled, 'cancelled');
}
