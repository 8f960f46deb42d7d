CREATE TABLE "deliveries" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"kind" text NOT NULL,
	"recipient" text NOT NULL,
	"occasion" text NOT NULL,
	"data" jsonb NOT NULL,
	"state" text DEFAULT 'pending' NOT NULL,
	"next_at" timestamp with time zone DEFAULT now() NOT NULL,
	"slot_at" timestamp with time zone,
	"attempts" integer DEFAULT 0 NOT NULL,
	"token" bigint DEFAULT 0 NOT NULL,
	"insisted" boolean DEFAULT false NOT NULL,
	"address" jsonb,
	"message" jsonb,
	"reason" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"settled_at" timestamp with time zone,
	CONSTRAINT "deliveries_once" UNIQUE("kind","recipient","occasion")
);
--> statement-breakpoint
CREATE TABLE "rate_limits" (
	"key" text PRIMARY KEY NOT NULL,
	"free_at" timestamp with time zone NOT NULL,
	"used_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE INDEX "deliveries_due" ON "deliveries" USING btree ("next_at") WHERE "deliveries"."state" in ('pending', 'sending');--> statement-breakpoint
CREATE INDEX "deliveries_open" ON "deliveries" USING btree ("settled_at") WHERE "deliveries"."state" in ('failed', 'unconfirmed');