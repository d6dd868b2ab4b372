import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import oniguruma from 'vscode-oniguruma';
import textmate from 'vscode-textmate';

/** A piece of a line with its scopes, outermost first. Offsets are UTF-16 code units from the start of the text. */
export interface ScopedToken {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  readonly scopes: readonly string[];
}

/** Gives the tokens of a text, line breaks left out: VS Code never shows them to a grammar. */
export type Tokenizer = (text: string) => readonly ScopedToken[];

/** A tokenizer for Nix as VS Code runs it: our grammar with the injection for persistence. */
export function nixTokenizer(): Promise<Tokenizer> {
  return tokenizer('source.nix', ['persistence.injection.nix']);
}

/** A tokenizer for Markdown in which nothing but headings and the fences of Nix is known. */
export function markdownTokenizer(): Promise<Tokenizer> {
  return tokenizer('text.html.markdown', ['markdown.nix.codeblock']);
}

/** What a character belongs to, in the terms that grammar and lexer share. */
export type Role = 'code' | 'string' | 'comment' | 'path' | 'interpolation';

/** The role of the innermost construct of Nix; shell inside of a string is string. */
export function roleOf(scopes: readonly string[]): Role {
  for (const scope of scopes.toReversed()) {
    if (/^comment\..*\.nix$/.test(scope)) return 'comment';
    if (scope.startsWith('punctuation.definition.template-expression')) return 'interpolation';
    if (scope === 'meta.embedded.expression.nix') return 'code';
    if (/^string\.unquoted\.(?:s?path|uri)\.nix$/.test(scope)) return 'path';
    if (/^string\.quoted\..*\.nix$/.test(scope)) return 'string';
  }
  return 'code';
}

const files: Readonly<Record<string, string>> = {
  'source.nix': '../../syntaxes/nix.tmLanguage.json',
  'persistence.injection.nix': '../../syntaxes/persistence.injection.json',
  'markdown.nix.codeblock': '../../syntaxes/nix.markdown.injection.json',
};

const plainMarkdown = {
  scopeName: 'text.html.markdown',
  patterns: [{ match: '^#+ .*', name: 'heading.markdown' }],
  repository: {},
};

async function tokenizer(scopeName: string, injections: readonly string[]): Promise<Tokenizer> {
  const registry = new textmate.Registry({
    onigLib: engine(),
    loadGrammar: async (name) => readGrammar(name),
    getInjections: (name) => (name === scopeName ? [...injections] : []),
  });
  const grammar = await registry.loadGrammar(scopeName);
  if (grammar === null) throw new Error(`no grammar ${scopeName}`);
  return (text) => tokens(grammar, text);
}

async function engine(): Promise<textmate.IOnigLib> {
  const wasm = readFileSync(createRequire(import.meta.url).resolve('vscode-oniguruma/release/onig.wasm'));
  await oniguruma.loadWASM(wasm.buffer.slice(wasm.byteOffset, wasm.byteOffset + wasm.byteLength));
  return {
    createOnigScanner: (patterns) => new oniguruma.OnigScanner(patterns),
    createOnigString: (text) => new oniguruma.OnigString(text),
  };
}

function readGrammar(scopeName: string): textmate.IRawGrammar | null {
  if (scopeName === 'text.html.markdown') {
    return textmate.parseRawGrammar(JSON.stringify(plainMarkdown), 'markdown.json');
  }
  const file = files[scopeName];
  if (file === undefined) return null;
  return textmate.parseRawGrammar(readFileSync(new URL(file, import.meta.url), 'utf8'), file);
}

function tokens(grammar: textmate.IGrammar, text: string): readonly ScopedToken[] {
  const found: ScopedToken[] = [];
  let state = textmate.INITIAL;
  let offset = 0;
  for (const piece of text.split(/(\r\n|\r|\n)/)) {
    if (!/^[\r\n]/.test(piece)) {
      const line = grammar.tokenizeLine(piece, state);
      state = line.ruleStack;
      for (const { startIndex, endIndex, scopes } of line.tokens) {
        // The tokenizer counts the line break that it adds by itself.
        const end = Math.min(endIndex, piece.length);
        if (end > startIndex || piece.length === 0) {
          found.push({
            text: piece.slice(startIndex, end),
            start: offset + startIndex,
            end: offset + end,
            scopes: scopes.slice(1),
          });
        }
      }
    }
    offset += piece.length;
  }
  return found;
}
