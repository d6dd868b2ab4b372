import { compareReleases, isReleaseName } from '../knowledge/releases.ts';
import type { Release, Sourced } from '../model/model.ts';
import page from './home-state-version-ahead.md';
import { numberOf } from './homeManagerRelease.ts';
import type { Problem, Rule } from './rule.ts';

/** A state version that the release in use does not know yet fails to evaluate. */
export const homeStateVersionAhead: Rule = {
  id: 'home-state-version-ahead',
  severity: 'error',
  title: 'A state version newer than the release in use',
  page,
  source: 'Home Manager',
  category: 'wiring',
  repair: 'none',
  *checkHost(model) {
    const { nixpkgs, homeManager, stateVersion, homeStateVersions } = model.releases;
    yield* ahead(stateVersion, 'system.stateVersion', 'NixOS', numberOf('nixpkgs', nixpkgs), nixpkgs);
    for (const version of homeStateVersions.values()) {
      yield* ahead(version, 'home.stateVersion', 'Home Manager', numberOf('home-manager', homeManager), homeManager);
    }
  },
};

function* ahead(
  version: Sourced<string> | undefined,
  option: string,
  project: string,
  release: string | undefined,
  { site }: Release,
): Iterable<Problem> {
  if (!version?.site || release === undefined || !isReleaseName(release) || !isReleaseName(version.value)) return;
  if (compareReleases(version.value, release) <= 0) return;
  yield {
    message: `${option} is ${version.value}, but ${project} in use is ${release}: it does not know that version and refuses to evaluate. State versions name the release of the installation and are not raised with upgrades.`,
    at: { site: version.site },
    related: site ? [{ at: { site }, message: `${project} ${release}` }] : [],
  };
}
