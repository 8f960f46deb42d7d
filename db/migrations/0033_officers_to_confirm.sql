CREATE TABLE "officers_to_confirm" (
	"person" bigint PRIMARY KEY NOT NULL,
	"asked_by" bigint NOT NULL,
	"in_effect" boolean NOT NULL,
	"asked_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "officers_to_confirm" ADD CONSTRAINT "officers_to_confirm_person_people_id_fk" FOREIGN KEY ("person") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "officers_to_confirm" ADD CONSTRAINT "officers_to_confirm_asked_by_people_id_fk" FOREIGN KEY ("asked_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;