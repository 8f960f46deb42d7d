CREATE SEQUENCE "public"."vision_number" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1;--> statement-breakpoint
CREATE TABLE "visions" (
	"id" text PRIMARY KEY NOT NULL,
	"department" text NOT NULL,
	"version" integer NOT NULL,
	"text" text NOT NULL,
	"goals" text[] DEFAULT '{}'::text[] NOT NULL,
	"drafted_on" date NOT NULL,
	"adopted_on" date,
	"adopted_by" text,
	"adoption_undone" boolean DEFAULT false NOT NULL,
	"author" bigint NOT NULL,
	"recorded_at" timestamp with time zone DEFAULT now() NOT NULL,
	"voided_at" timestamp with time zone
);
--> statement-breakpoint
ALTER TABLE "visions" ADD CONSTRAINT "visions_department_departments_code_fk" FOREIGN KEY ("department") REFERENCES "public"."departments"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "visions" ADD CONSTRAINT "visions_author_people_id_fk" FOREIGN KEY ("author") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "visions_version" ON "visions" USING btree ("department","version");