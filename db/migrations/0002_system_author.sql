-- The author of what no person entered: imports and the sample city. It never signs in and is never named.
INSERT INTO "people" ("id", "email", "name", "tier", "audience", "left_on")
OVERRIDING SYSTEM VALUE VALUES (0, 'import@invalid', 'Import', 'employee', 'contractor', '1970-01-01');
