CREATE TABLE "file_mappings" (
	"kind" text NOT NULL,
	"heading_hash" text NOT NULL,
	"answers" jsonb NOT NULL,
	"saved_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "file_mappings_kind_heading_hash_pk" PRIMARY KEY("kind","heading_hash")
);
--> statement-breakpoint
CREATE TABLE "held_leaves" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "held_leaves_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"person" bigint NOT NULL,
	"left_on" date NOT NULL,
	"file" text,
	"hash" text,
	"line" integer,
	"held_at" timestamp with time zone DEFAULT now() NOT NULL,
	"decided_at" timestamp with time zone,
	"decided_by" bigint,
	"decision" text
);
--> statement-breakpoint
CREATE TABLE "person_names" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "person_names_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"person" bigint NOT NULL,
	"name" text NOT NULL,
	"email" text,
	"until" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "people" ALTER COLUMN "email" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "departments" ADD COLUMN "ended_on" date;--> statement-breakpoint
ALTER TABLE "departments" ADD COLUMN "merged_into" text;--> statement-breakpoint
ALTER TABLE "people" ADD COLUMN "employee_id" text;--> statement-breakpoint
ALTER TABLE "people" ADD COLUMN "external_id" text;--> statement-breakpoint
ALTER TABLE "people" ADD COLUMN "key" text GENERATED ALWAYS AS (coalesce(email, employee_id, external_id)) STORED;--> statement-breakpoint
ALTER TABLE "people" ADD COLUMN "title" text;--> statement-breakpoint
ALTER TABLE "held_leaves" ADD CONSTRAINT "held_leaves_person_people_id_fk" FOREIGN KEY ("person") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "person_names" ADD CONSTRAINT "person_names_person_people_id_fk" FOREIGN KEY ("person") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "held_leaves_open" ON "held_leaves" USING btree ("person") WHERE "held_leaves"."decided_at" is null;--> statement-breakpoint
CREATE INDEX "person_names_person" ON "person_names" USING btree ("person");--> statement-breakpoint
CREATE INDEX "audit_entries_file" ON "audit_entries" USING btree (("details" -> 'file' ->> 'hash')) WHERE "audit_entries"."details" ? 'file';--> statement-breakpoint
CREATE UNIQUE INDEX "people_employee_id" ON "people" USING btree (lower(regexp_replace("employee_id", '^0+(?=[0-9]+$)', '')));--> statement-breakpoint
CREATE UNIQUE INDEX "people_external_id" ON "people" USING btree (lower("external_id"));--> statement-breakpoint
CREATE INDEX "people_key" ON "people" USING btree (lower(regexp_replace("key", '^0+(?=[0-9]+$)', '')));--> statement-breakpoint
ALTER TABLE "people" ADD CONSTRAINT "people_known_by" CHECK ("people"."email" is not null or "people"."employee_id" is not null or "people"."external_id" is not null);