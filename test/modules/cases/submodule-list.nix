lib:
let
  entry = lib.types.submodule ([ { options.name = lib.mkOption { type = lib.types.str; }; } ] ++ map (name: { options.${name} = lib.mkOption { default = name; }; }) [ "user" "group" ]);
in
[ { options.entries = lib.mkOption { type = lib.types.listOf (lib.types.coercedTo lib.types.str (name: { inherit name; }) entry); }; } { entries = [ "a" { name = "b"; user = "u"; } ]; } ]
