CREATE TABLE "course_duties" (
	"course" text NOT NULL,
	"from_on" date NOT NULL,
	"mandatory_for" text[] NOT NULL,
	CONSTRAINT "course_duties_course_from_on_pk" PRIMARY KEY("course","from_on")
);
--> statement-breakpoint
ALTER TABLE "course_duties" ADD CONSTRAINT "course_duties_course_courses_code_fk" FOREIGN KEY ("course") REFERENCES "public"."courses"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
-- A change counts from the day on which it was made: the writer says which that is in the city, else it is the database's.
CREATE FUNCTION courses_keep_duties() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  today date := coalesce(nullif(current_setting('equity.today', true), '')::date, current_date);
BEGIN
  INSERT INTO course_duties (course, from_on, mandatory_for) VALUES (OLD.code, date '0001-01-01', OLD.mandatory_for)
    ON CONFLICT DO NOTHING;
  INSERT INTO course_duties (course, from_on, mandatory_for) VALUES (NEW.code, today, NEW.mandatory_for)
    ON CONFLICT (course, from_on) DO UPDATE SET mandatory_for = excluded.mandatory_for;
  RETURN NULL;
END
$$;
--> statement-breakpoint
CREATE TRIGGER courses_duties AFTER UPDATE OF mandatory_for ON "courses" FOR EACH ROW
  WHEN (OLD.mandatory_for IS DISTINCT FROM NEW.mandatory_for) EXECUTE FUNCTION courses_keep_duties();
