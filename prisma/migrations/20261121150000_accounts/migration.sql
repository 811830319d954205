-- AlterTable
ALTER TABLE "portal"."pending_sign_in" ADD COLUMN "method" TEXT NOT NULL DEFAULT 'password', ADD COLUMN "purpose" TEXT NOT NULL DEFAULT 'sign-in';

-- CreateTable
CREATE TABLE "portal"."eds_challenge" (
    "nonce" TEXT NOT NULL,
    "purpose" TEXT NOT NULL,
    "signer" TEXT,
    "about" TEXT,
    "document" BYTEA NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "used_at" TIMESTAMPTZ(3),
    "used_by" TEXT,
    "cms" BYTEA,
    "certificate_until" TIMESTAMPTZ(3),

    CONSTRAINT "eds_challenge_pkey" PRIMARY KEY ("nonce")
);

-- CreateTable
CREATE TABLE "portal"."kept_answer" (
    "iin" TEXT NOT NULL,
    "place" TEXT NOT NULL,
    "sealed" BYTEA NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "kept_answer_pkey" PRIMARY KEY ("iin","place")
);

-- CreateIndex
CREATE INDEX "eds_challenge_used_by_idx" ON "portal"."eds_challenge"("used_by");

-- CreateIndex
CREATE INDEX "eds_challenge_expires_at_idx" ON "portal"."eds_challenge"("expires_at");

-- CreateIndex
CREATE INDEX "kept_answer_expires_at_idx" ON "portal"."kept_answer"("expires_at");

-- What the schema language cannot say.

ALTER TABLE "portal"."pending_sign_in" ADD CONSTRAINT "pending_sign_in_purpose_known"
  CHECK ("purpose" IN ('sign-in', 'password', 'recovery', 'phone'));

-- Used is used by somebody.
ALTER TABLE "portal"."eds_challenge" ADD CONSTRAINT "eds_challenge_used_by_somebody" CHECK (("used_at" IS NULL) = ("used_by" IS NULL));
