CREATE SEQUENCE "public"."roster_number" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1;--> statement-breakpoint
CREATE SEQUENCE "public"."training_record_number" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1;--> statement-breakpoint
CREATE TABLE "attendance" (
	"record" text NOT NULL,
	"version" integer NOT NULL,
	"session" bigint NOT NULL,
	"person" bigint NOT NULL,
	"department" text NOT NULL,
	"audience" text NOT NULL,
	"course" text NOT NULL,
	"held_on" date NOT NULL,
	"voided" boolean DEFAULT false NOT NULL,
	CONSTRAINT "attendance_record_version_person_pk" PRIMARY KEY("record","version","person")
);
--> statement-breakpoint
CREATE TABLE "audit_entries" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "audit_entries_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	"actor" bigint NOT NULL,
	"action" text NOT NULL,
	"subject" text NOT NULL,
	"request" text NOT NULL,
	"details" jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "courses" (
	"code" text PRIMARY KEY NOT NULL,
	"title" text NOT NULL,
	"program" text NOT NULL,
	"mandatory_for" text[] DEFAULT '{}' NOT NULL,
	"aliases" text[] DEFAULT '{}' NOT NULL,
	"valid_months" integer
);
--> statement-breakpoint
CREATE TABLE "departments" (
	"code" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"aliases" text[] DEFAULT '{}' NOT NULL,
	"service_area" text,
	"active" boolean DEFAULT true NOT NULL
);
--> statement-breakpoint
CREATE TABLE "deployment" (
	"id" integer PRIMARY KEY NOT NULL,
	"plan" text NOT NULL,
	"sample" boolean DEFAULT false NOT NULL,
	"demo_off" boolean DEFAULT false NOT NULL
);
--> statement-breakpoint
CREATE TABLE "headcounts" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "headcounts_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"department" text NOT NULL,
	"tier" text NOT NULL,
	"audience" text NOT NULL,
	"count" integer NOT NULL,
	"as_of" date NOT NULL
);
--> statement-breakpoint
CREATE TABLE "identities" (
	"platform" text NOT NULL,
	"tenant" text NOT NULL,
	"user_id" text NOT NULL,
	"person" bigint NOT NULL,
	CONSTRAINT "identities_platform_tenant_user_id_pk" PRIMARY KEY("platform","tenant","user_id")
);
--> statement-breakpoint
CREATE TABLE "memberships" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "memberships_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"person" bigint NOT NULL,
	"department" text NOT NULL,
	"from_on" date NOT NULL,
	"confirmed" boolean DEFAULT true NOT NULL
);
--> statement-breakpoint
CREATE TABLE "people" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "people_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"email" text NOT NULL,
	"name" text NOT NULL,
	"tier" text NOT NULL,
	"senior_leader" boolean DEFAULT false NOT NULL,
	"audience" text NOT NULL,
	"granted" text[] DEFAULT '{}' NOT NULL,
	"left_on" date,
	"name_words" text[] DEFAULT '{}' NOT NULL
);
--> statement-breakpoint
CREATE TABLE "requests" (
	"id" text PRIMARY KEY NOT NULL,
	"actor" bigint NOT NULL,
	"record" text NOT NULL,
	"outcome" jsonb NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "roster" (
	"id" text PRIMARY KEY NOT NULL,
	"person" bigint NOT NULL,
	"department" text NOT NULL,
	"from_on" date NOT NULL,
	"ended_on" date
);
--> statement-breakpoint
CREATE TABLE "training_records" (
	"id" text NOT NULL,
	"version" integer NOT NULL,
	"session" bigint NOT NULL,
	"author" bigint NOT NULL,
	"employees" integer,
	"contractors" integer,
	"unsplit" integer,
	"total_employees" integer NOT NULL,
	"total_contractors" integer NOT NULL,
	"total_unsplit" integer NOT NULL,
	"named" boolean NOT NULL,
	"note" text,
	"recorded_at" timestamp with time zone DEFAULT now() NOT NULL,
	"voided_at" timestamp with time zone,
	CONSTRAINT "training_records_id_version_pk" PRIMARY KEY("id","version")
);
--> statement-breakpoint
CREATE TABLE "training_rollup" (
	"department" text NOT NULL,
	"month" date NOT NULL,
	"course" text NOT NULL,
	"audience" text NOT NULL,
	"sessions" integer DEFAULT 0 NOT NULL,
	"attendance" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "training_rollup_department_month_course_audience_pk" PRIMARY KEY("department","month","course","audience")
);
--> statement-breakpoint
CREATE TABLE "training_sessions" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "training_sessions_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"course" text NOT NULL,
	"held_on" date NOT NULL,
	"department" text NOT NULL,
	"ordinal" integer DEFAULT 1 NOT NULL,
	"records" integer DEFAULT 0 NOT NULL,
	"employees" integer DEFAULT 0 NOT NULL,
	"contractors" integer DEFAULT 0 NOT NULL,
	"unsplit" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "training_sessions_once" UNIQUE("course","held_on","department","ordinal")
);
--> statement-breakpoint
ALTER TABLE "attendance" ADD CONSTRAINT "attendance_session_training_sessions_id_fk" FOREIGN KEY ("session") REFERENCES "public"."training_sessions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "attendance" ADD CONSTRAINT "attendance_person_people_id_fk" FOREIGN KEY ("person") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "headcounts" ADD CONSTRAINT "headcounts_department_departments_code_fk" FOREIGN KEY ("department") REFERENCES "public"."departments"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "identities" ADD CONSTRAINT "identities_person_people_id_fk" FOREIGN KEY ("person") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "memberships" ADD CONSTRAINT "memberships_person_people_id_fk" FOREIGN KEY ("person") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "memberships" ADD CONSTRAINT "memberships_department_departments_code_fk" FOREIGN KEY ("department") REFERENCES "public"."departments"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "roster" ADD CONSTRAINT "roster_person_people_id_fk" FOREIGN KEY ("person") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "roster" ADD CONSTRAINT "roster_department_departments_code_fk" FOREIGN KEY ("department") REFERENCES "public"."departments"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "training_records" ADD CONSTRAINT "training_records_session_training_sessions_id_fk" FOREIGN KEY ("session") REFERENCES "public"."training_sessions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "training_records" ADD CONSTRAINT "training_records_author_people_id_fk" FOREIGN KEY ("author") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "training_sessions" ADD CONSTRAINT "training_sessions_course_courses_code_fk" FOREIGN KEY ("course") REFERENCES "public"."courses"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "training_sessions" ADD CONSTRAINT "training_sessions_department_departments_code_fk" FOREIGN KEY ("department") REFERENCES "public"."departments"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "attendance_once" ON "attendance" USING btree ("session","person") WHERE not "attendance"."voided";--> statement-breakpoint
CREATE INDEX "attendance_person_course" ON "attendance" USING btree ("person","course","held_on") WHERE not "attendance"."voided";--> statement-breakpoint
CREATE INDEX "audit_entries_subject" ON "audit_entries" USING btree ("subject");--> statement-breakpoint
CREATE UNIQUE INDEX "headcounts_once" ON "headcounts" USING btree ("department","tier","audience","as_of");--> statement-breakpoint
CREATE INDEX "memberships_person" ON "memberships" USING btree ("person","from_on","id");--> statement-breakpoint
CREATE INDEX "memberships_department" ON "memberships" USING btree ("department","person");--> statement-breakpoint
CREATE UNIQUE INDEX "people_email" ON "people" USING btree (lower("email"));--> statement-breakpoint
CREATE INDEX "people_name_words" ON "people" USING gin ("name_words");--> statement-breakpoint
CREATE INDEX "requests_at" ON "requests" USING btree ("at");--> statement-breakpoint
CREATE UNIQUE INDEX "roster_active" ON "roster" USING btree ("department","person") WHERE "roster"."ended_on" is null;--> statement-breakpoint
CREATE UNIQUE INDEX "training_records_live" ON "training_records" USING btree ("id") WHERE "training_records"."voided_at" is null;--> statement-breakpoint
CREATE UNIQUE INDEX "training_records_same_counts" ON "training_records" USING btree ("session","total_employees","total_contractors","total_unsplit") WHERE "training_records"."voided_at" is null and not "training_records"."named";--> statement-breakpoint
CREATE INDEX "training_records_session" ON "training_records" USING btree ("session");