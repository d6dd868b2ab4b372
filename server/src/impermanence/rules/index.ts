import { absolutePathInHome } from './absolute-path-in-home.ts';
import { bindSourceOnEphemeral } from './bind-source-on-ephemeral.ts';
import { bootNotOnDisk } from './boot-not-on-disk.ts';
import { brokenModuleRevision } from './broken-module-revision.ts';
import { coveredEntry } from './covered-entry.ts';
import { deadEntry } from './dead-entry.ts';
import { dotSegment } from './dot-segment.ts';
import { duplicateEntry } from './duplicate-entry.ts';
import { dynamicUserPath } from './dynamic-user-path.ts';
import { etcOverlayReadOnly } from './etc-overlay-read-only.ts';
import { evaluationError } from './evaluation-error.ts';
import { exampleLeftIn } from './example-left-in.ts';
import { fileAndDirectory } from './file-and-directory.ts';
import { fileInsideDirectory } from './file-inside-directory.ts';
import { fuseAllowOther } from './fuse-allow-other.ts';
import { fuseAllowOtherNeedless } from './fuse-allow-other-needless.ts';
import { fuseAllowOtherUnset } from './fuse-allow-other-unset.ts';
import { generatedFile } from './generated-file.ts';
import { homeAlreadyPersistent } from './home-already-persistent.ts';
import { homeManagerFollows } from './home-manager-follows.ts';
import { homeManagerUnitBuildFailure } from './home-manager-unit-build-failure.ts';
import { homeModuleImported } from './home-module-imported.ts';
import { homeModuleInNixos } from './home-module-in-nixos.ts';
import { homeModuleMissing } from './home-module-missing.ts';
import { homePathInSystem } from './home-path-in-system.ts';
import { homeStateVersionAhead } from './home-state-version-ahead.ts';
import { homeTmpfsNotSeparate } from './home-tmpfs-not-separate.ts';
import { homeTmpfsWorldWritable } from './home-tmpfs-world-writable.ts';
import { hostKeyHalf } from './host-key-half.ts';
import { hostKeysNotStable } from './host-keys-not-stable.ts';
import { importCycle } from './import-cycle.ts';
import { invalidLock } from './invalid-lock.ts';
import { invalidMode } from './invalid-mode.ts';
import { invalidSetting } from './invalid-setting.ts';
import { literalGlob } from './literal-glob.ts';
import { logsNotPersisted } from './logs-not-persisted.ts';
import { machineIdNotStable } from './machine-id-not-stable.ts';
import { managedFileInDirectory } from './managed-file-in-directory.ts';
import { manualBindMount } from './manual-bind-mount.ts';
import { missingImport } from './missing-import.ts';
import { missingPath } from './missing-path.ts';
import { moduleNotImported } from './module-not-imported.ts';
import { moduleTooOldForMachineId } from './module-too-old-for-machine-id.ts';
import { mountFlagOnly } from './mount-flag-only.ts';
import { mountNotNeededForBoot } from './mount-not-needed-for-boot.ts';
import { nixNotOnDisk } from './nix-not-on-disk.ts';
import { ownerMismatch } from './owner-mismatch.ts';
import { passwordFileTooLate } from './password-file-too-late.ts';
import { passwordLost } from './password-lost.ts';
import { placeholderDevice } from './placeholder-device.ts';
import { placeholderUser } from './placeholder-user.ts';
import { prefixDirectory } from './prefix-directory.ts';
import { privateDirectoryMode } from './private-directory-mode.ts';
import { privateStateParent } from './private-state-parent.ts';
import { relativePathInSystem } from './relative-path-in-system.ts';
import { releaseMismatch } from './release-mismatch.ts';
import { removedOption } from './removed-option.ts';
import { replacedByRename } from './replaced-by-rename.ts';
import { rootNotEphemeral } from './root-not-ephemeral.ts';
import { rootTmpfsMode } from './root-tmpfs-mode.ts';
import type { Rule } from './rule.ts';
import { secretKeyTooLate } from './secret-key-too-late.ts';
import { standaloneHomeManager } from './standalone-home-manager.ts';
import { stateNotPersisted } from './state-not-persisted.ts';
import { storeNameContainsHome } from './store-name-contains-home.ts';
import { storeNotAbsolute } from './store-not-absolute.ts';
import { storeNotNeededForBoot } from './store-not-needed-for-boot.ts';
import { storeOnEphemeral } from './store-on-ephemeral.ts';
import { storeParentNotNeededForBoot } from './store-parent-not-needed-for-boot.ts';
import { syntaxError } from './syntax-error.ts';
import { tmpfsSize } from './tmpfs-size.ts';
import { trashAcrossMounts } from './trash-across-mounts.ts';
import { uidsNotStable } from './uids-not-stable.ts';
import { undeclaredUser } from './undeclared-user.ts';
import { unknownOption } from './unknown-option.ts';
import { unknownRule } from './unknown-rule.ts';
import { unpersistablePath } from './unpersistable-path.ts';
import { unpinnedTarball } from './unpinned-tarball.ts';
import { userHomeMismatch } from './user-home-mismatch.ts';
import { wipeBeforeResume } from './wipe-before-resume.ts';
import { wipeScriptIgnored } from './wipe-script-ignored.ts';
import { wrongType } from './wrong-type.ts';

/** Every rule, by category. A new rule is one line here. */
export const rules: readonly Rule[] = [
  // layout
  homeTmpfsNotSeparate,
  homeAlreadyPersistent,
  homeTmpfsWorldWritable,
  rootTmpfsMode,
  tmpfsSize,
  nixNotOnDisk,
  bootNotOnDisk,
  placeholderDevice,
  placeholderUser,
  rootNotEphemeral,
  storeOnEphemeral,
  storeNotNeededForBoot,
  storeParentNotNeededForBoot,
  mountNotNeededForBoot,
  mountFlagOnly,
  manualBindMount,
  bindSourceOnEphemeral,
  // wiring
  moduleNotImported,
  homeModuleMissing,
  homeModuleImported,
  homeModuleInNixos,
  standaloneHomeManager,
  unpinnedTarball,
  homeManagerUnitBuildFailure,
  releaseMismatch,
  homeStateVersionAhead,
  homeManagerFollows,
  brokenModuleRevision,
  moduleTooOldForMachineId,
  fuseAllowOther,
  fuseAllowOtherNeedless,
  fuseAllowOtherUnset,
  // options
  unknownOption,
  removedOption,
  prefixDirectory,
  storeNameContainsHome,
  wrongType,
  invalidMode,
  missingPath,
  storeNotAbsolute,
  userHomeMismatch,
  undeclaredUser,
  // entries
  duplicateEntry,
  fileAndDirectory,
  fileInsideDirectory,
  coveredEntry,
  absolutePathInHome,
  relativePathInSystem,
  homePathInSystem,
  unpersistablePath,
  literalGlob,
  dotSegment,
  generatedFile,
  replacedByRename,
  privateDirectoryMode,
  privateStateParent,
  dynamicUserPath,
  ownerMismatch,
  managedFileInDirectory,
  trashAcrossMounts,
  exampleLeftIn,
  // loss
  stateNotPersisted,
  uidsNotStable,
  machineIdNotStable,
  logsNotPersisted,
  hostKeysNotStable,
  hostKeyHalf,
  passwordLost,
  passwordFileTooLate,
  secretKeyTooLate,
  wipeScriptIgnored,
  wipeBeforeResume,
  etcOverlayReadOnly,
  deadEntry,
  // text
  syntaxError,
  missingImport,
  importCycle,
  evaluationError,
  invalidLock,
  invalidSetting,
  unknownRule,
];
