import type { CloseAction, ErrorAction, LanguageClientOptions } from 'vscode-languageclient';

// The library is loaded late, so its enumerations are only there as types.
const leaveIt: CloseAction.DoNotRestart = 1;
const goOn: ErrorAction.Continue = 1;

/**
 * Options of a client that has `crashed` called when its server ends unasked, and logs what that gives. The client
 * itself neither starts the server again nor shows anything. After `abandon` the end is expected.
 */
export function whenItEnds(crashed: () => string): {
  readonly options: LanguageClientOptions;
  abandon(): void;
} {
  let isExpected = false;
  return {
    options: {
      errorHandler: {
        closed: async () => {
          // First the client has to notice that a request it waits for, perhaps the very first, is never answered.
          await new Promise((resolve) => setTimeout(resolve, 0));
          return { action: leaveIt, handled: true, message: isExpected ? 'The server has ended.' : crashed() };
        },
        // A message that could not be sent or understood, or a bug in a worker, which goes on nevertheless.
        error: (reason) => ({
          action: goOn,
          handled: true,
          message: `The connection to the server fails: ${reason.message}`,
        }),
      },
      // Thrown, because the client would stop a server which is not there, or ask it again.
      initializationFailedHandler: (reason) => {
        throw reason;
      },
    },
    abandon() {
      isExpected = true;
    },
  };
}
