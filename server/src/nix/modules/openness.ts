import type { OptionType } from '../eval/optionType.ts';
import type { Unknown } from '../eval/value.ts';

/** What a set does with names that nobody declares. */
export type Openness =
  /** Real Nix refuses them. */
  | { readonly kind: 'closed' }
  /** `freeformType`: the names are merged by the element type of it. `rest`: others may be defined out of sight. */
  | { readonly kind: 'freeform'; readonly type: OptionType; readonly rest?: Unknown | undefined }
  /** Part of NixOS or Home Manager whose declarations are not at hand: merged by shape, and more may be there. */
  | {
      readonly kind: 'world';
      readonly rest: (path: readonly string[]) => Unknown;
      readonly owns: (name: string) => boolean;
      /** Names that are not at its top, whatever modules there are. */
      readonly lacks?: ((name: string) => boolean) | undefined;
    };

/** What counts below an attribute. At the top of a world, names that it does not own are somebody's own options. */
export function below(openness: Openness, isRoot: boolean, name: string): Openness {
  if (openness.kind === 'world' && isRoot && !openness.owns(name)) return { kind: 'closed' };
  if (openness.kind !== 'freeform') return openness;
  const { type } = openness;
  return type.name === 'attrsOf' || type.name === 'lazyAttrsOf' ? { kind: 'freeform', type: type.element } : openness;
}

/** Whether a name that nobody declares here may be one that is declared out of sight. */
export function mayDeclare(openness: Openness, isRoot: boolean, name: string): boolean {
  return openness.kind === 'world' && (!isRoot || openness.owns(name));
}
