-- AlterTable
ALTER TABLE "portal"."entity_account" ADD COLUMN "locale" TEXT NOT NULL DEFAULT 'kk';
