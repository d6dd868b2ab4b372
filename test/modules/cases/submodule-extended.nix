lib:
let
  base = { lib, ... }: { options.stores = lib.mkOption { default = { }; type = lib.types.attrsOf (lib.types.submodule { options.list = lib.mkOption { type = lib.types.listOf lib.types.str; default = [ ]; }; config.list = [ "base" ]; }); }; };
  more = { lib, ... }: { options.stores = lib.mkOption { type = lib.types.attrsOf (lib.types.submodule ({ config, ... }: { options.extra = lib.mkOption { type = lib.types.listOf lib.types.str; default = [ ]; }; config.list = config.extra; })); }; };
in
[
  base
  { stores.a.list = [ "one" ]; }
  more
  { stores.a = { list = [ "two" ]; extra = [ "extra" ]; }; }
  { stores.a = { ... }: { imports = [ { list = [ "imported" ]; } ]; list = [ "three" ]; }; }
]
