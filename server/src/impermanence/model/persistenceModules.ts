import type { External } from '../../nix/eval/value.ts';
import type { Configuration, ModuleReference } from '../../nix/modules/configuration.ts';
import type { LockedInput } from '../../nix/modules/lock.ts';
import type { PersistenceModule } from './model.ts';
import { type Origin, originOf } from './origins.ts';

/** A project whose modules are looked for among the imports. */
export type Project = 'impermanence' | 'home-manager';

/** All modules of a configuration, those of its Home Manager users included. */
export function allModules(configuration: Configuration): readonly ModuleReference[] {
  const references = new Set(configuration.modules);
  for (const home of configuration.homes().values()) for (const reference of home.modules) references.add(reference);
  return [...references];
}

/** The imports of the impermanence module, by what they import and how. */
export function findPersistenceModules(
  modules: readonly ModuleReference[],
  inputs: ReadonlyMap<string, LockedInput>,
): readonly PersistenceModule[] {
  return modules.flatMap((reference) => {
    const { external } = reference;
    if (external === undefined || !isPartOf('impermanence', external, inputs)) return [];
    return {
      kind: kindOf(external),
      by: external.attributes.length > 0 ? 'output' : 'path',
      scope: reference.scope,
      user: reference.user,
      reference,
    } satisfies PersistenceModule;
  });
}

function kindOf({ attributes, subpath }: External): PersistenceModule['kind'] {
  const isHome = attributes.some((name) => /^(homeManagerModules?|homeModules?|home-manager)$/.test(name));
  return isHome || /\/home-manager\.nix$/.test(subpath) ? 'home-manager' : 'nixos';
}

/** The origin of the first import (or input) of a project. */
export function projectOrigin(
  project: Project,
  modules: readonly ModuleReference[],
  inputs: ReadonlyMap<string, LockedInput>,
): Origin | undefined {
  for (const { external, site } of modules) {
    if (external === undefined || !isPartOf(project, external, inputs)) continue;
    const origin = originOf(external, inputs);
    // What a program pins stands in no Nix file but where it is used.
    return origin && { ...origin, site: origin.site ?? site };
  }
  return undefined;
}

/** Whether something outside belongs to a project: by the repository it comes from, or by the name it is called by. */
export function isPartOf(project: Project, external: External, inputs: ReadonlyMap<string, LockedInput>): boolean {
  const origin = originOf(external, inputs);
  if (origin === undefined) return false;
  if (origin.repo !== undefined) return origin.repo.toLowerCase() === project;
  const { source } = external;
  return source.kind === 'input' ? source.name === project : (origin.url ?? '').includes(`/${project}`);
}
