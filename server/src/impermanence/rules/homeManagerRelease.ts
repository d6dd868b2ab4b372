import { setBranch } from '../fixes/sourceUrl.ts';
import { compareReleases, turningPoints, versionOfMaster } from '../knowledge/releases.ts';
import { versionIn } from '../model/addresses.ts';
import type { Model, Release } from '../model/model.ts';
import { isPartOf } from '../model/persistenceModules.ts';
import { answer } from './options.ts';
import type { Fix, RuleContext } from './rule.ts';

/** What nixpkgs is at least, and whether the source itself says so or only a state version does. */
export interface NixpkgsVersion {
  readonly name: string;
  readonly by: 'source' | 'stateVersion';
}

/** The release of nixpkgs in use; without a source the system's state version, which is never newer than the release. */
export function nixpkgsVersion(model: Model): NixpkgsVersion | undefined {
  const { nixpkgs, stateVersion } = model.releases;
  if (nixpkgs.release !== undefined) return { name: nixpkgs.release, by: 'source' };
  return stateVersion && { name: stateVersion.value, by: 'stateVersion' };
}

/** "YY.MM" of a release, and of an unstable one by what its address says or the day it was locked; undefined where that is not known. */
export function numberOf(
  project: 'nixpkgs' | 'home-manager',
  { release, lastModified, url }: Release,
): string | undefined {
  if (release !== 'unstable') return release;
  const stated = project === 'nixpkgs' ? versionIn(url) : undefined;
  if (stated !== undefined) return stated;
  return lastModified === undefined ? undefined : versionOfMaster(project, lastModified);
}

/** Whether the host has anything to do with Home Manager; an input of the flake may be there for others. */
export function usesHomeManager(model: Model): boolean {
  const { configuration, host } = model;
  if (host.kind === 'home' || configuration.homes().size > 0) return true;
  const inputs = configuration.inputs();
  return configuration.modules.some(({ external }) => external && isPartOf('home-manager', external, inputs));
}

/** Whether somebody turned Home Manager's own check of the releases off: they know, and have their reasons. */
export function isMismatchIntended({ configuration }: Model): boolean {
  return [configuration, ...configuration.homes().values()].some((options) => {
    const check = answer(options, ['home', 'enableNixpkgsReleaseCheck']);
    return check.kind === 'known' && check.value.kind === 'boolean' && !check.value.value;
  });
}

/** Whether Home Manager's user units fail to build with this nixpkgs (impermanence issue 95). */
export function unitsFailToBuild(model: Model): boolean {
  return usesHomeManager(model) && quotesUnitNames(model.releases.homeManager) && quotesDestination(model);
}

/** release-21.11 never got the repair; master had the fault from June 2021 to April 2022. */
function quotesUnitNames({ release, lastModified }: Release): boolean {
  if (release === '21.11') return true;
  if (release !== 'unstable' && release !== undefined) return false;
  if (lastModified === undefined) return false;
  return (
    lastModified >= turningPoints.homeManagerQuotesUnits.time && lastModified < turningPoints.homeManagerUnitsFixed.time
  );
}

/** Whether writeTextFile quotes the name as well: nixpkgs 22.05 and later. */
function quotesDestination(model: Model): boolean {
  const { nixpkgs } = model.releases;
  if (nixpkgs.release === 'unstable') {
    return nixpkgs.lastModified === undefined || nixpkgs.lastModified >= turningPoints.writeTextFileQuotes.time;
  }
  const version = nixpkgsVersion(model);
  return version !== undefined && compareReleases(version.name, '22.05') >= 0;
}

/** Fixes that bring a source to the release given, by its URL or reference. A hash beside it has to be renewed by hand. */
export function moveTo(
  project: 'nixpkgs' | 'home-manager',
  source: Release,
  release: string,
  context: RuleContext,
): readonly Fix[] {
  const { site } = source;
  // Another branch would not be another: what is locked has to be locked anew. What a program pins it writes itself, and what an
  // input brings along stands in no flake.nix of ours.
  if (!site || source.pin || source.release === release || source.input?.includes('/')) return [];
  const branch = branchOf(project, release);
  const name = project === 'nixpkgs' ? 'nixpkgs' : 'Home Manager';
  const hashed = source.evidence === 'url' && !source.unpinned;
  return [
    {
      title: `Use ${name} ${branch}${hashed ? ' (its hash has to be renewed)' : ''}`,
      preferred: project === 'home-manager' && !hashed,
      edits: () => setBranch(context, site, branch, branches[project]),
    },
  ];
}

/** What to run where no edit of a Nix file makes Home Manager be of a release: a sentence to append, or nothing. */
export function howToMove({ release, pin, url, input, lastModified }: Release, wanted: string): string {
  const branch = branchOf('home-manager', wanted);
  if (pin) return ` ${commandOf(pin, url ?? '', branch)} gets it.`;
  const isBehind = release === wanted && lastModified !== undefined && input !== undefined;
  return isBehind ? ` “nix flake update ${input}” gets it.` : '';
}

function commandOf({ tool, name }: NonNullable<Release['pin']>, url: string, branch: string): string {
  const [, owner = 'nix-community', repo = 'home-manager'] = /github\.com\/([^/]+)\/([^/]+)/.exec(url) ?? [];
  switch (tool) {
    case 'npins':
      return `“npins add github ${owner} ${repo}${name === repo ? '' : ` --name ${name}`} --branch ${branch}”`;
    case 'niv':
      return `“niv update ${name} --branch ${branch}”`;
    case 'lon':
      return `“lon modify ${name} --branch ${branch}”`;
  }
}

/** A release as a sentence names it: one of the development branch by its day, as far as it is known. */
export function releaseText({ release, lastModified }: Release): string {
  if (release !== 'unstable') return release ?? 'of this revision';
  return lastModified === undefined ? 'unstable' : `unstable of ${dayOf(lastModified)}`;
}

function dayOf(seconds: number): string {
  return new Date(seconds * 1000).toISOString().slice(0, 10);
}

const branches = {
  nixpkgs: /\b(?:nixos|nixpkgs|release)-(?:\d\d\.\d\d(?:-small|-darwin)?|unstable(?:-small)?)\b(?!\.\d)/,
  'home-manager': /\brelease-\d\d\.\d\d\b|\bmaster\b/,
};

/** The branch of a project that is of a release. */
export function branchOf(project: 'nixpkgs' | 'home-manager', release: string): string {
  if (project === 'nixpkgs') return release === 'unstable' ? 'nixos-unstable' : `nixos-${release}`;
  return release === 'unstable' ? 'master' : `release-${release}`;
}
