import { CommanderError } from 'commander';
import { commandLine } from './commandLine.node.ts';
import { write } from './streams.node.ts';
import { UsageError } from './usageError.ts';

process.exitCode = run(process.argv.slice(2));

/** Runs the command line and gives its exit code: 0 clean, 1 problems, 2 usage or unreadable input. */
function run(args: readonly string[]): number {
  let exitCode = 0;
  const program = commandLine({
    print: (text) => write(1, text),
    warn,
    exit: (code) => {
      exitCode = code;
    },
    serve: () => {
      // The connection reads its way of talking from the arguments.
      if (!process.argv.includes('--stdio')) process.argv.push('--stdio');
      void import('../lsp/main.node.ts');
    },
  });
  // What commander writes itself: help that was asked for, and an error, which the error it throws says, too.
  for (const command of [program, ...program.commands])
    command.exitOverride().configureOutput({ writeOut: (text) => write(1, text), writeErr: () => undefined });
  try {
    program.parse([...args], { from: 'user' });
    return exitCode;
  } catch (error) {
    if (error instanceof CommanderError && error.exitCode === 0) return 0;
    warn(messageOf(error, args));
    return 2;
  }
}

function warn(message: string): void {
  write(2, `nixos-impermanence: ${message.split('\n', 1)[0]}\n`);
}

function messageOf(error: unknown, args: readonly string[]): string {
  if (error instanceof UsageError) return error.message;
  if (error instanceof CommanderError) return commanderMessage(error, args);
  if (error instanceof Error && 'syscall' in error) return error.message;
  return `internal error: ${String(error)}`;
}

function commanderMessage({ code, message }: CommanderError, args: readonly string[]): string {
  // Commander shows all of its help for these.
  if (code === 'commander.help')
    return `${args.length === 0 ? 'no command given' : `no command ${args.at(-1)}`}; --help lists them`;
  return message.replace(/^error: /, '').replaceAll('\n', ' ');
}
