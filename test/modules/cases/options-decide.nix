lib:
[
  ({ lib, options, ... }: {
    options.env.list = lib.mkOption { type = lib.types.listOf lib.types.str; default = [ ]; };
    config = lib.mkMerge [
      (lib.optionalAttrs (options ? env.list) { env.list = [ "a" ]; })
      (lib.optionalAttrs (options ? env.other) { env.list = [ "b" ]; })
      (if options.env ? list then { env.list = [ "c" ]; } else { })
      (lib.optionalAttrs (lib.hasAttrByPath [ "env" "list" ] options) { env.list = [ "d" ]; })
      (lib.optionalAttrs (builtins.elem "deep" (builtins.attrNames options.env)) { env.deep.x = 1; })
    ];
  })
  ({ lib, ... }: { options.env.deep.x = lib.mkOption { type = lib.types.int; }; })
]
