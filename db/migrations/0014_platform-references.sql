CREATE TABLE "platform_references" (
	"platform" text NOT NULL,
	"tenant" text NOT NULL,
	"to" text NOT NULL,
	"id" text NOT NULL,
	"content" text NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "platform_references_platform_tenant_to_id_pk" PRIMARY KEY("platform","tenant","to","id")
);
