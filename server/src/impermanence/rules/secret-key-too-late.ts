import type { Site } from '../../nix/eval/value.ts';
import { all } from '../fixes/combine.ts';
import { insertOption } from '../fixes/modules.ts';
import { setMountField } from '../fixes/mounts.ts';
import { replaceText } from '../fixes/strings.ts';
import { quoted } from '../fixes/text.ts';
import { lasts, mayHold } from '../model/lasts.ts';
import type { Entry, Model } from '../model/model.ts';
import { concatPaths, isAtOrBelow } from '../model/paths.ts';
import { namingHarms } from './harms.ts';
import { hostKeys } from './hostKeys.ts';
import { isLost, isOfConfiguration } from './lost.ts';
import { isMountedEarly, mountHolding } from './mounts.ts';
import { answer, attribute, isDefined, isOn, namesIn, textOf, textsOf } from './options.ts';
import type { Fix, Problem, Rule, RuleContext } from './rule.ts';
import page from './secret-key-too-late.md';

/** Secrets are decrypted before persisted paths are mounted: the key has to be named where it is kept. */
export const secretKeyTooLate: Rule = {
  id: 'secret-key-too-late',
  severity: 'error',
  title: 'The key that decrypts secrets is not there yet when it is needed',
  page,
  source: 'Mic92/sops-nix#167',
  category: 'loss',
  repair: 'preferred',
  *checkHost(model, context) {
    // The secrets of a home are decrypted when its user logs in.
    if (model.open || model.host.kind === 'home') return;
    yield* check(model, 'sops-nix', sopsKeys(model), context);
    yield* check(model, 'agenix', agenixKeys(model), context);
  },
};

interface Key {
  readonly path: string;
  readonly site: Site | undefined;
  readonly option: string;
}

function* check(
  model: Model,
  tool: 'sops-nix' | 'agenix',
  keys: readonly Key[] | undefined,
  context: RuleContext,
): Iterable<Problem> {
  if (keys === undefined || keys.length === 0) return;
  if (keys.some(({ path }) => isReadableEarly(model, path) !== false)) return;
  if (keys.some(({ path, site }) => site !== undefined && isOfConfiguration(model, context, path, site))) return;
  const [first] = keys;
  if (first?.site && !generatesKey(model, first) && keys.every(({ path }) => isLost(model, path))) {
    yield lost(model, tool, first, first.site);
    return;
  }
  for (const key of keys) {
    const entry = model.entries.find((candidate) => holds(candidate, key.path));
    const site = key.site ?? entry?.pathSite ?? entry?.site;
    if (!entry || !site) continue;
    yield problem(
      model,
      tool,
      key,
      entry,
      site,
      key.site ? rewritten(key, entry, context) : named(model, keys, context),
    );
    return;
  }
  if (first) yield* lateMount(model, tool, first, context);
}

function problem(model: Model, tool: string, key: Key, entry: Entry, site: Site, fixes: readonly Fix[]): Problem {
  const kept = keptAt(entry, key);
  const late = tool === 'agenix' || entry.kind === 'directory' || isNeededForUsers(model);
  return {
    message: `${tool} reads ${key.path} before persisted paths are mounted: secrets cannot be decrypted at boot. Set ${key.option} to the file in the storage${kept ? `, ${kept}` : ''}.`,
    ...(late ? {} : { severity: 'info' as const }),
    at: { site },
    related: key.site && entry.site ? [{ at: { site: entry.site }, message: 'persisted here' }] : [],
    fixes,
  };
}

function keptAt({ source }: Entry, { path }: Key): string | undefined {
  return source === undefined ? undefined : concatPaths(source, path);
}

/** The path of a key that was written, in the storage. */
function rewritten(key: Key, entry: Entry, context: RuleContext): readonly Fix[] {
  const { site, path } = key;
  const kept = keptAt(entry, key);
  if (kept === undefined || site === undefined) return [];
  return [
    {
      title: `Write ${kept}`,
      preferred: true,
      harms: namingHarms(site, entry),
      edits: () => replaceText(context, site, path, kept),
    },
  ];
}

/** The options that have their defaults, set to where those keys are kept. */
function named(model: Model, keys: readonly Key[], context: RuleContext): readonly Fix[] {
  const places = new Map<string, string[]>();
  const entries: Entry[] = [];
  for (const key of keys) {
    const entry = key.site ? undefined : model.entries.find((candidate) => holds(candidate, key.path));
    const kept = entry && keptAt(entry, key);
    if (entry === undefined || kept === undefined) continue;
    entries.push(entry);
    places.set(key.option, [...(places.get(key.option) ?? []), quoted(kept)]);
  }
  const set = [...places].map(([name, paths]) => ({ option: name.split('.'), text: `[ ${paths.join(' ')} ]` }));
  const near = set[0] && model.configuration.definitions(set[0].option.slice(0, 1))[0]?.nameSite;
  if (!near) return [];
  return [
    {
      title: `Set ${[...places.keys()].join(' and ')} to the keys in the storage`,
      preferred: true,
      harms: (other) => entries.some((entry) => namingHarms(near, entry)(other)),
      edits: () => all(...set.map(({ option, text }) => insertOption(context, model, option, text, near))),
    },
  ];
}

/** Nobody keeps the keys that were named: another case than that of a key which is kept, but comes late. */
function lost(model: Model, tool: string, { path, option }: Key, site: Site): Problem {
  const mount = mountHolding(model, path);
  return {
    message: `${path} lies on ${mount?.mountPoint ?? '/'}, which is emptied at every boot: ${tool} cannot decrypt anything with it. Keep the key in the storage and name it there in ${option}.`,
    at: { site },
    related: mount?.site ? [{ at: { site: mount.site }, message: 'the file system that is emptied' }] : [],
  };
}

/** The key is kept, but on a file system that stage 2 mounts, which is after the secrets. */
function* lateMount(model: Model, tool: string, key: Key, context: RuleContext): Iterable<Problem> {
  const { path } = key;
  const mount = mountHolding(model, path);
  const site = key.site ?? mount?.site;
  if (!mount || !site || isMountedEarly(mount) !== false) return;
  yield {
    message: `${tool} reads ${path} before ${mount.mountPoint} is mounted: secrets cannot be decrypted at boot. Set neededForBoot for it.`,
    at: { site },
    related: mount.site ? [{ at: { site: mount.site }, message: 'the file system' }] : [],
    fixes: [
      {
        title: `Set neededForBoot for ${mount.mountPoint}`,
        preferred: true,
        edits: () => setMountField(context, mount, 'neededForBoot', 'true'),
      },
    ],
  };
}

/** sops-nix makes the key itself where it is told to; what was encrypted for the last one is lost all the same, but nobody does that. */
function generatesKey(model: Model, { option }: Key): boolean {
  return option === 'sops.age.keyFile' && isOn(model, ['sops', 'age', 'generateKey']) !== false;
}

function holds(entry: Entry, path: string): boolean {
  if (entry.condition !== 'yes') return false;
  return entry.kind === 'directory' ? mayHold(entry) && isAtOrBelow(path, entry.path) : entry.path === path;
}

/** Undefined where that is not known. */
function isReadableEarly(model: Model, path: string): boolean | undefined {
  const mount = mountHolding(model, path);
  const entry = model.entries.find((candidate) => holds(candidate, path));
  // What the initrd mounts there as well is there before the entry is.
  const isMounted = entry && mount && isAtOrBelow(mount.mountPoint, entry.path) && isMountedEarly(mount) === true;
  if (entry && !isMounted) return false;
  const kept = lasts(model, path);
  if (kept === false) return false;
  return kept === true && mount ? isMountedEarly(mount) : undefined;
}

function sopsKeys(model: Model): readonly Key[] | undefined {
  if (!isDefined(model, ['sops'])) return undefined;
  const keyFile = answer(model.configuration, ['sops', 'age', 'keyFile']);
  const age = listed(model, ['sops', 'age', 'sshKeyPaths'], /ed25519/);
  const gnupg = listed(model, ['sops', 'gnupg', 'sshKeyPaths'], /rsa/);
  if (keyFile.kind === 'unknown' || age === undefined || gnupg === undefined) return undefined;
  const file = keyFile.kind === 'known' ? textOf(keyFile.value) : undefined;
  const own =
    keyFile.kind === 'known' && file !== undefined
      ? [{ path: file, site: keyFile.value.site, option: 'sops.age.keyFile' }]
      : [];
  return [...own, ...age, ...gnupg];
}

function agenixKeys(model: Model): readonly Key[] | undefined {
  const keys = isDefined(model, ['age']) ? listed(model, ['age', 'identityPaths'], /ed25519|rsa/) : undefined;
  // Of the default ones the key that people encrypt for comes first.
  const rank = ({ path, site }: Key) => Number(site === undefined && !path.includes('ed25519'));
  return keys && [...keys].sort((left, right) => rank(left) - rank(right));
}

/** The paths an option lists; without it sshd's host keys of the kind it takes. */
function listed(model: Model, option: readonly string[], kind: RegExp): readonly Key[] | undefined {
  const found = answer(model.configuration, option);
  const name = option.join('.');
  if (found.kind === 'known')
    return textsOf(found.value)?.map(({ text, site }) => ({ path: text, site, option: name }));
  if (found.kind === 'unknown') return undefined;
  return (hostKeys(model) ?? [])
    .filter((path) => kind.test(path))
    .map((path) => ({ path, site: undefined, option: name }));
}

function isNeededForUsers(model: Model): boolean {
  const secrets = model.configuration.lookup(['sops', 'secrets']);
  return [...namesIn(secrets).keys()].some((name) => {
    const secret = secrets.kind === 'attrs' ? attribute(secrets, name) : undefined;
    const needed = secret?.kind === 'attrs' ? attribute(secret, 'neededForUsers') : undefined;
    return needed?.kind === 'boolean' && needed.value;
  });
}
