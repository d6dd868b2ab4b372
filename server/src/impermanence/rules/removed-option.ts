import type { Definition } from '../../nix/modules/configuration.ts';
import { all } from '../fixes/combine.ts';
import { removeDefinition } from '../fixes/definitions.ts';
import { removeField } from '../fixes/entries.ts';
import type { Model, Store } from '../model/model.ts';
import { refusalHarms } from './harms.ts';
import page from './removed-option.md';
import type { Problem, Rule, RuleContext } from './rule.ts';
import { definitionsIn, usersIn } from './storeOptions.ts';

/** Options of v1 that v2 refuses with a failing assertion. */
export const removedOption: Rule = {
  id: 'removed-option',
  severity: 'error',
  title: 'An option that the module does not have any more',
  page,
  source: 'M, #286',
  category: 'options',
  repair: 'preferred',
  *checkHost(model, context) {
    // A home without NixOS has no such module since v2; standalone-home-manager says so.
    if (model.releases.impermanence.era !== 'v2' || model.host.kind === 'home') return;
    for (const store of model.stores) {
      if (store.enable !== true) continue;
      for (const name of Object.keys(reasons)) {
        for (const definition of definitionsIn(model, store, name)) yield* problem(model, name, definition, context);
      }
      for (const user of usersIn(model, store)) {
        for (const definition of definitionsIn(model, store, 'users', user, 'home')) {
          yield* problem(model, 'home', definition, context);
        }
      }
      yield* methods(model, store, context);
    }
  },
};

const reasons: { readonly [option: string]: string } = {
  allowOther: 'Real bind mounts are used instead of bindfs, so it is not needed.',
  removePrefixDirectory:
    'Prefix directories are not supported any more; the branch home-manager-v1 of the module still does.',
  defaultDirectoryMethod: 'Real bind mounts are used instead of bindfs for every directory.',
};

function* problem(model: Model, name: string, definition: Definition, context: RuleContext): Iterable<Problem> {
  const site = definition.nameSite ?? definition.valueSite;
  if (!site || definition.condition !== 'yes') return;
  const value = definition.value.force();
  const needsRewrite = name === 'removePrefixDirectory' && value.kind === 'boolean' && value.value;
  const flags = name === 'allowOther' ? fusePermission(model) : [];
  yield {
    message: `“The option definition ${name} … no longer has any effect; please remove it.” ${reasons[name] ?? 'The module takes the home from users.users by itself.'}`,
    at: { site },
    fixes: [
      {
        title: flags.length > 0 ? `Remove ${name} and programs.fuse.userAllowOther` : `Remove ${name}`,
        preferred: !needsRewrite,
        harms: refusalHarms(site),
        edits: () => all(...[definition, ...flags].map((each) => removeDefinition(context, each))),
      },
    ],
    tags: ['deprecated'],
  };
}

function fusePermission(model: Model): readonly Definition[] {
  const others = model.mounts.some(
    ({ fsType }) => fsType !== undefined && /^(fuse|sshfs|rclone|mergerfs)/.test(fsType),
  );
  return others ? [] : model.configuration.definitions(['programs', 'fuse', 'userAllowOther']);
}

function* methods(model: Model, store: Store, context: RuleContext): Iterable<Problem> {
  for (const entry of model.entries) {
    const site = entry.fieldSites.method;
    if (entry.store !== store || entry.kind !== 'directory' || !site) continue;
    yield {
      message: `“The option definition method … no longer has any effect; please remove it.” Real bind mounts are used instead of bindfs for every directory.`,
      at: { site },
      fixes: [
        {
          title: 'Remove method',
          preferred: true,
          harms: refusalHarms(site),
          edits: () => removeField(context, entry, 'method'),
        },
      ],
      tags: ['deprecated'],
    };
  }
}
