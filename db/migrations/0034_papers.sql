CREATE SEQUENCE "public"."paper_number" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1;--> statement-breakpoint
CREATE SEQUENCE "public"."paper_step_number" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1;--> statement-breakpoint
CREATE TABLE "paper_files" (
	"paper" text NOT NULL,
	"format" text NOT NULL,
	"sha256" text NOT NULL,
	"bytes" "bytea" NOT NULL,
	CONSTRAINT "paper_files_paper_format_pk" PRIMARY KEY("paper","format")
);
--> statement-breakpoint
CREATE TABLE "paper_steps" (
	"id" text PRIMARY KEY NOT NULL,
	"paper" text NOT NULL,
	"decision" text NOT NULL,
	"party" text NOT NULL,
	"decided_on" date NOT NULL,
	"file" text,
	"comment" text,
	"name" text,
	"reference" text,
	"author" bigint NOT NULL,
	"recorded_at" timestamp with time zone DEFAULT now() NOT NULL,
	"voided_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "paper_words" (
	"kind" text NOT NULL,
	"period" text NOT NULL,
	"section" text NOT NULL,
	"version" integer NOT NULL,
	"text" text NOT NULL,
	"author" bigint NOT NULL,
	"written_on" date NOT NULL,
	"facts_hash" text NOT NULL,
	"recorded_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "paper_words_kind_period_section_version_pk" PRIMARY KEY("kind","period","section","version")
);
--> statement-breakpoint
CREATE TABLE "papers" (
	"id" text PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"period" text NOT NULL,
	"version" integer NOT NULL,
	"supersedes" text,
	"because" text,
	"title" text NOT NULL,
	"as_of" date NOT NULL,
	"sent_on" date NOT NULL,
	"hash" text NOT NULL,
	"chain" jsonb NOT NULL,
	"goes_to" jsonb NOT NULL,
	"author" bigint NOT NULL,
	"recorded_at" timestamp with time zone DEFAULT now() NOT NULL,
	"voided_at" timestamp with time zone
);
--> statement-breakpoint
ALTER TABLE "paper_files" ADD CONSTRAINT "paper_files_paper_papers_id_fk" FOREIGN KEY ("paper") REFERENCES "public"."papers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "paper_steps" ADD CONSTRAINT "paper_steps_paper_papers_id_fk" FOREIGN KEY ("paper") REFERENCES "public"."papers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "paper_steps" ADD CONSTRAINT "paper_steps_author_people_id_fk" FOREIGN KEY ("author") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "paper_words" ADD CONSTRAINT "paper_words_author_people_id_fk" FOREIGN KEY ("author") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "papers" ADD CONSTRAINT "papers_author_people_id_fk" FOREIGN KEY ("author") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "paper_steps_same" ON "paper_steps" USING btree ("paper","party",("decision" = 'received')) WHERE "paper_steps"."voided_at" is null;--> statement-breakpoint
CREATE UNIQUE INDEX "paper_steps_file" ON "paper_steps" USING btree ("file") WHERE "paper_steps"."voided_at" is null;--> statement-breakpoint
CREATE UNIQUE INDEX "papers_same" ON "papers" USING btree ("kind","period","version") WHERE "papers"."voided_at" is null;