import { rules } from '../impermanence/rules/index.ts';
import { defaultSettings, type EntryOptionSetting, type RuleSeverity, type Settings } from '../protocol.ts';

/** Settings that can be relied on, and what was wrong with those that could not be, one line each. */
export interface CheckedSettings {
  readonly settings: Settings;
  readonly complaints: readonly string[];
}

/**
 * Checks what an editor gives for the section `impermanence`. A value of the wrong type is left out, so that its
 * default holds; nothing at all (a client without settings) is no complaint.
 */
export function checkSettings(given: unknown): CheckedSettings {
  if (given === null || given === undefined) return { settings: defaultSettings, complaints: [] };
  if (!isRecord(given))
    return { settings: defaultSettings, complaints: [wrongType('impermanence', 'an object', given)] };
  const complaints: string[] = [];
  const settings: Record<string, unknown> = { ...defaultSettings };
  for (const [name, check] of Object.entries(checks)) {
    const value = valueAt(given, name, complaints);
    if (value === undefined || value === null) continue;
    const checked = check(value, `impermanence.${name}`, complaints);
    if (checked !== undefined) settings[name] = checked;
  }
  return { settings: settings as unknown as Settings, complaints };
}

type Check = (value: unknown, name: string, complaints: string[]) => unknown;

const checks: { readonly [name in keyof Settings]: Check } = {
  rules: checkRules,
  exclude: checkStrings,
  host: checkString,
  stores: checkStrings,
  entryOptions: checkEntryOptions,
  assumeEra: checkEra,
  'inlayHints.enable': checkBoolean,
  'codeLens.enable': checkBoolean,
  'semanticTokens.enable': checkBoolean,
  'diagnostics.closedFiles': checkBoolean,
};

const severities: readonly RuleSeverity[] = ['off', 'hint', 'info', 'warning', 'error'];

function checkRules(value: unknown, name: string, complaints: string[]): Record<string, RuleSeverity> | undefined {
  if (!isRecord(value)) return complain(complaints, wrongType(name, 'an object of rule ids and severities', value));
  const checked: Record<string, RuleSeverity> = {};
  for (const [id, severity] of Object.entries(value)) {
    const known = severities.find((candidate) => candidate === severity);
    if (!rules.some((rule) => rule.id === id)) complaints.push(`${name}: there is no rule ${JSON.stringify(id)}`);
    else if (known === undefined)
      complaints.push(wrongType(`${name}.${id}`, `one of ${severities.join(', ')}`, severity));
    else checked[id] = known;
  }
  return checked;
}

function checkStrings(value: unknown, name: string, complaints: string[]): readonly string[] | undefined {
  if (!Array.isArray(value)) return complain(complaints, wrongType(name, 'a list of strings', value));
  const strings = value.filter((item): item is string => typeof item === 'string');
  if (strings.length < value.length) {
    complaints.push(
      wrongType(
        name,
        'a list of strings',
        value.find((item) => typeof item !== 'string'),
      ),
    );
  }
  return strings;
}

function checkString(value: unknown, name: string, complaints: string[]): string | undefined {
  return typeof value === 'string' ? value : complain(complaints, wrongType(name, 'a string', value));
}

function checkBoolean(value: unknown, name: string, complaints: string[]): boolean | undefined {
  return typeof value === 'boolean' ? value : complain(complaints, wrongType(name, 'true or false', value));
}

function checkEra(value: unknown, name: string, complaints: string[]): Settings['assumeEra'] | undefined {
  const eras: readonly Settings['assumeEra'][] = ['auto', 'v1-late', 'v2'];
  return eras.find((era) => era === value) ?? complain(complaints, wrongType(name, `one of ${eras.join(', ')}`, value));
}

function checkEntryOptions(
  value: unknown,
  name: string,
  complaints: string[],
): readonly EntryOptionSetting[] | undefined {
  if (!Array.isArray(value)) return complain(complaints, wrongType(name, 'a list of { path, kind, scope }', value));
  return value.flatMap((item: unknown): readonly EntryOptionSetting[] => {
    if (isRecord(item)) {
      const { path, kind, scope } = item;
      const isKind = kind === 'directory' || kind === 'file';
      if (typeof path === 'string' && isKind && (scope === 'system' || scope === 'home'))
        return [{ path, kind, scope }];
    }
    complaints.push(wrongType(name, 'a list of { path, kind: directory or file, scope: system or home }', item));
    return [];
  });
}

function complain(complaints: string[], message: string): undefined {
  complaints.push(message);
  return undefined;
}

function wrongType(name: string, expected: string, value: unknown): string {
  const shown = JSON.stringify(value) ?? String(value);
  return `the setting ${name} must be ${expected}, not ${shown.length > 60 ? `${shown.slice(0, 57)}...` : shown}`;
}

/** The value of a dotted name; clients send either `{ "a.b": … }` or `{ a: { b: … } }`. */
function valueAt(settings: Readonly<Record<string, unknown>>, name: string, complaints: string[]): unknown {
  if (Object.hasOwn(settings, name)) return settings[name];
  let current: unknown = settings;
  const passed = ['impermanence'];
  for (const part of name.split('.')) {
    if (!isRecord(current)) {
      const isSet = current !== undefined && current !== null;
      return isSet ? complain(complaints, wrongType(passed.join('.'), 'an object', current)) : undefined;
    }
    if (!Object.hasOwn(current, part)) return undefined;
    current = current[part];
    passed.push(part);
  }
  return current;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
