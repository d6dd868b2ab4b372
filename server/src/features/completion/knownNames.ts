import type { Analysis } from '../../analysis.ts';
import { touches } from '../../base/span.ts';
import type { Model } from '../../impermanence/model/model.ts';
import type { Site } from '../../nix/eval/value.ts';
import { quoteAttributeName, quoteString } from '../../nix/syntax/attrPath.ts';
import { mountCard, mountText } from '../hover/mountCard.ts';
import { storeCard } from '../hover/storeCard.ts';
import { userCard } from '../hover/userCard.ts';
import { type CompletionItem, escapeSnippet } from './item.ts';
import { type CompletionPlace, isInString, replaced } from './place.ts';

/** The free names that make sense at an option: stores, users, mount points. `option` is the path with `<name>` for names. */
export function knownNames(analysis: Analysis, place: CompletionPlace, option: string): readonly CompletionItem[] {
  const model = place.host && withoutWritten(analysis, place, place.host.model);
  if (!model) return [];
  const span = replaced(place);
  const hasValue = /^[ \t]*[=.]/.test(place.tree.text.slice(span.end, span.end + 80));
  const names = namesFor(option, model).filter(({ name }) => name.trim() !== '');
  return names.map(({ name, detail, documentation }, rank) => {
    const quoted = quoteAttributeName(name);
    return {
      label: name,
      kind: 'name',
      detail,
      insert: quoted,
      snippet: hasValue ? undefined : `${escapeSnippet(quoted)} = {\n\t$0\n};`,
      span,
      // A name that needs quotes may have been begun without them, and one that needs none with them.
      filter: isInString(place) ? quoteString(name) : name,
      rank,
      documentation,
    };
  });
}

/**
 * The model without what is only there because its name is being written at the cursor. Behind a dot the first word of the
 * next line was read as that name.
 */
function withoutWritten(analysis: Analysis, { source, tree, offset }: CompletionPlace, model: Model): Model {
  const isWritten = (site: Site | undefined) => {
    const at = site?.file === source.path ? analysis.spanOf(site) : undefined;
    if (!at) return false;
    return (
      touches(at.span, offset) || /^(?:[ \t]*(?:#[^\n]*)?\r?\n)+[ \t]*$/.test(tree.text.slice(offset, at.span.start))
    );
  };
  return {
    ...model,
    stores: model.stores.filter(({ sites }) => sites.length === 0 || !sites.every(isWritten)),
    users: model.users.filter(({ site }) => !isWritten(site)),
    mounts: model.mounts.filter(({ site }) => !isWritten(site)),
  };
}

interface KnownName {
  readonly name: string;
  readonly detail: string;
  /** Markdown, made when somebody looks. */
  readonly documentation?: () => string;
}

function namesFor(option: string, model: Model): readonly KnownName[] {
  switch (option) {
    case 'environment.persistence':
    case 'home.persistence':
      return storeNames(model);
    case 'environment.persistence.<name>.users':
      return userNames(model);
    case 'users.users':
    case 'home-manager.users':
      return userNames(model);
    case 'fileSystems':
      return mountPoints(model);
    default:
      return [];
  }
}

/** Stores that are there, and mounts that last and hold nothing the system needs by itself. */
function storeNames(model: Model): readonly KnownName[] {
  const stores = model.stores.map((store) => ({
    name: store.name,
    detail: 'persistent storage',
    documentation: () => storeCard(store, model),
  }));
  const mounts = model.mounts
    .filter(
      ({ wiped, mountPoint }) => wiped === false && !/^\/(nix|boot|efi|home|var|etc|usr|tmp)?(\/|$)/.test(mountPoint),
    )
    .map((mount) => ({
      name: mount.mountPoint,
      detail: mountText(mount),
      documentation: () => mountCard(mount, model),
    }));
  return unique([...stores, ...mounts]);
}

function userNames(model: Model): readonly KnownName[] {
  const people = model.users.filter(({ isNormalUser, name }) => isNormalUser === true || name === 'root');
  const users = people.length > 0 ? people : model.users;
  return users.map((user) => ({
    name: user.name,
    detail: user.home ?? 'user',
    documentation: () => userCard(user, model),
  }));
}

/** Where file systems belong that are not declared yet: the root, the Nix store, the boot partition, homes, stores. */
function mountPoints(model: Model): readonly KnownName[] {
  const mounted = new Set(model.mounts.map(({ mountPoint }) => mountPoint));
  const homes = model.users.flatMap(({ isNormalUser, home }) =>
    isNormalUser && home ? [{ name: home, detail: 'home directory' }] : [],
  );
  const stores = model.stores.flatMap(({ path }) => (path ? [{ name: path, detail: 'persistent storage' }] : []));
  const usual = [
    { name: '/', detail: 'root' },
    { name: '/nix', detail: 'Nix store' },
    { name: '/boot', detail: 'boot partition' },
    { name: '/persist', detail: 'persistent storage' },
  ];
  return unique([...homes, ...stores, ...usual]).filter(({ name }) => !mounted.has(name));
}

function unique(names: readonly KnownName[]): readonly KnownName[] {
  return [...new Map(names.map((known) => [known.name, known])).values()];
}
