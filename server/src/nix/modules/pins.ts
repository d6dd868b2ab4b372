import type { PathContent } from '../eval/sources.ts';
import type { Attr, AttrsValue, FilePath, Thunk, Value } from '../eval/value.ts';
import { lazy, ready, unknown } from '../eval/value.ts';
import { type Pin, type PinTool, readPins } from './pinFiles.ts';

/** A file that a pin tool writes: how it is called, the data beside it, and what its code cannot be without. */
interface GeneratedFile {
  readonly tool: PinTool;
  readonly name: RegExp;
  readonly data: string;
  readonly mark: RegExp;
}

const generatedFiles: readonly GeneratedFile[] = [
  { tool: 'npins', name: /\/default\.nix$/, data: 'sources.json', mark: /\bmkSource\b[\s\S]*\bdata\.pins\b/ },
  { tool: 'niv', name: /\/sources\.nix$/, data: 'sources.json', mark: /\bmkSources\b[\s\S]*\bfetch/ },
  { tool: 'lon', name: /\/lon\.nix$/, data: 'lon.lock', mark: /\bfetchSource\b[\s\S]*\block\.sources\b/ },
];

/** The file beside a generated one that holds the pins; undefined for files that are surely none of a pin tool. */
export function pinDataOf(path: FilePath): FilePath | undefined {
  const kind = generatedFiles.find(({ name }) => name.test(path));
  return kind && path.replace(/[^/]*$/, kind.data);
}

/**
 * The value of a file that npins, niv or lon generated, told from the data beside it: what the code does is known, and it asks for
 * environment variables that nobody knows. Undefined for all other files. `text` is that of the file; `read` looks up others.
 */
export function pinnedSources(
  path: FilePath,
  text: string,
  read: (path: FilePath) => PathContent | undefined,
): Value | undefined {
  const kind = generatedFiles.find(({ name }) => name.test(path));
  if (kind === undefined || !kind.mark.test(text)) return undefined;
  const value = sourcesIn(kind.tool, path.replace(/[^/]*$/, kind.data), read);
  return value?.kind === 'attrs' && takesArguments(kind.tool, text) ? callable(kind.tool, value, read) : value;
}

function sourcesIn(
  tool: PinTool,
  data: FilePath,
  read: (path: FilePath) => PathContent | undefined,
): Value | undefined {
  const content = read(data);
  if (content === undefined) return { kind: 'unknown', reason: `${data} was not read yet`, pending: true };
  const pins = content.kind === 'file' ? readPins(tool, content.file.text) : undefined;
  if (pins === undefined) return undefined;
  const entries = new Map<string, Attr>();
  for (const [name, pin] of pins) entries.set(name, { thunk: lazy(() => pinValue(name, pin, data)) });
  return { kind: 'attrs', entries, rest: unknown('this pin is not known') };
}

/** What the pin of a name gives: the path of what is fetched, with the data of the pin around it. */
function pinValue(name: string, { source: found, spec }: Pin, file: FilePath): Value {
  const source = { ...found, pin: found.pin && { ...found.pin, file } };
  const place = { source, attributes: [], subpath: '', imported: false };
  const path = unknown(`the pin \`${name}\` lies outside of the workspace`, undefined, place);
  if (spec === undefined) return path;
  const entries = new Map<string, Attr>([...spec, ['outPath', { thunk: ready(path) }]]);
  if (source.pin?.tool === 'npins') entries.set('__functor', { thunk: ready(constant({ kind: 'attrs', entries })) });
  return { kind: 'attrs', entries };
}

function takesArguments(tool: PinTool, text: string): boolean {
  return tool === 'niv' || /\b__functor\b/.test(text);
}

/** Sources that may be called with settings: `import ./npins { }`, `import ./nix/sources.nix { sourcesFile = …; }`. */
function callable(tool: PinTool, sources: AttrsValue, read: (path: FilePath) => PathContent | undefined): Value {
  const called = (argument: Thunk): Value => {
    const given = argument.force();
    if (given.kind !== 'attrs')
      return given.kind === 'failure' ? given : unknown('the settings of the pins are unknown');
    const file = (given.entries.get('input') ?? given.entries.get('sourcesFile'))?.thunk.force();
    if (file === undefined && given.rest === undefined && !given.entries.has('sources')) return sources;
    const other = file?.kind === 'path' ? sourcesIn(tool, file.path, read) : undefined;
    return other ?? unknown('the pins come from somewhere else');
  };
  const functor: Value = {
    kind: 'function',
    apply: () => ({ kind: 'function', apply: called }),
  };
  return { ...sources, entries: new Map([...sources.entries, ['__functor', { thunk: ready(functor) }]]) };
}

/** A functor whose calls change nothing that is known here: `sources.nixpkgs { inherit pkgs; }` fetches otherwise. */
function constant(value: Value): Value {
  return { kind: 'function', apply: () => ({ kind: 'function', apply: () => value }) };
}
