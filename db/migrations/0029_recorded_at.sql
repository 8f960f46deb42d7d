ALTER TABLE "ambassadors" ADD COLUMN "recorded_at" timestamp with time zone;
--> statement-breakpoint
ALTER TABLE "analyses" ADD COLUMN "recorded_at" timestamp with time zone;
--> statement-breakpoint
ALTER TABLE "partners" ADD COLUMN "recorded_at" timestamp with time zone;
--> statement-breakpoint
ALTER TABLE "boards" ADD COLUMN "recorded_at" timestamp with time zone;
--> statement-breakpoint
ALTER TABLE "posts" ADD COLUMN "recorded_at" timestamp with time zone;
--> statement-breakpoint
ALTER TABLE "roster" ADD COLUMN "recorded_at" timestamp with time zone;
--> statement-breakpoint
ALTER TABLE "statements" ADD COLUMN "recorded_at" timestamp with time zone;
--> statement-breakpoint
-- What is on record already was recorded when the trail first names it; where it does not, that stays unknown.
UPDATE "ambassadors" AS t SET "recorded_at" = named.at FROM (
  SELECT regexp_split_to_table("subject", ' ') AS id, min("at") AS at FROM "audit_entries" WHERE "subject" LIKE 'AM-%' GROUP BY 1
) AS named WHERE named.id = t."id";
--> statement-breakpoint
UPDATE "analyses" AS t SET "recorded_at" = named.at FROM (
  SELECT regexp_split_to_table("subject", ' ') AS id, min("at") AS at FROM "audit_entries" WHERE "subject" LIKE 'AN-%' GROUP BY 1
) AS named WHERE named.id = t."id";
--> statement-breakpoint
UPDATE "partners" AS t SET "recorded_at" = named.at FROM (
  SELECT regexp_split_to_table("subject", ' ') AS id, min("at") AS at FROM "audit_entries" WHERE "subject" LIKE 'PA-%' GROUP BY 1
) AS named WHERE named.id = t."id";
--> statement-breakpoint
UPDATE "boards" AS t SET "recorded_at" = named.at FROM (
  SELECT regexp_split_to_table("subject", ' ') AS id, min("at") AS at FROM "audit_entries" WHERE "subject" LIKE 'RO-%' GROUP BY 1
) AS named WHERE named.id = t."id";
--> statement-breakpoint
UPDATE "posts" AS t SET "recorded_at" = named.at FROM (
  SELECT regexp_split_to_table("subject", ' ') AS id, min("at") AS at FROM "audit_entries" WHERE "subject" LIKE 'RO-%' GROUP BY 1
) AS named WHERE named.id = t."id";
--> statement-breakpoint
UPDATE "roster" AS t SET "recorded_at" = named.at FROM (
  SELECT regexp_split_to_table("subject", ' ') AS id, min("at") AS at FROM "audit_entries" WHERE "subject" LIKE 'RO-%' GROUP BY 1
) AS named WHERE named.id = t."id";
--> statement-breakpoint
UPDATE "statements" AS t SET "recorded_at" = named.at FROM (
  SELECT regexp_split_to_table("subject", ' ') AS id, min("at") AS at FROM "audit_entries" WHERE "subject" LIKE 'IS-%' GROUP BY 1
) AS named WHERE named.id = t."id";
--> statement-breakpoint
ALTER TABLE "ambassadors" ALTER COLUMN "recorded_at" SET DEFAULT now();
--> statement-breakpoint
ALTER TABLE "analyses" ALTER COLUMN "recorded_at" SET DEFAULT now();
--> statement-breakpoint
ALTER TABLE "partners" ALTER COLUMN "recorded_at" SET DEFAULT now();
--> statement-breakpoint
ALTER TABLE "boards" ALTER COLUMN "recorded_at" SET DEFAULT now();
--> statement-breakpoint
ALTER TABLE "posts" ALTER COLUMN "recorded_at" SET DEFAULT now();
--> statement-breakpoint
ALTER TABLE "roster" ALTER COLUMN "recorded_at" SET DEFAULT now();
--> statement-breakpoint
ALTER TABLE "statements" ALTER COLUMN "recorded_at" SET DEFAULT now();
