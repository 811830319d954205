-- AlterTable
ALTER TABLE "portal"."reminder" ADD COLUMN "kind" TEXT NOT NULL DEFAULT 'renewal', ADD COLUMN "subject" TEXT NOT NULL DEFAULT '';

-- DropIndex
DROP INDEX "portal"."reminder_iin_service_expires_on_key";

-- CreateIndex
CREATE UNIQUE INDEX "reminder_iin_service_subject_expires_on_key" ON "portal"."reminder"("iin", "service", "subject", "expires_on");

-- CreateTable
CREATE TABLE "portal"."shared_link" (
    "id" UUID NOT NULL,
    "token_hash" TEXT NOT NULL,
    "code" TEXT NOT NULL,
    "holder" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "ends_at" TIMESTAMPTZ(3) NOT NULL,
    "revoked_at" TIMESTAMPTZ(3),

    CONSTRAINT "shared_link_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "portal"."shared_opening" (
    "link_id" UUID NOT NULL,
    "visit" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "shared_opening_pkey" PRIMARY KEY ("link_id","visit")
);

-- CreateIndex
CREATE UNIQUE INDEX "shared_link_token_hash_key" ON "portal"."shared_link"("token_hash");

-- CreateIndex
CREATE INDEX "shared_link_code_idx" ON "portal"."shared_link"("code");

-- CreateIndex
CREATE INDEX "shared_link_holder_idx" ON "portal"."shared_link"("holder");

-- AddForeignKey
ALTER TABLE "portal"."shared_link" ADD CONSTRAINT "shared_link_code_fkey" FOREIGN KEY ("code") REFERENCES "portal"."sealed_document"("code") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "portal"."shared_opening" ADD CONSTRAINT "shared_opening_link_id_fkey" FOREIGN KEY ("link_id") REFERENCES "portal"."shared_link"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- What the schema language cannot say.

ALTER TABLE "portal"."reminder" ADD CONSTRAINT "reminder_kind" CHECK ("kind" IN ('renewal', 'stay', 'paper'));
ALTER TABLE "portal"."shared_link" ADD CONSTRAINT "shared_link_ends_after_it_begins" CHECK ("ends_at" > "created_at");
