CREATE SEQUENCE "public"."nudge_answer_number" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1;--> statement-breakpoint
CREATE TABLE "nudge_answers" (
	"id" text PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"department" text NOT NULL,
	"quarter" text NOT NULL,
	"starts_on" date NOT NULL,
	"ends_on" date NOT NULL,
	"obligation" text,
	"person" bigint,
	"reason" text,
	"decision" text,
	"decided_by" bigint,
	"because" text,
	"author" bigint NOT NULL,
	"said_at" timestamp with time zone NOT NULL,
	"voided_at" timestamp with time zone
);
--> statement-breakpoint
ALTER TABLE "occasions" ADD COLUMN "open" text[];--> statement-breakpoint
ALTER TABLE "nudge_answers" ADD CONSTRAINT "nudge_answers_department_departments_code_fk" FOREIGN KEY ("department") REFERENCES "public"."departments"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "nudge_answers" ADD CONSTRAINT "nudge_answers_person_people_id_fk" FOREIGN KEY ("person") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "nudge_answers" ADD CONSTRAINT "nudge_answers_decided_by_people_id_fk" FOREIGN KEY ("decided_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "nudge_answers" ADD CONSTRAINT "nudge_answers_author_people_id_fk" FOREIGN KEY ("author") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "nudge_answers_same" ON "nudge_answers" USING btree ("kind","department","starts_on","ends_on",coalesce("obligation", ''),coalesce("person", 0)) WHERE "nudge_answers"."voided_at" is null and "nudge_answers"."decision" is distinct from 'declined';--> statement-breakpoint
CREATE INDEX "nudge_answers_until" ON "nudge_answers" USING btree ("ends_on") WHERE "nudge_answers"."voided_at" is null;