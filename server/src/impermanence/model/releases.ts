import type { Site } from '../../nix/eval/value.ts';
import type { Configuration, HomeConfiguration, ModuleReference } from '../../nix/modules/configuration.ts';
import type { LockedInput } from '../../nix/modules/lock.ts';
import type { ModuleVersion } from '../knowledge/options/optionFact.ts';
import { commitTime, type Era, eraAt, landmarks, v1Branch } from '../knowledge/revisions.ts';
import { textOf } from './defaults.ts';
import type { ImpermanenceRelease, Release, Releases, Sourced } from './model.ts';
import { statedNixpkgs } from './nixpkgsInUse.ts';
import { inputOrigin, isNamedAfterRelease, isOriginal, type Origin, originOf, releaseOfRef } from './origins.ts';
import { allModules, type Project, projectOrigin } from './persistenceModules.ts';

/** What to take where no source tells: a setting. */
export type AssumedEra = 'auto' | 'v1-late' | 'v2';

/** The releases of what a host is made of. */
export function findReleases(
  configuration: Configuration,
  inputs: ReadonlyMap<string, LockedInput>,
  assumed: AssumedEra,
): Releases {
  const modules = allModules(configuration);
  return {
    nixpkgs: nixpkgsRelease(configuration, inputs),
    homeManager: release(homeManagerOrigin(configuration, modules, inputs)),
    impermanence: impermanenceRelease(modules, inputs, assumed),
    stateVersion: versionAt(configuration, ['system', 'stateVersion']),
    homeStateVersions: homeStateVersions(configuration),
  };
}

/** The version of the impermanence module that the options of a host are those of; undefined between the eras. */
export function moduleVersion({
  era,
  lastModified,
}: Pick<ImpermanenceRelease, 'era' | 'lastModified'>): ModuleVersion | undefined {
  return era === undefined ? undefined : { era, lastModified };
}

/** The release of the impermanence module among the imports, else among the inputs, else what is assumed. */
export function impermanenceRelease(
  modules: readonly ModuleReference[],
  inputs: ReadonlyMap<string, LockedInput>,
  assumed: AssumedEra,
): ImpermanenceRelease {
  const origin = originOfProject('impermanence', modules, inputs);
  const lastModified = origin === undefined ? undefined : timeOf(origin);
  const era = origin === undefined ? undefined : eraOf(origin, lastModified);
  const tells =
    origin !== undefined && ((origin.rev ?? origin.ref ?? origin.lastModified) !== undefined || isFork(origin));
  return {
    ...release(origin),
    lastModified,
    era: tells ? era : assumed === 'auto' ? 'v2' : assumed,
    locked: origin?.locked === true || (tells && lastModified !== undefined),
  };
}

/** When the commit was made. Later than v1 the day of a fork's own commit says nothing of what it has of the module. */
function timeOf(origin: Origin): number | undefined {
  const { rev, lastModified } = origin;
  const known = rev === undefined ? undefined : commitTime(rev);
  if (!isFork(origin)) return lastModified ?? known;
  return known ?? (lastModified !== undefined && lastModified <= landmarks.lastV1.time ? lastModified : undefined);
}

function isFork(origin: Origin): boolean {
  return origin.owner !== undefined && !isOriginal(origin);
}

/**
 * A lock's date counts, then a revision, then the branch; the default branch is the present one, and so are commits on it that are
 * newer than those known here. What a fork has on its branches is not known.
 */
function eraOf(origin: Origin, lastModified: number | undefined): Era | undefined {
  const { ref, rev } = origin;
  if (lastModified !== undefined) return eraAt(lastModified);
  if (ref === v1Branch) return 'v1-late';
  if (isFork(origin) || (rev !== undefined && ref === undefined)) return undefined;
  return ref === undefined || ref === 'master' || ref === 'main' || ref === 'HEAD' ? 'v2' : undefined;
}

function originOfProject(
  project: Project,
  modules: readonly ModuleReference[],
  inputs: ReadonlyMap<string, LockedInput>,
): Origin | undefined {
  const imported = projectOrigin(project, modules, inputs);
  if (imported !== undefined) return imported;
  const input = inputs.get(project) ?? [...inputs.values()].find(({ repo }) => repo === project);
  return input === undefined ? undefined : inputOrigin(input, inputs);
}

/** A home that stands alone is made by a Home Manager, which is none of its imports. */
function homeManagerOrigin(
  { host }: Configuration,
  modules: readonly ModuleReference[],
  inputs: ReadonlyMap<string, LockedInput>,
): Origin | undefined {
  const made = host.homeManager && originOf(host.homeManager, inputs);
  return made ? { ...made, site: made.site ?? host.site } : originOfProject('home-manager', modules, inputs);
}

function nixpkgsRelease(configuration: Configuration, inputs: ReadonlyMap<string, LockedInput>): Release {
  const { nixpkgs, flake } = configuration.host;
  const told = flake === undefined && nixpkgs?.source.kind === 'searchPath' ? statedNixpkgs(configuration) : undefined;
  if (told !== undefined) return release(originOf(told.place, inputs), told.site);
  if (nixpkgs !== undefined) return release(originOf(nixpkgs, inputs));
  return release(onlyNixpkgs(inputs));
}

/** The nixpkgs of a flake that has one: of a host that says nothing of it, with several it is not known which. */
function onlyNixpkgs(inputs: ReadonlyMap<string, LockedInput>): Origin | undefined {
  const input = inputs.get('nixpkgs');
  const sources = [...inputs.values()]
    .map((each) => inputOrigin(each, inputs))
    .filter(({ repo }) => repo === 'nixpkgs');
  const isOne = new Set(sources.map(({ ref, rev, url }) => `${ref} ${rev} ${url}`)).size <= 1;
  return input === undefined || !isOne ? undefined : inputOrigin(input, inputs);
}

function release(origin: Origin | undefined, site?: Site | undefined): Release {
  return {
    release: origin === undefined ? undefined : releaseName(origin),
    evidence: origin?.evidence ?? 'none',
    url: origin?.url,
    ref: origin?.ref,
    rev: origin?.rev,
    lastModified: origin?.lastModified,
    input: origin?.input,
    site: origin?.site ?? site,
    unpinned: origin?.unpinned ?? false,
    pin: origin?.pin,
  };
}

/**
 * The release of a branch. Without one it is the default branch, unless that is not known or only the machine knows. What forks have on
 * theirs, or call master, is not known.
 */
function releaseName(origin: Origin): string | undefined {
  const { ref, evidence, branchUnknown } = origin;
  if (ref !== undefined) return isNamedAfterRelease(ref) || isOriginal(origin) ? releaseOfRef(ref) : undefined;
  if (branchUnknown || evidence === 'channel' || evidence === 'none') return undefined;
  return isOriginal(origin) ? 'unstable' : undefined;
}

function homeStateVersions(configuration: Configuration): ReadonlyMap<string, Sourced<string>> {
  const versions = new Map<string, Sourced<string>>();
  for (const [user, home] of configuration.homes()) {
    const version = versionAt(home, ['home', 'stateVersion']);
    if (version !== undefined) versions.set(user, version);
  }
  return versions;
}

function versionAt(source: Configuration | HomeConfiguration, path: readonly string[]): Sourced<string> | undefined {
  const value = textOf(source.lookup(path));
  if (value === undefined) return undefined;
  const definition = source.definitions(path).find(({ condition }) => condition === 'yes');
  return { value, site: definition?.valueSite };
}
