DROP INDEX "people_name_words";--> statement-breakpoint
CREATE INDEX "identities_person" ON "identities" USING btree ("person");--> statement-breakpoint
CREATE INDEX "identities_mention" ON "identities" USING btree (lower("user_id"));--> statement-breakpoint
CREATE INDEX "people_name_words" ON "people" USING gin ("name_words") WITH (fastupdate=false);