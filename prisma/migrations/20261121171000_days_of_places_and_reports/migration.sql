-- AlterTable: a place that was held before has no days, and counts on every day.
ALTER TABLE "portal"."held_place" ADD COLUMN "from_day" TEXT NOT NULL DEFAULT '0001-01-01', ADD COLUMN "to_day" TEXT;
ALTER TABLE "portal"."held_place" ALTER COLUMN "from_day" DROP DEFAULT;

-- AlterTable: the region of a dwelling that was reported before is not known; officers of every region see it.
ALTER TABLE "portal"."resident_report" ADD COLUMN "region" TEXT, ADD COLUMN "content" JSONB, ADD COLUMN "dealt_at" TIMESTAMPTZ(3), ADD COLUMN "dealt_by" TEXT, ADD COLUMN "outcome" TEXT, ADD COLUMN "comment" TEXT;

-- CreateIndex
CREATE INDEX "resident_report_dealt_at_at_idx" ON "portal"."resident_report"("dealt_at", "at");
