/** Names that nixpkgs has in a part of lib, but not directly below `lib` (lib/default.nix of nixpkgs, revision of June 2026). */
export const nestedOnly: Readonly<Record<string, ReadonlySet<string>>> = {
  lists: words('findFirstIndex commonPrefix'),
  attrsets: words('longestValidPathPrefix unionOfDisjoint cartesianProductOfSets'),
  strings: words(
    'storeDir escapeNixString escapeNixIdentifier isConvertibleWithToString normalizePath commonPrefixLength commonSuffixLength replicate charToInt sanitizeDerivationName',
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

/**
 * Names of `lib` in nixpkgs that this extension does not implement (the same revision), and those that only the flake
 * has. With those it does, they are all that `lib` may overwrite in another set.
 */
export const notImplemented: ReadonlySet<string> = new Set(
  `addContextFrom addDrvOutputDependencies addMetaAttrs appendContext appendToName applyModuleArgsIfFunction
   canCleanSource checkFlag checkReqs cleanSourceFilter closePropagation
   commitIdFromGitRepo condConcat defaultFunctor defaultMerge defaultMergeArg defaultTypeMerge
   derivations dischargeProperties dontDistribute evalOptionValue extendDerivation extendMkDerivation
   fakeHash fakeSha256 fakeSha512 fetchers filterOverrides fixMergeModules fixupOptionType flakeRefToString flakes
   foldArgs fullDepEntry getExe getExe' getLicenseFromSpdxId getLicenseFromSpdxIdOr getValue gvariant hiPrio
   hiPrioSet hydraJob imap inNixShell inPureEvalMode innerClosePropagation innerModifySumArgs
   isInOldestRelease kernel lazyDerivation lazyGenericClosure licenses licensesSpdx lowPrio lowPrioSet maintainers
   makeScope makeScopeWithSplicing makeScopeWithSplicing' mapCrossIndex mapDerivationAttrset
   maybeEnv mergeAttrBy mergeAttrByFunc mergeAttrsByFuncDefaults
   mergeAttrsByFuncDefaultsClean mergeAttrsNoOverride
   mergeDefinitions mergeModules mergeModules' mergeOptionDecls
   meta misc mkEUI64Suffix mkLuaInline modifySumArgs network nixType nixpkgsVersion noDepEntry
   oldestSupportedReleaseIsAtLeast optionAttrSetToDocList optionAttrSetToDocList' optionalDrvAttr
   overrideDerivation packEntry packagesFromDirectoryRecursive parseFlakeRef pathHasContext pathIsGitRepo platforms
   pushDownProperties renameCrossIndexFrom renameCrossIndexTo repoRevToName revOrTag runTests scrubOptionValue
   setName setPrio showOptionWithDefLocs sortProperties sourceTypes stringAfter
   stringsWithDeps systems teams testAllTrue textClosureList textClosureMap traceFnSeqN traceValSeqNFn
   unifyModuleSyntax uniqList uniqListExt unsafeDiscardOutputDependency updateName version warnOnInstantiate
   nixos nixosSystem`.split(/\s+/),
);

/** The same for names that only a part of `lib` has, by the part. */
export const notImplementedIn: Readonly<Record<string, ReadonlySet<string>>> = {
  debug: words('throwTestFailures'),
  fileset: words('fromSource gitTracked gitTrackedWith'),
  generators: words('mkDconfKeyValue toDconfINI toDhall toLua toPlist withRecursion'),
  modules: words("collectModules filterOverrides' mapDefinitionValue mergeAttrDefinitionsWithPrio"),
  options: words('renderOptionValue showDefs'),
  sources: words('filterSource shortRev sourceByGlobs trace urlToName'),
  strings: words(
    'elem elemAt escapeC filter floatToString genList head isAttrs isList levenshtein levenshteinAtMost tail',
  ),
  trivial: words('codeName concat isInt oldestSupportedRelease readFile release revisionWithDefault versionSuffix'),
};

/** Names of `lib.types` in nixpkgs that this extension does not implement (the same revision). */
export const notImplementedTypes: ReadonlySet<string> = words(
  'attrListWith defaultFunctor defaultTypeMerge json luaInline mergeTypes noCheckForDocsModule optionDeclaration optionDescriptionPhrase serializableValueWith toml',
);
