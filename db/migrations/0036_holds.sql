CREATE SEQUENCE "public"."hold_number" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1;--> statement-breakpoint
CREATE SEQUENCE "public"."record_request_number" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1;--> statement-breakpoint
CREATE TABLE "holds" (
	"id" text PRIMARY KEY NOT NULL,
	"covers" text NOT NULL,
	"value" text NOT NULL,
	"because" text NOT NULL,
	"from_on" date NOT NULL,
	"ended_on" date,
	"request" text,
	"author" bigint NOT NULL,
	"recorded_at" timestamp with time zone DEFAULT now() NOT NULL,
	"voided_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "record_requests" (
	"id" text PRIMARY KEY NOT NULL,
	"covers" text NOT NULL,
	"value" text NOT NULL,
	"asked_by" text,
	"received_on" date NOT NULL,
	"hash" text,
	"author" bigint NOT NULL,
	"recorded_at" timestamp with time zone DEFAULT now() NOT NULL,
	"voided_at" timestamp with time zone
);
--> statement-breakpoint
ALTER TABLE "holds" ADD CONSTRAINT "holds_request_record_requests_id_fk" FOREIGN KEY ("request") REFERENCES "public"."record_requests"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "holds" ADD CONSTRAINT "holds_author_people_id_fk" FOREIGN KEY ("author") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "record_requests" ADD CONSTRAINT "record_requests_author_people_id_fk" FOREIGN KEY ("author") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "holds_same" ON "holds" USING btree ("covers","value","because","from_on") WHERE "holds"."voided_at" is null and "holds"."ended_on" is null;--> statement-breakpoint
CREATE UNIQUE INDEX "record_requests_same" ON "record_requests" USING btree ("covers","value","received_on",coalesce("asked_by", '')) WHERE "record_requests"."voided_at" is null;