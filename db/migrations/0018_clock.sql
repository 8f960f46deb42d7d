CREATE TABLE "occasions" (
	"job" text NOT NULL,
	"subject" text NOT NULL,
	"occasion" text NOT NULL,
	"due_at" timestamp with time zone NOT NULL,
	"outcome" text NOT NULL,
	"reason" text,
	"decided_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "occasions_job_subject_occasion_pk" PRIMARY KEY("job","subject","occasion")
);
--> statement-breakpoint
CREATE TABLE "places" (
	"purpose" text PRIMARY KEY NOT NULL,
	"platform" text NOT NULL,
	"tenant" text NOT NULL,
	"place" text NOT NULL,
	"name" text,
	"bound_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "deployment" ADD COLUMN "live_at" timestamp with time zone;--> statement-breakpoint
CREATE INDEX "occasions_due" ON "occasions" USING btree ("job","due_at");