-- AlterTable
ALTER TABLE "portal"."account" ADD COLUMN "email_verified_at" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "portal"."pending_sign_in" ADD COLUMN "email" TEXT;

-- What the schema language cannot say.

ALTER TABLE "portal"."pending_sign_in" DROP CONSTRAINT "pending_sign_in_purpose_known";
ALTER TABLE "portal"."pending_sign_in" ADD CONSTRAINT "pending_sign_in_purpose_known"
  CHECK ("purpose" IN ('sign-in', 'password', 'recovery', 'phone', 'email'));
