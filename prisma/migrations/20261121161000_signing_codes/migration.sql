-- CreateTable
CREATE TABLE "portal"."signing_code" (
    "nonce" TEXT NOT NULL,
    "signer" TEXT NOT NULL,
    "phone" TEXT NOT NULL,
    "code_hash" TEXT,
    "code_expires_at" TIMESTAMPTZ(3),
    "sends" INTEGER NOT NULL DEFAULT 0,
    "sent_at" TIMESTAMPTZ(3),
    "message" TEXT,
    "given_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "signing_code_pkey" PRIMARY KEY ("nonce")
);

-- AlterTable
ALTER TABLE "portal"."signature" ALTER COLUMN "cms" DROP NOT NULL, ALTER COLUMN "certificate" DROP NOT NULL;

-- CreateIndex
CREATE INDEX "signing_code_created_at_idx" ON "portal"."signing_code"("created_at");

-- What the schema language cannot say.

-- A signature by EDS has both, one by a code has neither.
ALTER TABLE "portal"."signature" ADD CONSTRAINT "signature_cms_with_certificate"
  CHECK (("cms" IS NULL) = ("certificate" IS NULL) AND ("cms" IS NULL) = ("method" = 'sms-code'));

-- A code is there until it is given.
ALTER TABLE "portal"."signing_code" ADD CONSTRAINT "signing_code_given_is_gone"
  CHECK ("given_at" IS NULL OR "code_hash" IS NULL);
