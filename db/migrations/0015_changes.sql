CREATE SEQUENCE "public"."change_number" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1;--> statement-breakpoint
CREATE SEQUENCE "public"."recommendation_number" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1;--> statement-breakpoint
CREATE TABLE "changes" (
	"id" text PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"source" text NOT NULL,
	"department" text NOT NULL,
	"description" text,
	"decided_by" text,
	"adopted_on" date NOT NULL,
	"evidence" text,
	"amount" numeric(14, 2),
	"fte" numeric(10, 2),
	"account" text,
	"fund" text,
	"budget_year" integer,
	"before" numeric(14, 2),
	"after" numeric(14, 2),
	"same_key" text NOT NULL,
	"author" bigint NOT NULL,
	"recorded_at" timestamp with time zone DEFAULT now() NOT NULL,
	"voided_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "recommendations" (
	"id" text PRIMARY KEY NOT NULL,
	"source" text,
	"department" text NOT NULL,
	"text" text NOT NULL,
	"text_key" text NOT NULL,
	"addressed_to" text NOT NULL,
	"by" text NOT NULL,
	"recommended_on" date NOT NULL,
	"status" text DEFAULT 'open' NOT NULL,
	"answered_on" date,
	"reason" text,
	"author" bigint NOT NULL,
	"recorded_at" timestamp with time zone DEFAULT now() NOT NULL,
	"voided_at" timestamp with time zone
);
--> statement-breakpoint
ALTER TABLE "changes" ADD CONSTRAINT "changes_department_departments_code_fk" FOREIGN KEY ("department") REFERENCES "public"."departments"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "changes" ADD CONSTRAINT "changes_author_people_id_fk" FOREIGN KEY ("author") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "recommendations" ADD CONSTRAINT "recommendations_department_departments_code_fk" FOREIGN KEY ("department") REFERENCES "public"."departments"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "recommendations" ADD CONSTRAINT "recommendations_author_people_id_fk" FOREIGN KEY ("author") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "changes_same" ON "changes" USING btree ("source","kind","same_key") WHERE "changes"."voided_at" is null;--> statement-breakpoint
CREATE INDEX "changes_period" ON "changes" USING btree ("adopted_on","department") WHERE "changes"."voided_at" is null;--> statement-breakpoint
CREATE UNIQUE INDEX "recommendations_same" ON "recommendations" USING btree ("department",coalesce("source", ''),"text_key") WHERE "recommendations"."voided_at" is null;--> statement-breakpoint
CREATE INDEX "recommendations_period" ON "recommendations" USING btree ("recommended_on","department") WHERE "recommendations"."voided_at" is null;