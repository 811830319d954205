-- AlterTable
ALTER TABLE "portal"."shared_link" ADD COLUMN "made_by" TEXT;

-- CreateIndex
CREATE INDEX "shared_link_made_by_idx" ON "portal"."shared_link"("made_by");
