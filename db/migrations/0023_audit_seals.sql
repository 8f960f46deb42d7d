CREATE TABLE "audit_seals" (
	"number" bigint PRIMARY KEY NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"through" bigint NOT NULL,
	"ids" bigint[] NOT NULL,
	"digests" text[] NOT NULL,
	"hash" text NOT NULL
);
--> statement-breakpoint
CREATE OR REPLACE FUNCTION audit_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is append-only: % is refused', TG_TABLE_NAME, TG_OP;
END
$$;
--> statement-breakpoint
CREATE TRIGGER audit_seals_append_only BEFORE UPDATE OR DELETE ON "audit_seals"
  FOR EACH ROW EXECUTE FUNCTION audit_is_append_only();
--> statement-breakpoint
CREATE TRIGGER audit_seals_no_truncate BEFORE TRUNCATE ON "audit_seals"
  FOR EACH STATEMENT EXECUTE FUNCTION audit_is_append_only();
--> statement-breakpoint
-- The last entry before which none is under way any more: whoever writes holds the table until the commit, so it is locked
-- for a moment. By the owner's right, because a role that may only add to the trail may not lock it.
CREATE FUNCTION audit_settled() RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp SET lock_timeout = '1s' AS $$
BEGIN
  LOCK TABLE public.audit_entries IN SHARE MODE;
  RETURN (SELECT coalesce(max(id), 0) FROM public.audit_entries);
END
$$;
