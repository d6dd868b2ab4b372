lib:
let
  str = lib.types.str;
  list = lib.types.listOf str;
in
[
  ({ config, ... }: {
    options = {
      user = lib.mkOption { type = str; default = config.group; };
      group = lib.mkOption { type = str; default = config.user; };
      a = lib.mkOption { type = list; default = config.b; };
      b = lib.mkOption { type = list; default = map (x: x + "b") config.a; };
      c = lib.mkOption { type = list; };
      d = lib.mkOption { type = list; default = map (x: x + "d") config.c; };
    };
  })
  ({ config, ... }: { user = lib.mkDefault "u"; a = [ "a" ]; c = lib.mkMerge [ (lib.mkForce [ "c" ]) (lib.mkDefault config.d) (lib.mkOverride 200 (lib.mkBefore config.d)) ]; })
]
