import type { Site, Value } from '../../nix/eval/value.ts';
import type { ModuleReference } from '../../nix/modules/configuration.ts';
import { replaceName } from '../fixes/definitions.ts';
import { insertOption } from '../fixes/modules.ts';
import { attributeName } from '../fixes/text.ts';
import { modulesWithUsers } from '../knowledge/implicitServices.ts';
import { isPlaceholderUser } from '../knowledge/placeholders.ts';
import { stateFacts } from '../knowledge/state/index.ts';
import type { Model } from '../model/model.ts';
import { originOf } from '../model/origins.ts';
import { nearest } from './nearest.ts';
import type { Fix, Rule, RuleContext } from './rule.ts';
import { definitionsIn, usersIn } from './storeOptions.ts';
import page from './undeclared-user.md';

/** The module looks the user up in users.users and fails with nothing but `attribute 'ghost' missing`. */
export const undeclaredUser: Rule = {
  id: 'undeclared-user',
  severity: 'error',
  title: 'Entries for a user that does not exist',
  page,
  source: 'M',
  category: 'options',
  repair: 'preferred',
  *checkHost(model, context) {
    if (model.open || model.configuration.modules.some((module) => mayDeclareUsers(module, context))) return;
    if (model.configuration.definitions(['users', 'users']).some(({ value }) => mayHoldOthers(value.force()))) return;
    const declared = model.users
      .filter(({ name, site }) => site !== undefined || name === 'root')
      .map(({ name }) => name);
    for (const store of model.stores) {
      if (store.enable !== true || store.condition !== 'yes') continue;
      for (const user of usersIn(model, store)) {
        const site = definitionsIn(model, store, 'users', user)[0]?.nameSite;
        // Another rule says of a placeholder that it is one, and offers the users there are.
        if (!site || declared.includes(user) || isPlaceholderUser(user) || declaredByNixpkgs(model, user)) continue;
        yield {
          message: `No module declares users.users.${user}: the evaluation fails with “attribute '${user}' missing”.`,
          at: { site },
          fixes: fixes(model, user, nearest(user, declared), site, context),
        };
      }
    }
  },
};

function mayDeclareUsers({ external }: ModuleReference, { inputs }: RuleContext): boolean {
  const repo = external && originOf(external, inputs)?.repo;
  return repo !== undefined && modulesWithUsers.has(repo.toLowerCase());
}

/** Whether a definition of users may have names that are not known, or fails before they are asked for. */
function mayHoldOthers(users: Value): boolean {
  return (
    users.kind === 'unknown' ||
    users.kind === 'failure' ||
    (users.kind === 'attrs' && (users.rest ?? users.loose) !== undefined)
  );
}

/** nixpkgs declares a user for many services; those have a name of a service mostly, and no entries in a home usually. */
function declaredByNixpkgs(model: Model, user: string): boolean {
  const services = model.configuration.lookup(['services']);
  if (user === 'nobody' || (services.kind === 'attrs' && services.entries.has(user))) return true;
  if (stateFacts.some(({ paths }) => paths.some((place) => place.user === user))) return true;
  return user === 'nixos' && model.configuration.modules.some(isInstaller);
}

/** The profiles of installation media, which have a user of their own. */
function isInstaller({ external }: ModuleReference): boolean {
  return (
    external?.source.kind === 'nixpkgs' && /\/(?:installer\/|profiles\/installation-device)/.test(external.subpath)
  );
}

function fixes(
  model: Model,
  user: string,
  meant: string | undefined,
  site: Site,
  context: RuleContext,
): readonly Fix[] {
  const declare: Fix = {
    title: `Declare users.users.${user}`,
    preferred: meant === undefined,
    edits: () => insertOption(context, model, ['users', 'users', user, 'isNormalUser'], 'true', site),
  };
  if (meant === undefined) return [declare];
  return [
    { title: `Write ${meant}`, preferred: true, edits: () => replaceName(context, site, attributeName(meant)) },
    declare,
  ];
}
