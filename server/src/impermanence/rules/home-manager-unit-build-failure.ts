import page from './home-manager-unit-build-failure.md';
import { howToMove, moveTo, nixpkgsVersion, releaseText, unitsFailToBuild } from './homeManagerRelease.ts';
import type { Rule } from './rule.ts';

/** Issue 95: units of Home Manager 21.11 are written to a path with quotes in its name by the writeTextFile of 22.05. */
export const homeManagerUnitBuildFailure: Rule = {
  id: 'home-manager-unit-build-failure',
  severity: 'error',
  title: "Home Manager's user units cannot be built with this nixpkgs",
  page,
  source: 'W, #95',
  category: 'wiring',
  repair: 'preferred',
  *checkHost(model, context) {
    const { homeManager, nixpkgs, stateVersion } = model.releases;
    const version = nixpkgsVersion(model);
    if (!homeManager.site || !version || !unitsFailToBuild(model)) return;
    const other = nixpkgs.site ?? stateVersion?.site;
    const name = version.by === 'source' ? releaseText(nixpkgs) : version.name;
    yield {
      message: `Home Manager ${releaseText(homeManager)} is older than NixOS ${name}: its user units fail to build, “builder for '/nix/store/….service.drv' failed to produce output path for output 'out'”. Use the Home Manager of the same release.${howToMove(homeManager, version.name)} See https://github.com/nix-community/impermanence/issues/95.`,
      at: { site: homeManager.site },
      related: other ? [{ at: { site: other }, message: `NixOS ${name}` }] : [],
      fixes: moveTo('home-manager', homeManager, version.name, context),
    };
  },
};
