CREATE SEQUENCE "public"."measure_number" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1;--> statement-breakpoint
CREATE TABLE "measure_values" (
	"id" text NOT NULL,
	"version" integer NOT NULL,
	"measure" text NOT NULL,
	"period_start" date NOT NULL,
	"period_end" date NOT NULL,
	"department" text,
	"audience" text NOT NULL,
	"value" numeric,
	"total" numeric,
	"dated_on" date,
	"state" text,
	"source" text,
	"note" text,
	"baseline" boolean DEFAULT false NOT NULL,
	"quarters" integer,
	"agreed_with" text,
	"author" bigint NOT NULL,
	"recorded_at" timestamp with time zone DEFAULT now() NOT NULL,
	"voided_at" timestamp with time zone,
	CONSTRAINT "measure_values_id_version_pk" PRIMARY KEY("id","version")
);
--> statement-breakpoint
CREATE TABLE "measures" (
	"id" text PRIMARY KEY NOT NULL,
	"definition" jsonb NOT NULL,
	"author" bigint NOT NULL,
	"defined_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "measure_values" ADD CONSTRAINT "measure_values_department_departments_code_fk" FOREIGN KEY ("department") REFERENCES "public"."departments"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "measure_values" ADD CONSTRAINT "measure_values_author_people_id_fk" FOREIGN KEY ("author") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "measures" ADD CONSTRAINT "measures_author_people_id_fk" FOREIGN KEY ("author") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "measure_values_live" ON "measure_values" USING btree ("id") WHERE "measure_values"."voided_at" is null;--> statement-breakpoint
CREATE UNIQUE INDEX "measure_values_same" ON "measure_values" USING btree ("measure","baseline","period_start","period_end",coalesce("department", ''),"audience") WHERE "measure_values"."voided_at" is null;