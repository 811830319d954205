-- AlterTable
ALTER TABLE "portal"."entity_account" ADD COLUMN "email_verified_at" TIMESTAMPTZ(3);
