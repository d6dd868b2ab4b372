import type { FilePath, Site } from '../../nix/eval/value.ts';
import type { SyntaxTree } from '../../nix/syntax/tree.ts';
import type { Fix, Problem, Rule } from './rule.ts';
import page from './syntax-error.md';

/** What real Nix refuses to parse. */
export const syntaxError: Rule = {
  id: 'syntax-error',
  severity: 'error',
  title: 'Nix cannot parse this',
  page,
  source: 'Nix',
  category: 'text',
  repair: 'preferred',
  *checkFile(path, context) {
    const content = context.sources.at(path);
    if (content?.kind !== 'file') return;
    const { nix } = content.file;
    if (nix === undefined) return;
    const { text } = content.file;
    for (const error of nix.errors) yield isByteOrderMark(error, text) ? byteOrderMark(path) : problem(path, error);
    // In a text that does not parse yet, a name without a binding is most likely half a word.
    if (nix.errors.length === 0) for (const { name, site } of nix.summary.unbound) yield unboundVariable(name, site);
  },
};

function isByteOrderMark({ span }: ParseError, text: string): boolean {
  return span.start === 0 && span.end > 0 && text.startsWith('\uFEFF');
}

/** It is not to be seen in an editor, so “unexpected character” would help nobody. */
function byteOrderMark(file: FilePath): Problem {
  const span = { start: 0, end: 1 };
  return {
    message: 'The file begins with a byte order mark, which Nix does not understand. Save it as UTF-8 without one.',
    at: { file, span },
    fixes: [{ title: 'Remove the byte order mark', preferred: true, edits: () => [{ file, span, text: '' }] }],
  };
}

/** Nix binds variables when it parses: a name that no `let`, argument or `with` can give is refused with the whole file. */
function unboundVariable(name: string, site: Site): Problem {
  const argument = moduleArguments.has(name) ? ` Add it to the arguments of the module: { ${name}, ... }:` : '';
  return { message: `undefined variable '${name}'.${argument}`, at: { site } };
}

const moduleArguments: ReadonlySet<string> = new Set(['config', 'lib', 'options', 'pkgs', 'modulesPath', 'inputs']);

type ParseError = SyntaxTree['errors'][number];

function problem(file: FilePath, error: ParseError): Problem {
  return {
    // Editors show messages as plain text.
    message: error.message.replace(/`([^`]+)`/g, '“$1”'),
    at: { file, span: error.span },
    related: error.related ? [{ at: { file, span: error.related }, message: counterpart(error) }] : [],
    fixes: fixes(file, error),
  };
}

function counterpart({ code }: ParseError): string {
  return code === 'duplicate-attribute' || code === 'duplicate-formal' ? 'the first one' : 'opened here';
}

function fixes(file: FilePath, { fix }: ParseError): readonly Fix[] {
  if (!fix) return [];
  const title = fix.text === '' ? 'Remove it' : `Insert ${fix.text.trim()}`;
  return [{ title, preferred: true, edits: () => [{ file, ...fix }] }];
}
