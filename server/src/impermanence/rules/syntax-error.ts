import type { FilePath } from '../../nix/eval/value.ts';
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
    for (const error of content.file.nix?.tree.errors ?? []) yield problem(path, error);
  },
};

type ParseError = SyntaxTree['errors'][number];

function problem(file: FilePath, error: ParseError): Problem {
  return {
    message: error.message,
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
