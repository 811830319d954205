-- AlterTable
ALTER TABLE "portal"."entity_account" ADD COLUMN "locale" TEXT NOT NULL DEFAULT 'kk';

-- Whoever has an account of their own has chosen a language there already.
UPDATE "portal"."entity_account" AS "acts" SET "locale" = "own"."locale"
FROM "portal"."account" AS "own" WHERE "own"."iin" = "acts"."iin";
