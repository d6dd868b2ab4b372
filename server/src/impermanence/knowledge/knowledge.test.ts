import Ajv from 'ajv';
import { describe, expect, test } from 'vitest';
import schema from './knowledge.schema.json' with { type: 'json' };
import { dayOf, optionFacts, persistenceFacts, standing } from './options/index.ts';
import { compareReleases, nixosReleases, versionOfMaster } from './releases.ts';
import { brokenRangeAt, eraAt, representativeTime } from './revisions.ts';
import { commitTime } from './revisionTimes.ts';
import { sourceUrl } from './source.ts';
import { stateFacts } from './state/index.ts';
import { wellKnownPath, wellKnownPaths } from './wellKnownPaths.ts';

const ajv = new Ajv({ formats: { date: /^\d{4}-\d\d-\d\d$/ } });
ajv.addSchema(schema, 'knowledge');

/** What the schema has to say against a fact. Absent and undefined are the same to it. */
function complaints(kind: 'option' | 'state' | 'release', fact: unknown): unknown {
  const plain: unknown = JSON.parse(JSON.stringify(fact));
  const validate = ajv.getSchema(`knowledge#/definitions/${kind}`);
  return validate?.(plain) === true ? undefined : validate?.errors;
}

describe('every fact has its shape and its source', () => {
  test.each(optionFacts.map((fact) => [fact.path, fact] as const))('option %s', (_path, fact) => {
    expect(complaints('option', fact)).toBeUndefined();
  });
  test.each(stateFacts.map((fact) => [fact.name, fact] as const))('state of %s', (_name, fact) => {
    expect(complaints('state', fact)).toBeUndefined();
    for (const { path } of fact.paths) expect(path.startsWith('/')).toBe(fact.scope === 'system');
  });
  test.each(nixosReleases.map((release) => [release.name, release] as const))('release %s', (_name, release) => {
    expect(complaints('release', release)).toBeUndefined();
  });
  test('a fact without a source is refused', () => {
    expect(complaints('state', { ...stateFacts[0], source: undefined })).toBeDefined();
    expect(complaints('state', { ...stateFacts[0], source: { repository: 'NixOS/nixpkgs' } })).toBeDefined();
  });
});

describe('names stand once', () => {
  test('options', () => {
    const paths = optionFacts.map(({ path }) => path);
    expect(paths.filter((path, index) => paths.indexOf(path) !== index)).toEqual([]);
  });
  test('state', () => {
    const names = stateFacts.map(({ name }) => name);
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
  });
  test('there are enough of them', () => {
    expect(stateFacts.filter(({ scope }) => scope === 'system').length).toBeGreaterThanOrEqual(90);
    expect(stateFacts.filter(({ scope }) => scope === 'user').length).toBeGreaterThanOrEqual(55);
  });
});

describe('eras', () => {
  test.each([
    [1646131459, 'v1-early'],
    [1661590579, 'v1-early'],
    [1661590580, 'v1-late'],
    [1737831083, 'v1-late'],
    [1737831084, undefined],
    [1740468311, undefined],
    [1767548753, undefined],
    [1767548760, 'v2'],
    [1769548169, 'v2'],
  ] as const)('%i is %s', (time, era) => expect(eraAt(time)).toBe(era));

  test('revisions have their times, abbreviated ones too', () => {
    expect(commitTime('4b3e914cdf97a5b536a889e939fb2fd2b043a170')).toBe(1737831083);
    expect(commitTime('7b1d382')).toBe(1769548169);
    expect(commitTime('7b1d')).toBeUndefined();
    expect(commitTime('0000000000000000000000000000000000000000')).toBeUndefined();
  });

  test('what stands for an era belongs to it', () => {
    for (const era of ['v1-early', 'v1-late', 'v2'] as const) expect(eraAt(representativeTime(era))).toBe(era);
  });

  test('the ten revisions that damage the root', () => {
    const [range] = [brokenRangeAt(1768835187)];
    expect(range?.revisions.length).toBe(10);
    for (const revision of range?.revisions ?? []) expect(brokenRangeAt(commitTime(revision) ?? 0)).toBe(range);
    expect(brokenRangeAt(1768941735)).toBeUndefined();
  });
});

describe('options by version of the module', () => {
  const named = (path: string) => {
    const fact = persistenceFacts.find((each) => each.path === path);
    if (fact === undefined) throw new Error(`no fact of ${path}`);
    return fact;
  };
  const early = { era: 'v1-early', lastModified: undefined } as const;
  const late = { era: 'v1-late', lastModified: undefined } as const;
  const now = { era: 'v2', lastModified: undefined } as const;
  const store = 'environment.persistence.<name>';
  const home = 'home.persistence.<name>';

  test.each([
    [`${store}.enable`, 'later', 'present', 'present'],
    [`${store}.persistentStoragePath`, 'later', 'present', 'present'],
    [`${store}.enableWarnings`, 'later', 'present', 'present'],
    [`${store}.hideMounts`, 'present', 'present', 'present'],
    [`${store}.allowTrash`, 'later', 'later', 'present'],
    [`${store}.allowOther`, 'later', 'later', 'removed'],
    [`${store}.directories.*.method`, 'later', 'later', 'removed'],
    [`${store}.directories.*.mode`, 'present', 'present', 'present'],
    [`${store}.directories.*.hideMount`, 'later', 'present', 'present'],
    [`${store}.files.*.method`, 'later', 'later', 'present'],
    [`${store}.users.<name>.home`, 'present', 'present', 'removed'],
    [`${home}.allowOther`, 'present', 'present', 'removed'],
    [`${home}.removePrefixDirectory`, 'present', 'present', 'removed'],
    [`${home}.defaultDirectoryMethod`, 'later', 'present', 'removed'],
    [`${home}.directories.*.directory`, 'later', 'present', 'present'],
    [`${home}.directories.*.method`, 'later', 'present', 'removed'],
    [`${home}.directories.*.mode`, 'later', 'later', 'present'],
    [`${home}.files.*.file`, 'later', 'later', 'present'],
    [`${home}.hideMounts`, 'later', 'later', 'present'],
    [`${home}.enable`, 'later', 'present', 'present'],
  ] as const)('%s', (path, inEarly, inLate, inNow) => {
    expect([early, late, now].map((version) => standing(named(path), version))).toEqual([inEarly, inLate, inNow]);
  });

  test('a lock counts by its date, not by its era alone', () => {
    const before = { era: 'v1-late', lastModified: 1684144491 } as const;
    expect(standing(named(`${store}.enable`), before)).toBe('later');
    expect(standing(named(`${store}.enable`), { ...before, lastModified: 1684144492 })).toBe('present');
    expect(dayOf({ revision: 'ec1a8e7', time: 1684144492 })).toBe('2023-05-15');
  });

  test('the rewrite is dated by the day it came to master', () => {
    expect(dayOf({ revision: 'f868c97', time: 1767548760 })).toBe('2026-01-07');
  });
});

describe('releases', () => {
  test('come in order', () => {
    const names = nixosReleases.map(({ name }) => name);
    expect([...names].sort(compareReleases)).toEqual(names);
  });
  test('the version of master at a time', () => {
    expect(versionOfMaster('nixpkgs', 1653329287)).toBe('22.11');
    expect(versionOfMaster('nixpkgs', 1653329286)).toBe('22.05');
    expect(versionOfMaster('home-manager', 1649313500)).toBe('22.05');
    expect(versionOfMaster('home-manager', 1)).toBeUndefined();
  });
});

describe('well-known paths', () => {
  test('stand once each, with all they belong to', () => {
    const paths = wellKnownPaths('system').map(({ path }) => path);
    expect(new Set(paths).size).toBe(paths.length);
    expect(wellKnownPath('system', '/var/lib/containers')?.facts.length).toBe(2);
    expect(wellKnownPath('user', '.ssh')?.mode).toBe('0700');
    expect(wellKnownPath('system', '/var/lib/redis-<name>')).toBeUndefined();
  });
});

test('addresses of sources', () => {
  expect(sourceUrl({ repository: 'nix-community/impermanence', thread: 95 })).toBe(
    'https://github.com/nix-community/impermanence/issues/95',
  );
  expect(sourceUrl({ repository: 'a/b', revision: 'c', path: 'd.nix' })).toBe('https://github.com/a/b/blob/c/d.nix');
  expect(sourceUrl({ repository: 'NixOS Wiki', path: 'Impermanence' })).toBeUndefined();
});
