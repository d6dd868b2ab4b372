/** Names that nixpkgs has in a part of lib, but not directly below `lib` (lib/default.nix of nixpkgs, revision of June 2026). */
export const nestedOnly: Readonly<Record<string, ReadonlySet<string>>> = {
  lists: words('findFirstIndex commonPrefix'),
  attrsets: words('longestValidPathPrefix unionOfDisjoint cartesianProductOfSets'),
  strings: words(
    'storeDir escapeNixString escapeNixIdentifier isConvertibleWithToString normalizePath commonPrefixLength commonSuffixLength replicate',
  ),
  trivial: words('assertEachOneOf checkAssertWarn'),
  modules: words(
    'defaultOverridePriority defaultOrderPriority mkAliasAndWrapDefsWithPriority mkAliasIfDef importApply literalCode importJSON importTOML',
  ),
  filesystem: words('listFilesRecursive resolveDefaultNix locateDominatingFile haskellPathsInDir'),
};

function words(text: string): ReadonlySet<string> {
  return new Set(text.split(' '));
}
