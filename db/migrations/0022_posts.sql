CREATE TABLE "boards" (
	"id" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"key" text NOT NULL,
	"as_of" date NOT NULL,
	"seats" integer NOT NULL,
	"vacancies" integer,
	"applicants" integer,
	"term_ends" date[] DEFAULT '{}'::date[] NOT NULL,
	"author" bigint NOT NULL,
	"voided_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "posts" (
	"id" text PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"body" text NOT NULL,
	"key" text NOT NULL,
	"person" bigint,
	"member" text,
	"holder" text NOT NULL,
	"department" text,
	"selected_by" text,
	"from_on" date NOT NULL,
	"term_end" date,
	"ended_on" date,
	"reason" text,
	"author" bigint NOT NULL,
	"voided_at" timestamp with time zone
);
--> statement-breakpoint
ALTER TABLE "boards" ADD CONSTRAINT "boards_author_people_id_fk" FOREIGN KEY ("author") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "posts" ADD CONSTRAINT "posts_person_people_id_fk" FOREIGN KEY ("person") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "posts" ADD CONSTRAINT "posts_department_departments_code_fk" FOREIGN KEY ("department") REFERENCES "public"."departments"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "posts" ADD CONSTRAINT "posts_author_people_id_fk" FOREIGN KEY ("author") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "boards_same" ON "boards" USING btree ("key","as_of") WHERE "boards"."voided_at" is null;--> statement-breakpoint
CREATE UNIQUE INDEX "posts_open" ON "posts" USING btree ("kind",coalesce("department", ''),"key","holder") WHERE "posts"."ended_on" is null and "posts"."voided_at" is null;--> statement-breakpoint
CREATE INDEX "posts_kind" ON "posts" USING btree ("kind");--> statement-breakpoint
CREATE INDEX "posts_person" ON "posts" USING btree ("person");