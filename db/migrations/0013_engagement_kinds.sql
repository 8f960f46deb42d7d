CREATE TABLE "engagement_contacts" (
	"record" text NOT NULL,
	"role" text NOT NULL,
	"key" text NOT NULL,
	"name" text NOT NULL,
	"held_on" date NOT NULL,
	CONSTRAINT "engagement_contacts_record_role_key_pk" PRIMARY KEY("record","role","key")
);
--> statement-breakpoint
ALTER TABLE "engagements" ADD COLUMN "type" text;--> statement-breakpoint
ALTER TABLE "engagements" ADD COLUMN "body" text;--> statement-breakpoint
ALTER TABLE "engagements" ADD COLUMN "sector" text;--> statement-breakpoint
ALTER TABLE "engagements" ADD COLUMN "purpose" text;--> statement-breakpoint
ALTER TABLE "engagements" ADD COLUMN "source" text;--> statement-breakpoint
ALTER TABLE "engagements" ADD COLUMN "topic" text;--> statement-breakpoint
ALTER TABLE "engagements" ADD COLUMN "outcome" text;--> statement-breakpoint
ALTER TABLE "engagements" ADD COLUMN "invited" integer;--> statement-breakpoint
ALTER TABLE "engagements" ADD COLUMN "responses" integer;--> statement-breakpoint
ALTER TABLE "engagements" ADD COLUMN "seats" integer;--> statement-breakpoint
ALTER TABLE "engagements" ADD COLUMN "completers" integer;--> statement-breakpoint
ALTER TABLE "engagements" ADD COLUMN "opportunities" integer;--> statement-breakpoint
ALTER TABLE "engagements" ADD COLUMN "about" text;--> statement-breakpoint
ALTER TABLE "engagements" ADD COLUMN "starts_on" date;--> statement-breakpoint
ALTER TABLE "engagements" ADD COLUMN "due_on" date;--> statement-breakpoint
ALTER TABLE "engagements" ADD COLUMN "next_on" date;--> statement-breakpoint
ALTER TABLE "engagements" ADD COLUMN "closed_on" date;--> statement-breakpoint
ALTER TABLE "engagements" ADD COLUMN "asked" numeric(14, 2);--> statement-breakpoint
ALTER TABLE "engagements" ADD COLUMN "awarded" numeric(14, 2);--> statement-breakpoint
ALTER TABLE "engagement_contacts" ADD CONSTRAINT "engagement_contacts_record_engagements_id_fk" FOREIGN KEY ("record") REFERENCES "public"."engagements"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "engagement_contacts_last" ON "engagement_contacts" USING btree ("role","key","held_on");--> statement-breakpoint
CREATE INDEX "engagements_newest" ON "engagements" USING btree ("kind","department","held_on") WHERE "engagements"."voided_at" is null;--> statement-breakpoint
CREATE INDEX "engagements_open" ON "engagements" USING btree ("kind") WHERE "engagements"."voided_at" is null and "engagements"."closed_on" is null;--> statement-breakpoint
CREATE INDEX "engagements_closed" ON "engagements" USING btree ("kind","closed_on") WHERE "engagements"."voided_at" is null;--> statement-breakpoint
CREATE INDEX "engagements_planned" ON "engagements" USING btree ("kind","next_on") WHERE "engagements"."voided_at" is null and "engagements"."next_on" is not null;--> statement-breakpoint
INSERT INTO "engagement_contacts" ("record", "role", "key", "name", "held_on")
SELECT e."id", 'partner', trim(regexp_replace(lower(name), '[^[:alnum:]]+', ' ', 'g')), trim(name), e."held_on"
FROM "engagements" e, unnest(string_to_array(e."partner", ';')) AS name
WHERE trim(regexp_replace(lower(name), '[^[:alnum:]]+', ' ', 'g')) <> '' ON CONFLICT DO NOTHING;
