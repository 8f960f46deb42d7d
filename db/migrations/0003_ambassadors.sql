CREATE SEQUENCE "public"."ambassador_number" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1;--> statement-breakpoint
CREATE TABLE "ambassadors" (
	"id" text PRIMARY KEY NOT NULL,
	"person" bigint NOT NULL,
	"department" text NOT NULL,
	"state" text NOT NULL,
	"invited_by" bigint NOT NULL,
	"invited_on" date NOT NULL,
	"answered_on" date,
	"ended_on" date,
	"reason" text,
	"voided_at" timestamp with time zone
);
--> statement-breakpoint
DROP INDEX "roster_active";--> statement-breakpoint
ALTER TABLE "people" ADD COLUMN "merged_into" bigint;--> statement-breakpoint
ALTER TABLE "roster" ADD COLUMN "named_by" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "roster" ADD COLUMN "reason" text;--> statement-breakpoint
ALTER TABLE "roster" ADD COLUMN "voided_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "ambassadors" ADD CONSTRAINT "ambassadors_person_people_id_fk" FOREIGN KEY ("person") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ambassadors" ADD CONSTRAINT "ambassadors_department_departments_code_fk" FOREIGN KEY ("department") REFERENCES "public"."departments"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "ambassadors_open" ON "ambassadors" USING btree ("person","department") WHERE "ambassadors"."voided_at" is null and "ambassadors"."state" in ('invited', 'active');--> statement-breakpoint
CREATE INDEX "ambassadors_department" ON "ambassadors" USING btree ("department");--> statement-breakpoint
CREATE INDEX "roster_person" ON "roster" USING btree ("person");--> statement-breakpoint
CREATE UNIQUE INDEX "roster_active" ON "roster" USING btree ("department","person") WHERE "roster"."ended_on" is null and "roster"."voided_at" is null;