/**
 * Sets of flakes from outside of which all names are known: joined with others (`lib // inputs.x.lib`) they leave those
 * known. What stands under the names is not known.
 */
export const wholeLibraries: Readonly<Record<string, readonly string[]>> = {
  // hercules-ci/flake-parts, lib.nix
  'flake-parts': names(
    `attrsWith defaultModule evalFlakeModule importAndPublish importApply memoizeStr mkAliasOptionModule
     mkDeferredModuleOption mkDeferredModuleType mkFlake mkPerSystemOption mkPerSystemType mkSubmoduleOptions
     mkTransposedPerSystemModule`,
  ),
  // NotAShelf/nvf, flake.nix
  nvf: names('neovimConfiguration nvim'),
};

function names(text: string): readonly string[] {
  return text.split(/\s+/);
}
