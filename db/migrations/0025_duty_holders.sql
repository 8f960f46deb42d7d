CREATE TABLE "duty_holders" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "duty_holders_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"role" text NOT NULL,
	"person" bigint NOT NULL,
	"from_on" date NOT NULL,
	"ended_on" date,
	"author" bigint NOT NULL,
	"voided_at" timestamp with time zone
);
--> statement-breakpoint
ALTER TABLE "duty_holders" ADD CONSTRAINT "duty_holders_person_people_id_fk" FOREIGN KEY ("person") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "duty_holders" ADD CONSTRAINT "duty_holders_author_people_id_fk" FOREIGN KEY ("author") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "duty_holders_open" ON "duty_holders" USING btree ("role","person") WHERE "duty_holders"."ended_on" is null and "duty_holders"."voided_at" is null;