-- Whoever signs in by a code is known when it is signed, not before.
ALTER TABLE "portal"."mobile_signing" ALTER COLUMN "signer" DROP NOT NULL;

-- CreateIndex
CREATE INDEX "eds_challenge_about_idx" ON "portal"."eds_challenge"("about");
