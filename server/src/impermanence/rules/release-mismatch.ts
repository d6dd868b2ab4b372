import { compareReleases, isReleaseName } from '../knowledge/releases.ts';
import type { Model } from '../model/model.ts';
import {
  branchOf,
  howToMove,
  isMismatchIntended,
  moveTo,
  nixpkgsVersion,
  numberOf,
  unitsFailToBuild,
  usesHomeManager,
} from './homeManagerRelease.ts';
import page from './release-mismatch.md';
import type { Problem, Rule, RuleContext } from './rule.ts';

/** Home Manager is made for one release of nixpkgs and says so itself (home.enableNixpkgsReleaseCheck). */
export const releaseMismatch: Rule = {
  id: 'release-mismatch',
  severity: 'warning',
  title: 'Home Manager and nixpkgs are of different releases',
  page,
  source: 'W, #95',
  category: 'wiring',
  repair: 'preferred',
  *checkHost(model, context) {
    const { homeManager } = model.releases;
    const version = nixpkgsVersion(model);
    if (!homeManager.site || homeManager.release === undefined || !version) return;
    if (!usesHomeManager(model) || unitsFailToBuild(model) || isMismatchIntended(model)) return;
    if (version.by === 'stateVersion') yield* olderThanState(model, version.name, context);
    else if (!agree(model)) yield mismatch(model, version.name, context);
  },
};

/** Master goes with unstable; an unstable nixpkgs also with the release it is about to become. */
function agree(model: Model): boolean {
  const { homeManager, nixpkgs } = model.releases;
  if (homeManager.release === nixpkgs.release) return true;
  const numbers = [numberOf('home-manager', homeManager), numberOf('nixpkgs', nixpkgs)];
  return numbers[0] !== undefined && numbers[0] === numbers[1];
}

function mismatch(model: Model, nixpkgs: string, context: RuleContext): Problem {
  const { releases } = model;
  return {
    message: `Home Manager ${releases.homeManager.release} is used with nixpkgs ${nixpkgs}. They belong together by release; Home Manager warns of this at every build, and options and builds can break. Its branch for that nixpkgs is ${branchOf('home-manager', nixpkgs)}.${howToMove(releases.homeManager, nixpkgs)}`,
    at: { site: releases.homeManager.site ?? noSite() },
    related: releases.nixpkgs.site ? [{ at: { site: releases.nixpkgs.site }, message: `nixpkgs ${nixpkgs}` }] : [],
    fixes: [
      ...moveTo('home-manager', releases.homeManager, nixpkgs, context),
      ...moveTo('nixpkgs', releases.nixpkgs, releases.homeManager.release ?? '', context),
    ],
  };
}

/** A system's release is never older than its state version; that it is newer says nothing. */
function* olderThanState(model: Model, stateVersion: string, context: RuleContext): Iterable<Problem> {
  const { homeManager, stateVersion: stated } = model.releases;
  const release = homeManager.release ?? '';
  if (!isReleaseName(release) || !isReleaseName(stateVersion) || compareReleases(stateVersion, release) <= 0) return;
  yield {
    message: `system.stateVersion is ${stateVersion}, so nixpkgs is of that release at least, but Home Manager is ${release}.${howToMove(homeManager, stateVersion)}`,
    severity: 'info',
    at: { site: homeManager.site ?? noSite() },
    related: stated?.site ? [{ at: { site: stated.site }, message: `the state version ${stateVersion}` }] : [],
    fixes: moveTo('home-manager', homeManager, stateVersion, context),
  };
}

function noSite(): never {
  throw new Error('checked before');
}
