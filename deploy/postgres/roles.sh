#!/usr/bin/env bash
# Run once by a new Postgres container: the role the bot works as. What it may do is granted by the migrations.
set -euo pipefail
psql -v ON_ERROR_STOP=1 -v password="$APP_PASSWORD" --username "$POSTGRES_USER" --dbname "$POSTGRES_DB" <<'SQL'
create role equity_app login password :'password';
SQL
