import type { Value } from '../../nix/eval/value.ts';
import { implicitServices, modulesWithoutServices } from '../knowledge/implicitServices.ts';
import { stateFacts } from '../knowledge/state/index.ts';
import type { Entry, Model } from '../model/model.ts';
import { isAtOrBelow } from '../model/paths.ts';
import page from './dead-entry.md';
import { textOf } from './options.ts';
import { removal } from './removal.ts';
import type { Rule } from './rule.ts';
import { tmpfilesFor } from './tmpfiles.ts';
import { isUnused } from './usedState.ts';

/** What is left of a service that was turned off. */
export const deadEntry: Rule = {
  id: 'dead-entry',
  severity: 'hint',
  title: 'The state of a service that is not enabled',
  page,
  source: 'facts',
  category: 'loss',
  repair: 'preferred',
  unanimous: true,
  *checkHost(model, context) {
    if (model.open || model.host.kind !== 'nixos' || usesOtherModules(model)) return;
    for (const entry of model.entries) {
      const name = entry.condition === 'yes' ? unusedService(model, entry) : undefined;
      if (name === undefined || !entry.site || isUsedByOthers(model, entry.path)) continue;
      yield {
        message: `${entry.path} (${name}) belongs to nothing that this configuration enables.`,
        at: { site: entry.site },
        fixes: [removal(context, model, entry, (each) => unusedService(model, each) !== undefined)],
        tags: ['unnecessary'],
      };
    }
  },
};

function unusedService(model: Model, { path, kind, origin }: Entry): string | undefined {
  if (origin.kind !== 'system') return undefined;
  // Keys of the host serve others than sshd: sops-nix and agenix decrypt with them. hwclock writes its file without being asked.
  if (path.startsWith('/etc/ssh') || path === '/etc/adjtime') return undefined;
  const facts = stateFacts.filter(
    (fact) =>
      fact.scope === 'system' &&
      (fact.earlier?.path === path || fact.paths.some((place) => place.path === path && place.kind === kind)),
  );
  const [first] = facts;
  const unused = facts.every((fact) => fact.neededBy.length > 0 && isUnused(model, fact, implicitServices.options));
  return first && unused ? first.name : undefined;
}

/** Whether a container has a volume there, or a rule for systemd-tmpfiles makes it: the service may run in another way. */
function isUsedByOthers(model: Model, path: string): boolean {
  if (tmpfilesFor(model, [path]).lines.length > 0) return true;
  const containers = model.configuration.lookup(['virtualisation', 'oci-containers', 'containers']);
  if (containers.kind !== 'attrs') return false;
  return [...containers.entries.keys()].some((name) => {
    const volumes = model.configuration.lookup(['virtualisation', 'oci-containers', 'containers', name, 'volumes']);
    return volumes.kind === 'list' && volumes.items.some((item) => item.kind === 'item' && mounts(item.thunk.force()));
  });
  function mounts(volume: Value): boolean {
    const [host] = textOf(volume)?.split(':') ?? [];
    return host !== undefined && isAtOrBelow(host, path);
  }
}

/** Whether a module from outside may turn services on: one that is not known to leave them alone. */
function usesOtherModules(model: Model): boolean {
  return model.configuration.modules.some(({ external, scope }) => {
    if (external === undefined || scope !== 'nixos' || external.source.kind === 'nixpkgs') return false;
    const { source } = external;
    const name = source.kind === 'fetched' ? source.url : source.kind === 'workspace' ? '' : source.name;
    return !modulesWithoutServices.some((known) => name.includes(known));
  });
}
