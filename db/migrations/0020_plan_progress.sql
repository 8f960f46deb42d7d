CREATE SEQUENCE "public"."plan_progress_number" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1;--> statement-breakpoint
CREATE TABLE "plan_progress" (
	"id" text PRIMARY KEY NOT NULL,
	"action" text NOT NULL,
	"department" text,
	"state" text NOT NULL,
	"note" text,
	"reported_on" date NOT NULL,
	"author" bigint NOT NULL,
	"recorded_at" timestamp with time zone DEFAULT now() NOT NULL,
	"voided_at" timestamp with time zone
);
--> statement-breakpoint
ALTER TABLE "plan_progress" ADD CONSTRAINT "plan_progress_department_departments_code_fk" FOREIGN KEY ("department") REFERENCES "public"."departments"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "plan_progress" ADD CONSTRAINT "plan_progress_author_people_id_fk" FOREIGN KEY ("author") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "plan_progress_same" ON "plan_progress" USING btree ("action",coalesce("department", ''),"reported_on","state",md5(coalesce("note", ''))) WHERE "plan_progress"."voided_at" is null;--> statement-breakpoint
CREATE INDEX "plan_progress_latest" ON "plan_progress" USING btree ("action","department","reported_on") WHERE "plan_progress"."voided_at" is null;