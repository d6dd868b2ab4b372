import { readFileSync, writeSync } from 'node:fs';
import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import manifest from '../../../package.json';
import { type CheckOptions, check } from './check.node.ts';
import { explainError, explainRule, listRules } from './explain.ts';
import { type FixOptions, fix } from './fix.node.ts';
import { severities } from './settings.ts';
import { type ShowOptions, show } from './show.node.ts';
import { UsageError } from './usageError.ts';

process.exitCode = run(process.argv.slice(2));

/** Runs the command line and gives its exit code: 0 clean, 1 problems, 2 usage or unreadable input. */
function run(args: readonly string[]): number {
  let exitCode = 0;
  const program = commandLine((code) => {
    exitCode = code;
  });
  try {
    program.parse([...args], { from: 'user' });
    return exitCode;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    const message = error instanceof UsageError ? error.message : `internal error: ${String(error)}`;
    print(2, `nixos-impermanence: ${message.split('\n', 1)[0]}\n`);
    return 2;
  }
}

function commandLine(exit: (code: number) => void): Command {
  const program = new Command('nixos-impermanence')
    .description(manifest.description)
    .version(manifest.version)
    .exitOverride()
    .configureOutput({ writeErr: (text) => print(2, oneLine(text)) })
    .showHelpAfterError(false);
  program
    .command('check')
    .description('report what would not evaluate, not boot, or be lost')
    .argument('[path...]', 'folders (projects) or single files', ['.'])
    .option('--host <name>', 'only this host')
    .addOption(
      new Option('--format <format>', 'how to print').choices(['pretty', 'json', 'sarif', 'github']).default('pretty'),
    )
    .addOption(
      new Option('--fail-on <severity>', 'exit with 1 from this severity on')
        .choices([...severities, 'never'])
        .default('error'),
    )
    .option('--rule <id=severity>', 'severity of a rule: off, hint, info, warning, error', collect, [])
    .option('--only <id>', 'only this rule', collect, [])
    .option('--exclude <glob>', 'never read what matches', collect, [])
    .option('--project <dir>', 'take the files as parts of the project in DIR')
    .action((paths: readonly string[], options: CheckOptions) => {
      const { output, exitCode } = check(paths, options, manifest.version);
      print(1, output);
      exit(exitCode);
    });
  program
    .command('fix')
    .description('apply the preferred fixes until nothing changes, and show the diff')
    .argument('[path...]', 'folders (projects) or single files', ['.'])
    .option('--only <id>', 'only this rule', collect, [])
    .option('--dry-run', 'show the diff, write nothing')
    .option('--rule <id=severity>', 'severity of a rule: off, hint, info, warning, error', collect, [])
    .option('--exclude <glob>', 'never read what matches', collect, [])
    .action((paths: readonly string[], options: FixOptions) => print(1, fix(paths, options)));
  program
    .command('show')
    .description('show what is persisted, from where to where, on which mount')
    .argument('[path]', 'a folder or a single file', '.')
    .option('--host <name>', 'only this host')
    .option('--json', 'as JSON')
    .option('--exclude <glob>', 'never read what matches', collect, [])
    .action((given: string, options: ShowOptions) => print(1, show(given, options)));
  program
    .command('explain')
    .description('show the page of a rule, or what an error message means')
    .argument('<rule>', 'the id of a rule, or - for an error message on standard input')
    .action((id: string) => print(1, id === '-' ? explainError(readFileSync(0, 'utf8')) : explainRule(id)));
  program
    .command('lsp')
    .description('serve an editor by the language server protocol')
    .option('--stdio', 'over standard input and output (the default)')
    .action(() => {
      // The connection reads its way of talking from the arguments.
      if (!process.argv.includes('--stdio')) process.argv.push('--stdio');
      void import('../lsp/main.node.ts');
    });
  program
    .command('rules')
    .description('list the rules')
    .option('--json', 'as JSON')
    .action(({ json }: { json?: boolean }) => print(1, listRules(json === true)));
  return program;
}

function collect(value: string, before: readonly string[]): readonly string[] {
  if (value === '') throw new InvalidArgumentError('must not be empty');
  return [...before, value];
}

/** Commander's own messages as one line with the program's name. */
function oneLine(text: string): string {
  return `nixos-impermanence: ${text
    .trim()
    .replace(/^error: /, '')
    .replaceAll('\n', ' ')}\n`;
}

/** Writes all of the text before the process may end, also into a pipe whose reader is slow; a reader that went away is no error. */
function print(descriptor: 1 | 2, text: string): void {
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length; ) {
    try {
      at += writeSync(descriptor, bytes, at);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === 'EPIPE') return;
      if (code !== 'EAGAIN') throw error;
    }
  }
}
