CREATE TABLE "web_links" (
	"hash" text PRIMARY KEY NOT NULL,
	"person" bigint NOT NULL,
	"path" text NOT NULL,
	"expires" timestamp with time zone NOT NULL,
	"used" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "web_sessions" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "web_sessions_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"hash" text NOT NULL,
	"person" bigint NOT NULL,
	"began" timestamp with time zone DEFAULT now() NOT NULL,
	"seen" timestamp with time zone DEFAULT now() NOT NULL,
	"ended" timestamp with time zone,
	CONSTRAINT "web_sessions_hash_unique" UNIQUE("hash")
);
--> statement-breakpoint
CREATE INDEX "web_links_person" ON "web_links" USING btree ("person");--> statement-breakpoint
CREATE INDEX "web_sessions_person" ON "web_sessions" USING btree ("person");