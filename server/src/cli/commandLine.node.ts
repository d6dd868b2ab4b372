import { type Argument, Command, InvalidArgumentError, Option } from 'commander';
import manifest from '../../../package.json';
import { type CheckOptions, check } from './check.node.ts';
import { explainError, explainRule, listRules } from './explain.ts';
import { type FixOptions, fix } from './fix.node.ts';
import { severities } from './settings.ts';
import { type ShowOptions, show } from './show.node.ts';
import { readInput } from './streams.node.ts';

/** What the commands do with the world around them. */
export interface Surroundings {
  print(text: string): void;
  /** Says something beside the output; one line. */
  warn(text: string): void;
  exit(code: number): void;
  /** Serves an editor over standard input and output. */
  serve(): void;
}

/** The commands, their options, and what `--help` says of them. */
export function commandLine(surroundings: Surroundings): Command {
  const { print, serve } = surroundings;
  const program = new Command('nixos-impermanence')
    .description(manifest.description)
    .configureHelp({
      optionDescription: ({ description }) => description,
      argumentDescription: ({ description }) => description,
      subcommandTerm: (command) => [command.name(), ...command.registeredArguments.map(argumentTerm)].join(' '),
    })
    .usage('COMMAND [options]')
    .version(manifest.version, '-V, --version', 'show the version')
    .helpOption('-h, --help', 'show this help')
    .helpCommand('help [command]', 'show the help of a command')
    .addHelpText('after', exitCodes);
  addCheck(program, surroundings);
  addFix(program, print);
  program
    .command('show')
    .description('show what is persisted, from where to where, on which mount')
    .argument('[PATH]', 'a folder, taken as a project, or a single file; this folder unless given', '.')
    .addOption(only('--host', 'NAME', 'only this host'))
    .option('--json', 'as JSON')
    .addOption(several('--exclude', 'GLOB', 'never read what matches; may be given several times'))
    .action((given: string, options: ShowOptions) => print(show(given, options)));
  program
    .command('explain')
    .description('show the page of a rule, or what an error message means')
    .argument('<RULE>', 'the id of a rule, or - for an error message on standard input')
    .action((id: string) => print(id === '-' ? explainError(readInput()) : explainRule(id)));
  program
    .command('rules')
    .description('list the rules')
    .option('--json', 'as JSON')
    .action(({ json }: { json?: boolean }) => print(listRules(json === true)));
  program
    .command('lsp')
    .description('serve an editor by the language server protocol')
    .option('--stdio', 'over standard input and output (it knows no other way)')
    .action(serve);
  return program;
}

function addCheck(program: Command, { print, warn, exit }: Surroundings): void {
  const severity = [...severities, 'never'];
  program
    .command('check')
    .description('report what would not evaluate, not boot, or be lost')
    .argument('[PATH...]', paths)
    .addOption(only('--host', 'NAME', 'only problems of this host'))
    .addOption(choice('--format', 'FORMAT', ['pretty', 'json', 'sarif', 'github'], 'pretty', 'how to print'))
    .addOption(choice('--fail-on', 'SEVERITY', severity, 'error', 'exit with 1 from this severity on'))
    .addOption(ruleOption())
    .addOption(several('--only', 'ID', 'only this rule; may be given several times'))
    .addOption(several('--exclude', 'GLOB', 'never read what matches; may be given several times'))
    .addOption(only('--project', 'DIR', 'take each PATH as a part of the project in DIR; without PATH all of it'))
    .addHelpText('after', exitCodes)
    .action((given: readonly string[], options: CheckOptions) => {
      const { output, exitCode, defects } = check(given, options, manifest.version);
      print(output);
      for (const defect of defects) warn(`internal error: ${defect}`);
      exit(exitCode);
    });
}

function addFix(program: Command, print: Surroundings['print']): void {
  program
    .command('fix')
    .description('apply the preferred fixes until nothing changes, and show the diff')
    .argument('[PATH...]', paths)
    .addOption(several('--only', 'ID', 'only this rule; may be given several times'))
    .option('--dry-run', 'show the diff, write nothing')
    .addOption(ruleOption())
    .addOption(several('--exclude', 'GLOB', 'never read what matches; may be given several times'))
    .action((given: readonly string[], options: FixOptions) => print(fix(given, options)));
}

const exitCodes = `
Exit codes:
  0  clean
  1  problems at or above --fail-on
  2  wrong use, or input that cannot be read`;

const paths = 'folders, each taken as a project, or single files; this folder unless given';

function argumentTerm(argument: Argument): string {
  if (argument.required) return argument.name();
  return `[${argument.name()}${argument.variadic ? '…' : ''}]`;
}

function ruleOption(): Option {
  return several(
    '--rule',
    'ID=SEVERITY',
    'report a rule as error, warning, info or hint, or not at all with off; may be given several times',
  );
}

function only(flag: string, value: string, description: string): Option {
  return new Option(`${flag} <${value}>`, description);
}

function several(flag: string, value: string, description: string): Option {
  return new Option(`${flag} <${value}>`, description).argParser(collect).default([]);
}

function choice(
  flag: string,
  value: string,
  choices: readonly string[],
  standard: string,
  description: string,
): Option {
  const listed = `${choices.slice(0, -1).join(', ')} or ${choices.at(-1)}`;
  const option = new Option(`${flag} <${value}>`, `${description}: ${listed}; ${standard} unless given`);
  return option.choices(choices).default(standard);
}

function collect(value: string, before: readonly string[]): readonly string[] {
  if (value === '') throw new InvalidArgumentError('It must not be empty.');
  return [...before, value];
}
