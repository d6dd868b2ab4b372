import { readFileSync } from 'node:fs';

/** A snippet as the extension ships it. */
export interface Snippet {
  readonly title: string;
  readonly prefixes: readonly string[];
  readonly description: string;
  /** The body in the syntax of snippets, lines joined. */
  readonly body: string;
}

/** All snippets of `snippets/nix.json` in their order. Throws where the file is not what VS Code reads. */
export function readSnippets(): readonly Snippet[] {
  const file: Readonly<Record<string, RawSnippet>> = JSON.parse(
    readFileSync(new URL('../../snippets/nix.json', import.meta.url), 'utf8'),
  );
  return Object.entries(file).map(([title, { prefix, description, body }]) => ({
    title,
    prefixes: typeof prefix === 'string' ? [prefix] : prefix,
    description,
    body: body.join('\n'),
  }));
}

/**
 * The text that stands in the editor when a snippet was inserted and nothing typed: each tab stop replaced by its
 * default, the first of its choices, or nothing. A stop without a default repeats that of the same number.
 * Throws on a body that VS Code would insert otherwise than meant: an unclosed stop, or a `$` that is no stop and not escaped.
 */
export function expandSnippet(body: string): string {
  const defaults = new Map<string, string>();
  // Once to learn the defaults, once more to repeat those that come behind their first use.
  expand(body, defaults);
  return expand(body, defaults);
}

/** The numbers of the tab stops in a body, each once, in the order of first use. */
export function tabStops(body: string): readonly string[] {
  const numbers = [...body.matchAll(/\\.|\$\{?(\d+)/g)].flatMap(([, number]) => (number === undefined ? [] : [number]));
  return [...new Set(numbers)];
}

/** A whole file of Nix in which the expanded snippet stands where its prefix says it belongs. */
export function placeSnippet(snippet: Snippet): string {
  const text = expandSnippet(snippet.body);
  switch (placeOf(snippet)) {
    case 'file':
    case 'configuration':
      return text;
    case 'directories':
      return module(`environment.persistence."/persist".directories = [\n${text}\n];`);
    case 'userDirectories':
      return module(`environment.persistence."/persist".users.alice.directories = [\n${text}\n];`);
    case 'files':
      return module(`environment.persistence."/persist".files = [\n${text}\n];`);
    case 'inputs':
      return `{\ninputs = {\n${text}\n};\noutputs = { ... }: { };\n}\n`;
    case 'modules':
      return `{\noutputs = { nixpkgs, home-manager, impermanence, ... }: {\nnixosConfigurations.box = nixpkgs.lib.nixosSystem {\nmodules = [\n${text}\n];\n};\n};\n}\n`;
    case 'module':
    case 'homeModule':
      return module(text);
  }
}

/** Where a snippet belongs: a whole flake.nix or configuration.nix, an item of a list, flake inputs, or the bindings of a module of NixOS or Home Manager. */
export type Place =
  | 'file'
  | 'configuration'
  | 'directories'
  | 'userDirectories'
  | 'files'
  | 'inputs'
  | 'modules'
  | 'module'
  | 'homeModule';

/** The place that the first prefix of a snippet stands for. */
export function placeOf({ prefixes }: Snippet): Place {
  const prefix = prefixes[0] ?? '';
  if (prefix === 'imp-flake') return 'file';
  if (prefix.startsWith('imp-configuration-')) return 'configuration';
  if (prefix.startsWith('imp-flake-input')) return 'inputs';
  if (prefix.startsWith('imp-flake-')) return 'modules';
  if (prefix.startsWith('imp-entry-file')) return 'files';
  if (prefix === 'imp-entry-private') return 'userDirectories';
  if (prefix.startsWith('imp-entry-')) return 'directories';
  if (prefix === 'imp-home-store' || prefix === 'imp-home-kde') return 'homeModule';
  return 'module';
}

interface RawSnippet {
  readonly prefix: string | readonly string[];
  readonly description: string;
  readonly body: readonly string[];
}

function module(bindings: string): string {
  return `{ config, lib, pkgs, ... }:\n{\n${bindings}\n}\n`;
}

const escapedCharacter = /^\\([$}\\])/;
const plainStop = /^\$(\d+)/;
const choiceStop = /^\$\{(\d+)\|([^|]*)\|\}/;
const openStop = /^\$\{(\d+)(:|(?=\}))/;

/** What is left of a body, and the defaults seen so far by number of the stop. */
interface Reading {
  rest: string;
  readonly defaults: Map<string, string>;
}

function expand(body: string, defaults: Map<string, string>): string {
  const reading = { rest: body, defaults };
  let text = '';
  while (reading.rest !== '') text += expandNext(reading);
  return text;
}

function expandNext(reading: Reading): string {
  const escaped = take(reading, escapedCharacter);
  if (escaped) return escaped[1] ?? '';
  const plain = take(reading, plainStop);
  if (plain) return reading.defaults.get(plain[1] ?? '') ?? '';
  const choice = take(reading, choiceStop);
  if (choice) return remember(reading, choice[1] ?? '', choice[2]?.split(',')[0] ?? '');
  const open = take(reading, openStop);
  if (open) return remember(reading, open[1] ?? '', expandToBrace(reading));
  if (reading.rest.startsWith('$')) throw new Error(`a dollar is not escaped before ${reading.rest.slice(0, 20)}`);
  return take(reading, /^[\s\S]/)?.[0] ?? '';
}

function expandToBrace(reading: Reading): string {
  let text = '';
  while (!take(reading, /^\}/)) {
    if (reading.rest === '') throw new Error(`a tab stop is not closed behind ${text}`);
    text += expandNext(reading);
  }
  return text;
}

function take(reading: Reading, pattern: RegExp): RegExpExecArray | null {
  const match = pattern.exec(reading.rest);
  if (match) reading.rest = reading.rest.slice(match[0].length);
  return match;
}

function remember({ defaults }: Reading, number: string, text: string): string {
  if (text !== '' || !defaults.has(number)) defaults.set(number, text);
  return defaults.get(number) ?? '';
}
