CREATE UNLOGGED TABLE "trained_counts" (
	"department" text NOT NULL,
	"on_day" date NOT NULL,
	"counts" jsonb NOT NULL,
	"taken" "pg_snapshot" NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "trained_counts_on_day_department_pk" PRIMARY KEY("on_day","department")
);
--> statement-breakpoint
CREATE UNLOGGED TABLE "trained_marks" (
	"department" text NOT NULL,
	"since" date NOT NULL,
	"xact" "xid8" DEFAULT pg_current_xact_id() NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE INDEX "trained_marks_department" ON "trained_marks" USING btree ("department","xact");
--> statement-breakpoint
-- Whoever is named at a session, or no longer, in every department they ever belonged to.
CREATE FUNCTION attendance_marks_trained() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO trained_marks (department, since)
    SELECT m.department, min(c.held_on) FROM changed c JOIN memberships m ON m.person = c.person GROUP BY m.department;
  RETURN NULL;
END
$$;
--> statement-breakpoint
CREATE TRIGGER attendance_added AFTER INSERT ON "attendance" REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION attendance_marks_trained();
--> statement-breakpoint
CREATE TRIGGER attendance_changed AFTER UPDATE ON "attendance" REFERENCING OLD TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION attendance_marks_trained();
--> statement-breakpoint
CREATE TRIGGER attendance_is_now AFTER UPDATE ON "attendance" REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION attendance_marks_trained();
--> statement-breakpoint
-- Who moves is counted elsewhere. Their row is locked, against which every attendance (by its foreign key) and every change of
-- the person runs: whichever comes second sees the other, so that no department is left out of both marks.
CREATE FUNCTION memberships_mark_trained() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM 1 FROM people WHERE id IN (SELECT person FROM changed) ORDER BY id FOR UPDATE;
  INSERT INTO trained_marks (department, since)
    SELECT m.department, min(c.from_on) FROM changed c JOIN memberships m ON m.person = c.person GROUP BY m.department
    UNION ALL SELECT department, min(from_on) FROM changed GROUP BY department;
  RETURN NULL;
END
$$;
--> statement-breakpoint
CREATE TRIGGER memberships_added AFTER INSERT ON "memberships" REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION memberships_mark_trained();
--> statement-breakpoint
CREATE TRIGGER memberships_changed AFTER UPDATE ON "memberships" REFERENCING OLD TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION memberships_mark_trained();
--> statement-breakpoint
CREATE TRIGGER memberships_are_now AFTER UPDATE ON "memberships" REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION memberships_mark_trained();
--> statement-breakpoint
-- A person's tier has no date: it counts for every day.
CREATE FUNCTION people_mark_trained() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO trained_marks (department, since)
    SELECT DISTINCT m.department, date '-infinity' FROM was JOIN now_is USING (id) JOIN memberships m ON m.person = was.id
    WHERE (was.tier, was.audience, was.left_on, was.merged_into) IS DISTINCT FROM (now_is.tier, now_is.audience, now_is.left_on, now_is.merged_into);
  RETURN NULL;
END
$$;
--> statement-breakpoint
CREATE TRIGGER people_changed AFTER UPDATE ON "people" REFERENCING OLD TABLE AS was NEW TABLE AS now_is
  FOR EACH STATEMENT EXECUTE FUNCTION people_mark_trained();
--> statement-breakpoint
CREATE FUNCTION courses_mark_trained() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO trained_marks (department, since) VALUES ('', date '-infinity');
  RETURN NULL;
END
$$;
--> statement-breakpoint
CREATE TRIGGER courses_changed AFTER INSERT OR UPDATE OR DELETE ON "courses"
  FOR EACH STATEMENT EXECUTE FUNCTION courses_mark_trained();
