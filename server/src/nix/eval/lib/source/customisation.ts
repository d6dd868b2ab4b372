/** `lib.customisation`, as far as it is of use without packages (nixpkgs, lib/customisation.nix). */
export const customisationSource = `
lib:
let
  overridable = f: given:
    let
      result = f given;
      override = changed: overridable f (given // (if builtins.isFunction changed then changed given else changed));
    in
    if builtins.isAttrs result then result // { inherit override; }
    else if builtins.isFunction result then { override = override; __functor = self: result; __functionArgs = builtins.functionArgs result; }
    else result;
in
{
  makeOverridable = overridable;
  callPackageWith = automatic: callee: args:
    let
      f = if builtins.isFunction callee then callee else import callee;
      wanted = if builtins.isFunction f then builtins.functionArgs f else f.__functionArgs;
    in
    overridable f (builtins.intersectAttrs wanted automatic // args);
  callPackagesWith = automatic: callee: args:
    let
      f = if builtins.isFunction callee then callee else import callee;
      all = builtins.intersectAttrs (builtins.functionArgs f) automatic // args;
    in
    builtins.mapAttrs (name: _: overridable (given: (f given).\${name}) all) (f all);
}
`;
