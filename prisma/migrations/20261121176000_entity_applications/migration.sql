-- AlterTable
ALTER TABLE "portal"."application" ADD COLUMN "bin" TEXT;

-- AlterTable
ALTER TABLE "portal"."notice" ADD COLUMN "bin" TEXT;

-- CreateIndex
CREATE INDEX "application_bin_updated_at_idx" ON "portal"."application"("bin", "updated_at");

-- CreateIndex
CREATE INDEX "notice_bin_at_idx" ON "portal"."notice"("bin", "at");

-- What the schema language cannot say.

-- One active application per person, service and subject; and for an entity per BIN, whoever of its people began it.
DROP INDEX "portal"."application_one_active";
CREATE UNIQUE INDEX "application_one_active" ON "portal"."application" ("service", "applicant", "subject")
  WHERE "outcome" IS NULL AND "bin" IS NULL;
CREATE UNIQUE INDEX "application_one_active_of_entity" ON "portal"."application" ("service", "bin", "subject")
  WHERE "outcome" IS NULL AND "bin" IS NOT NULL;
