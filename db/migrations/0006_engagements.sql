CREATE SEQUENCE "public"."engagement_number" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1;--> statement-breakpoint
CREATE TABLE "engagement_leaders" (
	"record" text NOT NULL,
	"person" bigint NOT NULL,
	CONSTRAINT "engagement_leaders_record_person_pk" PRIMARY KEY("record","person")
);
--> statement-breakpoint
CREATE TABLE "engagements" (
	"id" text PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"held_on" date NOT NULL,
	"department" text NOT NULL,
	"title" text NOT NULL,
	"title_key" text NOT NULL,
	"partner" text,
	"languages" text[] DEFAULT '{}'::text[] NOT NULL,
	"employees" integer,
	"contractors" integer,
	"residents" integer,
	"note" text,
	"author" bigint NOT NULL,
	"recorded_at" timestamp with time zone DEFAULT now() NOT NULL,
	"voided_at" timestamp with time zone
);
--> statement-breakpoint
ALTER TABLE "engagement_leaders" ADD CONSTRAINT "engagement_leaders_record_engagements_id_fk" FOREIGN KEY ("record") REFERENCES "public"."engagements"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "engagement_leaders" ADD CONSTRAINT "engagement_leaders_person_people_id_fk" FOREIGN KEY ("person") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "engagements" ADD CONSTRAINT "engagements_department_departments_code_fk" FOREIGN KEY ("department") REFERENCES "public"."departments"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "engagements" ADD CONSTRAINT "engagements_author_people_id_fk" FOREIGN KEY ("author") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "engagement_leaders_person" ON "engagement_leaders" USING btree ("person");--> statement-breakpoint
CREATE UNIQUE INDEX "engagements_same" ON "engagements" USING btree ("department","held_on","kind","title_key") WHERE "engagements"."voided_at" is null;--> statement-breakpoint
CREATE INDEX "engagements_period" ON "engagements" USING btree ("kind","held_on","department") WHERE "engagements"."voided_at" is null;