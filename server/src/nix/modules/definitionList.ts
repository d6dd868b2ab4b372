import type { Definition } from './configuration.ts';
import type { Discharged, RawDefinition } from './definitions.ts';
import { discharge } from './definitions.ts';

/** Definitions as the outside sees them: those whose condition is not known to be false, highest priority first. */
export function describeDefinitions(raws: readonly RawDefinition[]): readonly Definition[] {
  if (raws.length === 0) return none;
  return raws
    .flatMap((raw) => (raw.ghost === undefined ? discharge(raw) : []))
    .sort((a, b) => a.priority - b.priority)
    .map(describe);
}

const none: readonly Definition[] = [];

function describe(each: Discharged): Definition {
  return {
    value: each.thunk,
    nameSite: each.nameSite,
    valueSite: each.valueSite,
    file: (each.nameSite ?? each.valueSite)?.file ?? each.source.file,
    priority: each.priority,
    order: each.order,
    condition: each.condition,
    conditionReason: each.conditionReason,
  };
}
