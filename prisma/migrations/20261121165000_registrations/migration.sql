-- AlterTable: an owner may have given the dwelling away.
ALTER TABLE "state_databases"."dwelling_owner" ADD COLUMN "until" TEXT;

-- AlterTable: what the portal has begun, under its key; and what another registration has taken the place of.
ALTER TABLE "state_databases"."registration" ADD COLUMN "key" TEXT,
ADD COLUMN "replaced" BOOLEAN NOT NULL DEFAULT false;

-- CreateIndex
CREATE UNIQUE INDEX "registration_key_iin_key" ON "state_databases"."registration"("key", "iin");
