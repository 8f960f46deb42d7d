CREATE SEQUENCE "public"."officer_term_number" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1;--> statement-breakpoint
CREATE TABLE "officer_terms" (
	"id" text PRIMARY KEY NOT NULL,
	"person" bigint NOT NULL,
	"acting" boolean NOT NULL,
	"appointed_by" text,
	"appointed_on" date NOT NULL,
	"confirmed_on" date,
	"file" text,
	"term_end" date,
	"author" bigint NOT NULL,
	"recorded_at" timestamp with time zone DEFAULT now() NOT NULL,
	"voided_at" timestamp with time zone
);
--> statement-breakpoint
ALTER TABLE "officer_terms" ADD CONSTRAINT "officer_terms_person_people_id_fk" FOREIGN KEY ("person") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "officer_terms" ADD CONSTRAINT "officer_terms_author_people_id_fk" FOREIGN KEY ("author") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "officer_terms_same" ON "officer_terms" USING btree ("person","acting","appointed_on") WHERE "officer_terms"."voided_at" is null;