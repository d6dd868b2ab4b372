/** Names that Nix binds without the prefix `builtins.` (Nix manual, "Built-in Functions" and "Constants"); all builtins are there as `__name` as well. */
export const globalNames: readonly string[] = [
  'abort',
  'baseNameOf',
  'break',
  'builtins',
  'derivation',
  'derivationStrict',
  'dirOf',
  'false',
  'fetchGit',
  'fetchMercurial',
  'fetchTarball',
  'fetchTree',
  'fromTOML',
  'import',
  'isNull',
  'map',
  'null',
  'placeholder',
  'removeAttrs',
  'scopedImport',
  'throw',
  'toString',
  'true',
];

const known: ReadonlySet<string> = new Set(globalNames);

/** Whether a name is bound by Nix itself, outside of all files. */
export function isGlobal(name: string): boolean {
  return name.startsWith('__') || known.has(name);
}
