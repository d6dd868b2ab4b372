lib:
[ { options.a = lib.mkOption { type = lib.types.path; }; } { a = "relative"; } ]
