CREATE TABLE "last_attended" (
	"person" bigint PRIMARY KEY NOT NULL,
	"days" jsonb DEFAULT '{}' NOT NULL,
	"latest" date
);
--> statement-breakpoint
ALTER TABLE "training_rollup" DROP CONSTRAINT "training_rollup_department_month_course_audience_pk";--> statement-breakpoint
ALTER TABLE "training_rollup" ADD CONSTRAINT "training_rollup_month_department_course_audience_pk" PRIMARY KEY("month","department","course","audience");--> statement-breakpoint
ALTER TABLE "last_attended" ADD CONSTRAINT "last_attended_person_people_id_fk" FOREIGN KEY ("person") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
-- Nobody records meanwhile: what they added would be missing.
LOCK TABLE "attendance" IN SHARE ROW EXCLUSIVE MODE;--> statement-breakpoint
INSERT INTO "last_attended" ("person", "days", "latest")
SELECT "person", jsonb_object_agg("course", "held_on"), max("held_on")
FROM (SELECT "person", "course", max("held_on") AS "held_on" FROM "attendance" WHERE NOT "voided" GROUP BY "person", "course") AS "last"
GROUP BY "person";
