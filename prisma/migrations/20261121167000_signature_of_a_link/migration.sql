-- The signature under a linked number is evidence for whatever rests on that number: it is kept as any signature is.
ALTER TABLE "portal"."eds_challenge"
  ADD COLUMN "certificate" BYTEA,
  ADD COLUMN "evidence" JSONB,
  ADD COLUMN "signed_at" TIMESTAMPTZ(3);
