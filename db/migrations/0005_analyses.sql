CREATE SEQUENCE "public"."analysis_number" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1;--> statement-breakpoint
CREATE TABLE "analyses" (
	"id" text PRIMARY KEY NOT NULL,
	"title" text NOT NULL,
	"title_key" text NOT NULL,
	"kind" text NOT NULL,
	"subject" text,
	"department" text NOT NULL,
	"state" text NOT NULL,
	"author" bigint NOT NULL,
	"owner" bigint NOT NULL,
	"exempt" text,
	"template" text,
	"template_version" integer,
	"registered_on" date NOT NULL,
	"started_on" date,
	"submitted_on" date,
	"completed_on" date,
	"evaluated_on" date,
	"withdrawn_on" date,
	"comment" text,
	"reviewer" bigint,
	"decision" text,
	"policy_change" text,
	"resource_change" text,
	"no_change" text,
	"evaluation_due" date,
	"results_met" text,
	"evaluation" text,
	"reason" text,
	"voided_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "analysis_answers" (
	"record" text NOT NULL,
	"step" text NOT NULL,
	"version" integer NOT NULL,
	"answers" jsonb NOT NULL,
	"author" bigint NOT NULL,
	"saved_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "analysis_answers_record_step_version_pk" PRIMARY KEY("record","step","version")
);
--> statement-breakpoint
CREATE TABLE "analysis_people" (
	"record" text NOT NULL,
	"person" bigint NOT NULL,
	"invited_by" bigint NOT NULL,
	"invited_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "analysis_people_record_person_pk" PRIMARY KEY("record","person")
);
--> statement-breakpoint
CREATE TABLE "analysis_templates" (
	"id" text NOT NULL,
	"version" integer NOT NULL,
	"body" jsonb NOT NULL,
	"added_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "analysis_templates_id_version_pk" PRIMARY KEY("id","version")
);
--> statement-breakpoint
ALTER TABLE "analyses" ADD CONSTRAINT "analyses_department_departments_code_fk" FOREIGN KEY ("department") REFERENCES "public"."departments"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "analyses" ADD CONSTRAINT "analyses_author_people_id_fk" FOREIGN KEY ("author") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "analyses" ADD CONSTRAINT "analyses_owner_people_id_fk" FOREIGN KEY ("owner") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "analyses" ADD CONSTRAINT "analyses_reviewer_people_id_fk" FOREIGN KEY ("reviewer") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "analyses" ADD CONSTRAINT "analyses_template_fk" FOREIGN KEY ("template","template_version") REFERENCES "public"."analysis_templates"("id","version") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "analysis_answers" ADD CONSTRAINT "analysis_answers_record_analyses_id_fk" FOREIGN KEY ("record") REFERENCES "public"."analyses"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "analysis_answers" ADD CONSTRAINT "analysis_answers_author_people_id_fk" FOREIGN KEY ("author") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "analysis_people" ADD CONSTRAINT "analysis_people_record_analyses_id_fk" FOREIGN KEY ("record") REFERENCES "public"."analyses"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "analysis_people" ADD CONSTRAINT "analysis_people_person_people_id_fk" FOREIGN KEY ("person") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "analysis_people" ADD CONSTRAINT "analysis_people_invited_by_people_id_fk" FOREIGN KEY ("invited_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "analyses_open" ON "analyses" USING btree ("department","title_key") WHERE "analyses"."voided_at" is null and "analyses"."state" not in ('completed', 'evaluated');--> statement-breakpoint
CREATE INDEX "analyses_department" ON "analyses" USING btree ("department","registered_on");--> statement-breakpoint
CREATE INDEX "analysis_people_person" ON "analysis_people" USING btree ("person");