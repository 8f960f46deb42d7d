CREATE SEQUENCE "public"."partner_number" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1;--> statement-breakpoint
CREATE TABLE "partner_notes" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"partner" text NOT NULL,
	"on" date NOT NULL,
	"text" text NOT NULL,
	"author" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "partners" (
	"id" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"key" text NOT NULL,
	"contact" text,
	"focus" text,
	"sector" text,
	"class" text,
	"languages" text[] DEFAULT '{}'::text[] NOT NULL,
	"consent" boolean,
	"owner" bigint,
	"added_on" date NOT NULL,
	"author" bigint NOT NULL,
	"merged_into" text,
	"voided_at" timestamp with time zone
);
--> statement-breakpoint
ALTER TABLE "partner_notes" ADD CONSTRAINT "partner_notes_partner_partners_id_fk" FOREIGN KEY ("partner") REFERENCES "public"."partners"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "partner_notes" ADD CONSTRAINT "partner_notes_author_people_id_fk" FOREIGN KEY ("author") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "partners" ADD CONSTRAINT "partners_owner_people_id_fk" FOREIGN KEY ("owner") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "partners" ADD CONSTRAINT "partners_author_people_id_fk" FOREIGN KEY ("author") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "partners" ADD CONSTRAINT "partners_merged_into_partners_id_fk" FOREIGN KEY ("merged_into") REFERENCES "public"."partners"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "partner_notes_last" ON "partner_notes" USING btree ("partner","on");--> statement-breakpoint
CREATE UNIQUE INDEX "partners_same" ON "partners" USING btree ("key") WHERE "partners"."voided_at" is null;