CREATE SEQUENCE "public"."statement_number" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1;--> statement-breakpoint
CREATE TABLE "statements" (
	"id" text PRIMARY KEY NOT NULL,
	"file" text NOT NULL,
	"title" text NOT NULL,
	"trigger" text NOT NULL,
	"department" text NOT NULL,
	"requested_by" text,
	"requested_on" date,
	"committee" text,
	"hearing_on" date,
	"due_on" date,
	"submitted_on" date,
	"attached_on" date,
	"outcome" text,
	"amended" boolean,
	"change" text,
	"helper" bigint,
	"answers" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"version" integer DEFAULT 0 NOT NULL,
	"added_on" date NOT NULL,
	"preparer" bigint NOT NULL,
	"voided_at" timestamp with time zone
);
--> statement-breakpoint
ALTER TABLE "statements" ADD CONSTRAINT "statements_department_departments_code_fk" FOREIGN KEY ("department") REFERENCES "public"."departments"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "statements" ADD CONSTRAINT "statements_helper_people_id_fk" FOREIGN KEY ("helper") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "statements" ADD CONSTRAINT "statements_preparer_people_id_fk" FOREIGN KEY ("preparer") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "statements_same" ON "statements" USING btree ("department","file") WHERE "statements"."voided_at" is null;--> statement-breakpoint
CREATE INDEX "statements_period" ON "statements" USING btree (coalesce("due_on", "added_on")) WHERE "statements"."voided_at" is null;--> statement-breakpoint
CREATE INDEX "statements_open" ON "statements" USING btree ("department") WHERE "statements"."voided_at" is null and "statements"."submitted_on" is null;